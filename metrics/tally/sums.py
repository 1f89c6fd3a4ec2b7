"""What a tally adds up (:class:`Sums`) and what it must remember from one event to the next (:class:`Running`).

Knows the shapes and how two sums become one. Refuses to know what an event means.
"""

from typing import Final, NamedTuple

import numpy as np

from acd.events import NOBODY, AgentState
from metrics.tally.book import FOR_EVER, Book
from metrics.tally.histogram import BUCKETS
from metrics.tally.rows import (
    AgentNow,
    Calls,
    Clock,
    Counts,
    Line,
    Most,
    OpenCall,
    Peaks,
    Plan,
    Table,
    Work,
    plain,
    table,
)

ANSWERED_RINGING: Final = len(AgentState)
PLANNED: Final = ANSWERED_RINGING + 1
ADHERED: Final = ANSWERED_RINGING + 2
"""Columns of ``Sums.spent`` after the states themselves."""
COLUMNS: Final = ANSWERED_RINGING + 3


class Sums(NamedTuple):
    """Everything that adds up, and the greatest values. The last place of each axis holds what belongs nowhere."""

    calls: Table
    """Call type x group x interval."""
    waits: Counts
    """Group x interval x bucket: histograms of waits of answered calls."""
    waits_by_type: Counts
    """Call type x bucket."""
    queue: Counts
    """Group (last: the centre) x interval: the integral of queue length over time, call-µs."""
    spent: Counts
    """Agent x column x interval: time in each state, of answered ringing, planned, spent as planned; µs."""
    pauses: Counts
    """Agent x reason: not-ready time, µs."""
    work: Table
    """Agent x day."""
    peaks: Table
    """Group (last: the centre) x interval. Greatest values from here on."""
    longest_by_type: Counts
    most: Table
    """Agent x day."""


class Running(NamedTuple):
    """What must survive between events; its size follows the calls open at one time, not those of the day."""

    clock: Table
    calls: Table
    slots: Counts
    """Open-addressing index of ``calls`` by call number."""
    free: Counts
    """Rows of ``calls`` not in use, as a stack."""
    agents: Table
    lines: Table
    plans: Table
    """Agent x planned activity in order of time."""


def empty_sums(book: Book) -> Sums:
    """Sums of nothing."""
    groups, intervals, agents = book.groups + 1, book.intervals + 1, book.agents + 1
    types, days = book.call_types + 1, book.days + 1
    return Sums(
        calls=table(Calls, types, groups, intervals),
        waits=np.zeros((groups, intervals, BUCKETS), np.int64),
        waits_by_type=np.zeros((types, BUCKETS), np.int64),
        queue=np.zeros((groups, intervals), np.int64),
        spent=np.zeros((agents, COLUMNS, intervals), np.int64),
        pauses=np.zeros((agents, len(book.authorised)), np.int64),
        work=table(Work, agents, days),
        peaks=table(Peaks, groups, intervals),
        longest_by_type=np.zeros(types, np.int64),
        most=table(Most, agents, days),
    )


def new_running(book: Book, calls: int = 256, plans: int = 8) -> Running:
    """Nobody signed in, no call open, room for some of each."""
    running = Running(
        clock=table(Clock, 1),
        calls=table(OpenCall, calls),
        slots=np.full(2 * calls, NOBODY, np.int64),
        free=np.arange(calls, dtype=np.int64),
        agents=table(AgentNow, book.agents + 1),
        lines=table(Line, book.groups + 1),
        plans=table(Plan, book.agents + 1, plans),
    )
    running.clock.ends = -FOR_EVER
    running.clock.free = calls
    running.agents.reason = NOBODY
    running.agents.interval = book.intervals
    running.agents.day = book.days
    running.agents.group = book.groups
    running.agents.call_type = book.call_types
    running.agents.counted = book.start
    running.lines.counted = book.start
    return running


def grown(running: Running) -> Running:
    """The same memory of the past with room for twice as many open calls and planned activities."""
    rows, plans = len(running.calls), running.plans.shape[1]
    calls = table(OpenCall, 2 * rows)
    calls[:rows] = running.calls
    slots = np.full(4 * rows, NOBODY, np.int64)
    for row in running.slots[running.slots != NOBODY]:
        at = int(calls[row].number) % len(slots)
        while slots[at] != NOBODY:
            at = (at + 1) % len(slots)
        slots[at] = row
    clock = running.clock.copy()
    free = np.concatenate([running.free[: int(clock.free[0])], np.arange(rows, 2 * rows)])
    clock.free = len(free)
    room = table(Plan, len(running.agents), 2 * plans)
    room[:, :plans] = running.plans
    return running._replace(clock=clock, calls=calls, slots=slots, free=np.resize(free, 2 * rows), plans=room)


def merge(a: Sums, b: Sums) -> Sums:
    """The sums of both: what adds up is added, of what is greatest the greater is kept. Neither is changed."""
    joined = empty_like(a)
    for total, x, y in zip(numbers(joined), numbers(a), numbers(b), strict=True):
        np.add(x, y, out=total)
    for most, x, y in zip(greatest(joined), greatest(a), greatest(b), strict=True):
        np.maximum(x, y, out=most)
    return joined


def empty_like(sums: Sums) -> Sums:
    """Sums of nothing in the same frame."""
    return Sums(*(np.zeros_like(part) for part in sums))  # type: ignore[arg-type]


def clear(sums: Sums) -> None:
    """Forget everything added, keeping the memory for the next replication."""
    for part in (*numbers(sums), *greatest(sums)):
        part.fill(0)


def numbers(sums: Sums) -> tuple[Counts, ...]:
    """The parts that add up, as integers in place."""
    return (
        plain(sums.calls),
        sums.waits,
        sums.waits_by_type,
        sums.queue,
        sums.spent,
        sums.pauses,
        plain(sums.work),
    )


def greatest(sums: Sums) -> tuple[Counts, ...]:
    """The parts of which the greater is kept, as integers in place."""
    return plain(sums.peaks), sums.longest_by_type, plain(sums.most)
