"""The constants of a tally: how many groups, agents and intervals there are, what is measured, what counts as short.

Knows the frame in which events are counted, taken from the header. Refuses to know any event.
"""

import re
from typing import Any, Final, NamedTuple

import numpy as np

from acd.events import MICROSECONDS
from metrics.ledger.header import Header
from metrics.tally.rows import Counts

DAY: Final = 86_400 * MICROSECONDS
FOR_EVER: Final = 1 << 62
WORK: Final = "work"
"""The planned activity in which an agent should be at the phone (``shift.planned.activity``)."""


class Book(NamedTuple):
    """Integers and arrays of them, as the compiled fold takes them; times in microseconds.

    Interval ``i`` begins at ``origin + i * interval``. Time in state counts in ``[start, end)``, calls offered in
    ``[start, calls_end)``. Every axis has one place more, the last, for what belongs nowhere: calls never offered, agents
    unknown, whatever is not measured.
    """

    origin: int
    interval: int
    start: int
    end: int
    calls_end: int
    intervals: int
    groups: int
    call_types: int
    agents: int
    days: int
    ring_cycle: int
    short_ring: int
    short_abandon: int
    day_of: Counts
    within: Counts
    authorised: Counts
    works: Counts


def book_of(header: Header, last: int = 0) -> Book:
    """The frame of a ledger; ``last`` is the time of its last event, needed where the header says no measured window."""
    start, end = header.measured or (0, max(last, 1))
    origin = _origin(header, start)
    intervals = max(-(-(end - origin) // header.interval), 1)
    days = np.asarray([(origin + i * header.interval) // DAY for i in range(intervals)], dtype=np.int64)
    days -= days[0]
    day_count = int(days[-1]) + 1
    return Book(
        origin=origin,
        interval=header.interval,
        start=start,
        end=end,
        calls_end=end if header.measured else FOR_EVER,
        intervals=intervals,
        groups=len(header.groups),
        call_types=len(header.call_types),
        agents=len(header.people),
        days=day_count,
        ring_cycle=header.ring_cycle,
        short_ring=header.short_ring,
        short_abandon=header.short_abandon,
        day_of=np.append(days, day_count),
        within=np.asarray([*(header.within_of(group) for group in header.groups), 0], dtype=np.int64),
        authorised=np.asarray([*(reason in header.authorised for reason in header.reasons), False], dtype=np.int64),
        works=np.asarray([*(reason == WORK for reason in header.reasons), True], dtype=np.int64),
    )


def _origin(header: Header, start: int) -> int:
    """Where the interval that holds ``start`` begins: counted from opening where the scenario is known, else from midnight."""
    opens = _opening(header.config or {})
    return start - (start - opens) % header.interval


def _opening(config: dict[str, Any]) -> int:
    said = re.fullmatch(r"(\d{1,2}):(\d{2})", str(config.get("opens", "")))
    return (int(said[1]) * 3600 + int(said[2]) * 60) * MICROSECONDS if said else 0
