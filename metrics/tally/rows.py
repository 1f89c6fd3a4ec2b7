"""The rows that a tally keeps: what is summed, what is greatest, what must be remembered between two events.

Knows field names and how rows lie in a table. Refuses to know when a field grows (:mod:`metrics.tally.folding`).
Every field is an integer; times are microseconds.
"""

from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias

import numpy as np

Table: TypeAlias = Any
"""A ``numpy.recarray``, whose rows read as the dataclass they were made of; NumPy's types cannot say of which."""
Counts: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


def table(row: type, *shape: int) -> Table:
    """A table of zeros with an ``int64`` column for each field; ``table[i].field`` reads and writes in place."""
    return np.zeros(shape, [(field.name, np.int64) for field in fields(row)]).view(np.recarray)


def plain(of: Table) -> Counts:
    """The same memory as integers, with the fields, where there are any, as the last axis."""
    numbers: Counts = of
    if of.dtype.names is not None:
        numbers = of.view(np.ndarray).view(np.int64).reshape(*of.shape, of.dtype.itemsize // 8)
    return numbers


@dataclass(slots=True)
class Calls:
    """Sums over calls of one call type, group and interval (of ``call.offered``; before it, of ``call.arrived``)."""

    arrived: int = 0
    blocked: int = 0
    blocked_lines: int = 0
    blocked_closed: int = 0
    ivr_completed: int = 0
    ivr_abandoned: int = 0
    picked_up: int = 0
    """Calls that a menu or an agent picked up, and the rings heard before it (C15)."""
    rings: int = 0
    offered: int = 0
    recounted: int = 0
    """Overflowed in from groups that recount: added to this group's 呼入 (AMB-02)."""
    served: int = 0
    """Answered *for* this group, overflowed-in calls included; all other fields follow the group offered to."""
    answered: int = 0
    within: int = 0
    queued: int = 0
    abandoned_queue: int = 0
    abandoned_ringing: int = 0
    abandoned_within: int = 0
    short_abandoned: int = 0
    overflowed_out: int = 0
    overflowed_in: int = 0
    deflected: int = 0
    lost: int = 0
    dropped: int = 0
    """Lost after an answer."""
    lost_in_menu: int = 0
    """Lost before they were offered: in no figure of calls offered."""
    transferred: int = 0
    holds: int = 0
    wait_answered: int = 0
    wait_abandoned: int = 0
    wait_left: int = 0
    """Waits of those deflected or lost before an answer."""
    ring: int = 0
    ring_again: int = 0
    """Ringing of first answers; of answers after a transfer."""
    talk: int = 0
    hold: int = 0
    wrap: int = 0
    line: int = 0
    """From arrival to the end: what trunks are paid for."""
    longest_wait: int = 0
    """In the queue, however the wait ended (AMB-26)."""


@dataclass(slots=True)
class Queueing:
    """The queue of one group (last: of the centre) in one interval."""

    time: int = 0
    """The integral of its length over time, call-µs."""
    longest_queue: int = 0


@dataclass(slots=True)
class Work:
    """Sums over the rings and legs of one agent and day (of ``call.offered``; of calls dialled, of the event)."""

    answered: int = 0
    no_answer: int = 0
    rejected: int = 0
    unreachable: int = 0
    withdrawn: int = 0
    abandoned_ringing: int = 0
    short_ring_abandoned: int = 0
    ring_2_3_abandoned: int = 0
    first_ring_answered: int = 0
    transferred: int = 0
    holds: int = 0
    ended_by_agent: int = 0
    sign_ins: int = 0
    dialled: int = 0
    connected: int = 0
    refused: int = 0
    interviewed: int = 0
    handled: int = 0
    confirmed: int = 0
    """Results of calls that the agent dialled and somebody answered."""
    talk_out: int = 0
    """Of calls dialled, from when they were connected; in no figure of calls that came in (AMB-46)."""
    surveyed: int = 0
    rated: int = 0
    satisfied: int = 0
    ring: int = 0
    ring_all: int = 0
    talk: int = 0
    hold: int = 0
    wrap: int = 0
    overtime: int = 0
    """Signed in after the measured window."""
    longest_hold: int = 0
    most_holds: int = 0
    """In one leg."""
    longest_pause: int = 0
    """Wrap-up and unauthorised not-ready time between a sign-in and its sign-out (W08)."""


GREATEST: Final = frozenset({"longest_wait", "longest_queue", "longest_hold", "most_holds", "longest_pause"})
"""Fields of which the greatest is kept; all others are added."""


@dataclass(slots=True)
class OpenCall:
    """A call that is not over; ``-1`` where something has not happened."""

    number: int = 0
    """``-1`` in a free row."""
    call_type: int = 0
    group: int = 0
    pair: int = 0
    """Where call type and group meet in ``Sums.calls``."""
    interval: int = 0
    day: int = 0
    arrived: int = 0
    offered: int = 0
    within: int = 0
    line: int = 0
    """The group in whose queue it stands."""
    ring_since: int = 0
    ring_agent: int = 0
    agent: int = 0
    leg_since: int = 0
    """Since when it has been talking, or held."""
    held: int = 0
    leg_holds: int = 0
    rings: int = 0
    ivr: int = 0
    rung: int = 0
    queued: int = 0
    answered: int = 0
    recount: int = 0


@dataclass(slots=True)
class AgentNow:
    """An agent's state, since when, up to when it has been counted, whose wrap-up comes next, what was dialled last."""

    state: int = 0
    reason: int = 0
    entered: int = 0
    counted: int = 0
    pause: int = 0
    pair: int = 0
    interval: int = 0
    day: int = 0
    plans: int = 0
    next_plan: int = 0
    call: int = 0
    """The call that the state is about."""
    dialled: int = 0
    """The call that the agent dialled last, and since when somebody has been on the line; ``-1``: none."""
    connected: int = 0


@dataclass(slots=True)
class Line:
    """A queue: how many wait, and up to when that has been counted."""

    length: int = 0
    counted: int = 0


@dataclass(slots=True)
class Plan:
    """One planned activity of an agent."""

    start: int = 0
    end: int = 0
    works: int = 0


@dataclass(slots=True)
class Clock:
    """The interval and day of the event being folded, and how many calls are open."""

    index: int = 0
    starts: int = 0
    ends: int = 0
    interval: int = 0
    """The interval to which a call offered now belongs."""
    day: int = 0
    open: int = 0


@dataclass(slots=True)
class Frame:
    """The constants of a tally (:class:`metrics.tally.book.Book`)."""

    origin: int = 0
    interval: int = 0
    start: int = 0
    end: int = 0
    calls_end: int = 0
    intervals: int = 0
    groups: int = 0
    call_types: int = 0
    agents: int = 0
    days: int = 0
    reasons: int = 0
    ring_cycle: int = 0
    short_ring: int = 0
    short_abandon: int = 0


@dataclass(slots=True)
class Threshold:
    """A group's answer time (``service_level.within``)."""

    within: int = 0


@dataclass(slots=True)
class Reason:
    """What a reason for being not ready, or a planned activity, means."""

    authorised: int = 0
    works: int = 0
