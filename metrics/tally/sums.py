"""What a tally adds up (:class:`Sums`) and what it must remember from one event to the next (:class:`Running`).

Knows the shapes and how two sums become one. Refuses to know what an event means.
"""

from typing import Final, NamedTuple

import numpy as np

from acd.events import NOBODY, AgentState
from metrics.tally.book import FOR_EVER, Book
from metrics.tally.histogram import BUCKETS
from metrics.tally.rows import (
    GREATEST,
    AgentNow,
    Calls,
    Clock,
    Counts,
    Line,
    OpenCall,
    Plan,
    Queueing,
    Table,
    Work,
    plain,
    table,
)

ANSWERED_RINGING: Final = len(AgentState)
PLANNED: Final = ANSWERED_RINGING + 1
ADHERED: Final = ANSWERED_RINGING + 2
REASONS: Final = ANSWERED_RINGING + 3
"""Columns of ``Sums.spent`` after the states themselves; not-ready time of reason ``r`` in column ``REASONS + r``."""


class Sums(NamedTuple):
    """Everything that is counted; of intervals, groups, … the last place holds what belongs nowhere."""

    calls: Table
    """A row for each call type and, within it, group; then interval."""
    queues: Table
    """Group (last: the centre) x interval."""
    work: Table
    """Agent x day."""
    spent: Counts
    """A row for each agent and, within it, column: µs in each state, of answered ringing, planned, spent as planned,
    not ready by reason; then interval."""
    waits: Table
    """Histograms of waits of answered calls: a row for each group and interval, then one for each call type."""


class Running(NamedTuple):
    """What must survive between events; its size follows the calls open at one time, not those of the day."""

    clock: Table
    calls: Table
    """Open calls by number, an open-addressing table less than half full."""
    agents: Table
    lines: Table
    plans: Table
    """Agent x planned activity in order of time."""


def empty_sums(book: Book) -> Sums:
    """Sums of nothing."""
    frame = book.frame[0]
    types, groups, intervals = frame.call_types + 1, frame.groups + 1, frame.intervals + 1
    agents = frame.agents + 1
    return Sums(
        calls=table(Calls, types * groups, intervals),
        queues=table(Queueing, groups, intervals),
        work=table(Work, agents, frame.days + 1),
        spent=np.zeros((agents * (REASONS + frame.reasons + 1), intervals), np.int64),
        waits=np.zeros((groups * intervals + types, BUCKETS), np.int32),
    )


def new_running(book: Book, calls: int = 512, plans: int = 8) -> Running:
    """Nobody signed in, no call open, room for half as many calls (a power of two) and for some plans of each agent."""
    frame = book.frame[0]
    running = Running(
        clock=table(Clock, 1),
        calls=table(OpenCall, calls),
        agents=table(AgentNow, frame.agents + 1),
        lines=table(Line, frame.groups + 1),
        plans=table(Plan, frame.agents + 1, plans),
    )
    running.clock.ends = -FOR_EVER
    running.calls.number = NOBODY
    running.agents.reason = frame.reasons
    running.agents.interval = frame.intervals
    running.agents.day = frame.days
    running.agents.pair = (frame.call_types + 1) * (frame.groups + 1) - 1
    running.agents.counted = frame.start
    running.agents.call = running.agents.dialled = running.agents.connected = NOBODY
    running.lines.counted = frame.start
    return running


def grown(running: Running) -> Running:
    """The same memory of the past with room for twice as many open calls and planned activities."""
    calls = table(OpenCall, 2 * len(running.calls))
    calls.number = NOBODY
    for row in running.calls[running.calls.number != NOBODY]:
        at = int(row.number) % len(calls)
        while calls[at].number != NOBODY:
            at = (at + 1) % len(calls)
        calls[at] = row
    agents, room = running.plans.shape
    plans = table(Plan, agents, 2 * room)
    plans[:, :room] = running.plans
    return running._replace(calls=calls, plans=plans)


def merge(a: Sums, b: Sums) -> Sums:
    """The sums of both: what adds up is added, of what is greatest the greater is kept. Neither is changed."""
    joined = Sums(*(x.copy() for x in a))
    for total, more in zip(joined, b, strict=True):
        if total.dtype.names is None:
            np.add(total, more, out=total)
        for name in total.dtype.names or ():
            combine = np.maximum if name in GREATEST else np.add
            combine(total[name], more[name], out=total[name])
    return joined


def clear(sums: Sums) -> None:
    """Forget everything counted, keeping the memory for the next replication."""
    for part in sums:
        plain(part).fill(0)
