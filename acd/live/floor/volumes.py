"""A ledger a day: today's, and beside it those of days before until the calls that came on them are over.

Knows files and how far each day's time is from the first one's. Refuses to know when a day begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from acd.events import Event, Kind
from acd.live.floor.lately import OVER
from metrics.ledger.growing import Entry, GrowingLedger
from metrics.ledger.header import Header


@dataclass(slots=True)
class _Volume:
    """One file; ``offset``: when its day began; ``left``: calls for which it goes on."""

    ledger: GrowingLedger
    offset: int = 0
    left: set[int] = field(default_factory=set)
    last: int = 0
    is_ended: bool = False

    def append(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.ledger.append([(replace(event, t=event.t - self.offset), own) for event, own in entries])
            self.last, self.is_ended = entries[-1][0].t, entries[-1][0].kind == Kind.RUN_ENDED

    def note(self, entries: Sequence[Entry]) -> None:
        self.left.difference_update(event.call for event, _own in entries if event.kind in OVER)

    def end(self) -> None:
        if not self.is_ended:
            self.append([(Event(t=self.last, kind=Kind.RUN_ENDED), None)])
        self.ledger.close()


@dataclass(frozen=True, slots=True)
class NewDay:
    """A day that begins at ``offset`` (µs since midnight of the first day), and what its ledger says again."""

    path: Path
    header: Header
    offset: int
    restated: Sequence[Event]
    open_calls: frozenset[int]


class Volumes:
    """Written by one thread at a time, as a :class:`GrowingLedger` is."""

    def __init__(self, today: GrowingLedger) -> None:
        self._today = _Volume(today)
        self._before: list[_Volume] = []

    def append(self, entries: Sequence[Entry]) -> None:
        """Put events on disk, in every ledger that is not over."""
        self._today.append(entries)
        for volume in self._before:
            volume.append(entries)
            volume.note(entries)
        self._end_what_is_over()

    def begin(self, day: NewDay) -> None:
        """From now on there is a new ledger."""
        self._today.left = set(day.open_calls)
        self._today.last = day.offset
        self._before.append(self._today)
        restated = [replace(event, t=event.t - day.offset) for event in day.restated]
        self._today = _Volume(GrowingLedger(day.path, day.header, restated), day.offset)
        self._end_what_is_over()

    def close(self) -> None:
        """Nothing more is written."""
        for volume in (*self._before, self._today):
            volume.ledger.close()

    def _end_what_is_over(self) -> None:
        for volume in [each for each in self._before if not each.left]:
            volume.end()
            self._before.remove(volume)
