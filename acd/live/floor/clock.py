"""What time it is, and being called at a time: on the wall, or when a test says so.

Time is integer microseconds since local midnight of the ledger's first day. Refuses to know what is due.
"""

import asyncio
import heapq
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from acd.events import MICROSECONDS

Due = Callable[[], None]


class Clock(Protocol):
    """Time that never goes back."""

    def now(self) -> int:
        """Microseconds since local midnight of the first day."""

    def call_at(self, t: int, due: Due) -> Callable[[], None]:
        """Call ``due`` at or soon after ``t``; returns how to call that off."""


class WallClock:
    """The machine's clock, read once and carried on by a counter: setting the machine's clock moves nothing here."""

    def __init__(self, midnight: datetime) -> None:
        self._loop = asyncio.get_running_loop()
        self._origin = time.time_ns() - time.monotonic_ns() - int(midnight.timestamp()) * 1_000_000_000

    def now(self) -> int:
        return (time.monotonic_ns() + self._origin) // 1000

    def call_at(self, t: int, due: Due) -> Callable[[], None]:
        delay = max(0, t - self.now()) / MICROSECONDS
        return self._loop.call_later(delay, due).cancel


class VirtualClock:
    """A clock that stands until it is told to go on: a soak of a day takes as long as its events need."""

    def __init__(self, t: int = 0) -> None:
        self._t = t
        self._count = 0
        self._due: list[tuple[int, int, list[Due]]] = []

    def now(self) -> int:
        return self._t

    def call_at(self, t: int, due: Due) -> Callable[[], None]:
        entry = [due]
        self._count += 1
        heapq.heappush(self._due, (t, self._count, entry))
        return entry.clear

    def next(self) -> int | None:
        """When somebody wants to be called next."""
        while self._due and not self._due[0][2]:
            heapq.heappop(self._due)
        return self._due[0][0] if self._due else None

    def go_to(self, t: int) -> None:
        """Let time pass up to ``t``; whoever is due on the way is called, each at the time asked for or at once."""
        while (due := self.next()) is not None and due <= t:
            _t, _count, entry = heapq.heappop(self._due)
            self._t = max(self._t, due)
            entry[0]()
        self._t = max(self._t, t)
