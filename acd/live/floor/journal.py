"""Where events go before anybody is told of their effect: on disk, in groups, off the event loop.

While one group is being synced the next gathers, so that a burst costs no more syncs than the disk can do. Knows order
and durability. Refuses to know what an event means.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from acd.live.floor.volumes import NewDay, Volumes
from metrics.ledger.growing import Entry

Durable = Callable[[], None]


class Journal(Protocol):
    """Keeps entries in the order given."""

    def keep(self, entries: Sequence[Entry], durable: Durable) -> None:
        """Keep the entries of one input; ``durable`` is called once they, and all before them, are on disk."""

    def begin(self, day: NewDay, durable: Durable) -> None:
        """What is kept from now on belongs to a new day."""

    async def close(self) -> None:
        """Everything given is on disk when this returns."""


class InMemory:
    """Keeps entries in a list, at once: for the virtual clock."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.batches: list[Sequence[Entry]] = []
        self.days: list[tuple[int, NewDay]] = []
        """Days begun, each with the number of entries before it."""

    def keep(self, entries: Sequence[Entry], durable: Durable) -> None:
        self.batches.append(entries)
        self.entries.extend(entries)
        durable()

    def begin(self, day: NewDay, durable: Durable) -> None:
        self.days.append((len(self.entries), day))
        durable()

    async def close(self) -> None:
        """There is nothing to close."""


class OnDisk:
    """A ledger a day, in a thread of its own.

    ``failed`` is called on the event loop, once, where the disk takes no more: from then on nothing is kept, and no
    effect happens any more; the owner must stop taking calls.
    """

    def __init__(self, ledger: Volumes, failed: Callable[[Exception], None]) -> None:
        self._ledger = ledger
        self._failed = failed
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Sequence[Entry] | NewDay, Durable]] = deque()
        self._work = threading.Event()
        self._closing = False
        self._done = self._loop.create_future()
        self._thread = threading.Thread(target=self._write, name="journal", daemon=True)
        self._thread.start()

    def keep(self, entries: Sequence[Entry], durable: Durable) -> None:
        self._waiting.append((entries, durable))
        self._work.set()

    def begin(self, day: NewDay, durable: Durable) -> None:
        self._waiting.append((day, durable))
        self._work.set()

    async def close(self) -> None:
        self._closing = True
        self._work.set()
        await self._done

    def _write(self) -> None:
        try:
            while not (self._closing and not self._waiting):
                self._work.wait()
                self._work.clear()
                self._write_group()
            self._ledger.close()
        except Exception as wrong:
            self._loop.call_soon_threadsafe(self._failed, wrong)
        self._loop.call_soon_threadsafe(self._finish)

    def _write_group(self) -> None:
        group = [self._waiting.popleft() for _ in range(len(self._waiting))]
        kept: list[Entry] = []
        for each, _durable in group:
            if isinstance(each, NewDay):
                self._append(kept)
                kept = []
                self._ledger.begin(each)
            else:
                kept.extend(each)
        self._append(kept)
        if group:
            self._loop.call_soon_threadsafe(_tell, [durable for _some, durable in group])

    def _append(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._ledger.append(entries)

    def _finish(self) -> None:
        if not self._done.done():
            self._done.set_result(None)


def _tell(group: Sequence[Durable]) -> None:
    for durable in group:
        durable()
