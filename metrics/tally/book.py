"""The constants of a tally: how many groups, agents and intervals there are, what is measured, what counts as short.

Knows the frame in which events are counted, taken from the header. Refuses to know any event.
"""

import re
from typing import Any, Final, NamedTuple

from acd.events import MICROSECONDS
from metrics.ledger.header import Header
from metrics.tally.rows import Frame, Reason, Table, Threshold, table

DAY: Final = 86_400 * MICROSECONDS
FOR_EVER: Final = 1 << 62
WORK: Final = "work"
"""The planned activity in which an agent should be at the phone (``shift.planned.activity``)."""


class Book(NamedTuple):
    """Tables of constants as the fold takes them.

    Interval ``i`` begins at ``origin + i * interval`` of the one row of ``frame``. Time in state counts in
    ``[start, end)``, calls offered in ``[start, calls_end)``. Every axis of the sums has one place more than there are
    names, the last, for what belongs nowhere: calls never offered, agents unknown, whatever is not measured.
    """

    frame: Table
    thresholds: Table
    reasons: Table


def book_of(header: Header, first: int = 0, last: int = 0) -> Book:
    """The frame of a ledger; where no window is said to be measured, from its ``first`` event to its ``last``."""
    frame = table(Frame, 1)
    start, end = header.measured or (first, max(last, first + 1))
    frame.origin = origin = _origin(header, start)
    frame.start, frame.end = start, end
    frame.calls_end = end if header.measured else FOR_EVER
    frame.interval = header.interval
    frame.intervals = intervals = max(-(-(end - origin) // header.interval), 1)
    frame.days = (origin + (intervals - 1) * header.interval) // DAY - origin // DAY + 1
    frame.groups, frame.call_types, frame.agents = len(header.groups), len(header.call_types), len(header.people)
    frame.reasons = len(header.reasons)
    frame.ring_cycle, frame.short_ring = header.ring_cycle, header.short_ring
    frame.short_abandon = header.short_abandon
    return Book(frame, _thresholds(header), _reasons(header))


def _thresholds(header: Header) -> Table:
    thresholds = table(Threshold, len(header.groups) + 1)
    for row, group in zip(thresholds, header.groups, strict=False):
        row.within = header.within_of(group)
    return thresholds


def _reasons(header: Header) -> Table:
    reasons = table(Reason, len(header.reasons) + 1)
    for row, reason in zip(reasons, header.reasons, strict=False):
        row.authorised = reason in header.authorised
        row.works = reason == WORK
    reasons[len(header.reasons)].works = 1
    return reasons


def _origin(header: Header, start: int) -> int:
    """Where the interval of ``start`` begins: they run from opening where the scenario is known, else from midnight."""
    return start - (start - _opening(header.config or {})) % header.interval


def _opening(config: dict[str, Any]) -> int:
    said = re.fullmatch(r"(\d{1,2}):(\d{2})", str(config.get("opens", "")))
    return (int(said[1]) * 3600 + int(said[2]) * 60) * MICROSECONDS if said else 0
