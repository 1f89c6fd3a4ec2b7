"""Time and disk of one life of a centre: timers that fire late, events that are on disk only a moment later.

Both end with that life: after a crash no timer of it fires and nothing that was not yet on disk is there.
"""

import random
from collections.abc import Callable, Sequence

from soak_faults import Faults

from acd.events import MICROSECONDS
from acd.live.floor.clock import Due, VirtualClock
from acd.live.floor.journal import Durable
from metrics.ledger.growing import Entry

LATEST = 2 * MICROSECONDS
"""How late a timer may be."""


class MortalClock:
    """The floor's clock in one life."""

    def __init__(self, clock: VirtualClock, faults: Faults, rng: random.Random) -> None:
        self._clock = clock
        self._faults = faults
        self._rng = rng
        self.is_dead = False

    def now(self) -> int:
        return self._clock.now()

    def call_at(self, t: int, due: Due) -> Callable[[], None]:
        if self._faults.strikes("timer late"):
            t += self._rng.randrange(LATEST)
        return self._clock.call_at(t, lambda: None if self.is_dead else due())


class Disk:
    """A journal that writes in groups: what is given while one is written is in the next.

    ``written`` is told each input's events as they are given, ``entries`` are those on disk.
    """

    def __init__(
        self,
        clock: MortalClock,
        faults: Faults,
        rng: random.Random,
        entries: list[Entry],
        written: Callable[[Sequence[Entry]], None],
    ) -> None:
        self._clock = clock
        self._faults = faults
        self._rng = rng
        self._written = written
        self._waiting: list[tuple[Sequence[Entry], Durable]] = []
        self._is_busy = False
        self.entries = entries

    @property
    def behind(self) -> int:
        """Inputs that are not yet on disk."""
        return len(self._waiting)

    def keep(self, entries: Sequence[Entry], durable: Durable) -> None:
        self._written(entries)
        self._waiting.append((entries, durable))
        if not self._is_busy:
            self._write()

    def _write(self) -> None:
        """A group, at once or in a moment."""
        self._is_busy = True
        if self._faults.strikes("disk slow"):
            self._clock.call_at(self._clock.now() + self._rng.randrange(1, MICROSECONDS // 2), self._sync)
        else:
            self._sync()

    def _sync(self) -> None:
        group, self._waiting = self._waiting, []
        for entries, _durable in group:
            self.entries.extend(entries)
        for _entries, durable in group:
            durable()
        self._is_busy = False
        if self._waiting:
            self._write()

    async def close(self) -> None:
        """There is nothing to close."""
