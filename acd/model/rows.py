"""Rows: everything the rules know about a centre, as plain integers.

Interpreted (live, SimPy, debugging) a table is a list of these slotted dataclasses; compiled it is a NumPy structured
array derived from the very same classes, and ``table[i]`` is a row either way. Rows know nothing of where they lie.
``NOBODY`` stands for no agent, no call, no group.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from acd.events import MICROSECONDS, NOBODY, AgentState, Event, Intent

ANYONES_LEVEL: Final = 99
"""The level at which an agent serves a call that overflowed to ``anyone`` (`scenario.md`)."""

WHOLE: Final = 1_000_000
"""Pace is in millionths, so that paced durations stay integers and agree on every machine."""

HANDLINGS: Final = 50
"""Handling times of a group that its wait estimate is made of (`scenario.md`, wait estimate)."""

DAY: Final = 86_400 * MICROSECONDS

NO_ANSWER: Final = 0
SHIFT_END: Final = 1
BRIEFING: Final = 2
REJECTED: Final = 3
UNREACHABLE: Final = 4
CONSULT: Final = 5
"""Reasons that the rules themselves give stand first in every run's list of reasons."""


class CallState(IntEnum):
    """Where a call is; ``OVER`` is also a row that waits for its next call."""

    OVER = 0
    ARRIVED = 1
    QUEUED = 2
    RINGING = 3
    TALKING = 4
    IN_MENU = 5
    HELD = 6
    DIALLED = 7


class Outcome(IntEnum):
    """How a call left, as far as its caller may try again; the bits of what a caller tries again after."""

    SETTLED = 0
    ABANDONED = 1
    BUSY = 2


class Condition(IntEnum):
    """What a step of overflow waits for."""

    ALL_BUSY = 0
    AGE = 1
    LENGTH = 2
    ESTIMATE = 3
    UNSTAFFED = 4


class Order(IntEnum):
    """What the rules ask of the telephone system and the clock; they leave the rules by the outbox only."""

    RING = 0
    STOP_RINGING = 1
    CONNECT = 2
    WAIT = 3
    WRAP_UP = 4
    AWAY = 5
    DEFLECT = 6
    RELEASE = 7
    WAKE_NO_ANSWER = 8
    WAKE_OVERFLOW = 9
    MENU = 10
    HOLD = 11
    RESUME = 12
    WAKE_MAX_WAIT = 13
    WAKE_WRAP_UP = 14
    DIAL = 15
    WAKE_NOT_CONNECTED = 16


@dataclass(slots=True)
class Call:
    """A call in the centre. Rows are recycled: ``number`` says which call is in the row now.

    ``preferred`` is the agent who served this caller last, as far as anybody asks for that (B07),
    ``chosen`` the call type that the caller chose in the menu.
    ``legs`` counts its answers; ``joined`` is when it came to its present group, by the offer or by a transfer.
    A call that an agent dialled is nobody's but that agent's: it has no ``group``.
    """

    number: int = NOBODY
    state: int = CallState.OVER
    call_type: int = 0
    segment: int = 0
    group: int = 0
    serving: int = NOBODY
    priority: int = 0
    queue: int = NOBODY
    next: int = NOBODY
    prev: int = NOBODY
    agent: int = NOBODY
    attempt: int = 0
    legs: int = 0
    steps: int = 0
    missed_by: int = NOBODY
    chance: int = 0
    balks: int = 0
    menu: int = 0
    wraps: int = 0
    asked: int = 0
    rank: int = 0
    preferred: int = NOBODY
    chosen: int = NOBODY
    offered: int = 0
    joined: int = 0


@dataclass(slots=True)
class CallType:
    """What calls of a type have in common; ``rank`` is the place of its priority among all, 0 the highest."""

    group: int = 0
    segment: int = 0
    priority: int = 0
    rank: int = 0


@dataclass(slots=True)
class Agent:
    """A person with a phone: presence (``state``), ``intent`` and work apart (`events.md` rule 5)."""

    state: int = AgentState.SIGNED_OUT
    intent: int = Intent.READY
    reason: int = NOBODY
    leaving: int = 0
    profile: int = 0
    home: int = 0
    team: int = 0
    experience: int = 0
    shift: int = NOBODY
    roster: int = NOBODY
    call: int = NOBODY
    serving: int = NOBODY
    next: int = NOBODY
    prev: int = NOBODY
    answered: int = 0
    since: int = 0
    busy_since: int = 0
    talks_since: int = 0
    wraps_until: int = 0
    handling: int = 0
    signed_in: int = 0


@dataclass(slots=True)
class Profile:
    """Agents with the same skills share a list of who is ready, longest idle first, and the groups they may serve.

    ``present`` are signed in, ``available`` of them not not-ready: counted where a condition asks (``Floor.watching``).
    """

    head: int = NOBODY
    tail: int = NOBODY
    present: int = 0
    available: int = 0
    first_group: int = 0
    end_group: int = 0


@dataclass(slots=True)
class Skill:
    """How a profile stands to a group: its own level (0: none) and pace there, and which overflow steps reach it."""

    level: int = 0
    steps: int = 0
    pace: int = WHOLE


@dataclass(slots=True)
class Group:
    """A skill group (技能组): its policy (``custom`` tells users' own apart), candidates, steps, limits, calls it has.

    ``opens`` and ``open_for`` are its hours of the day; ``conditions`` a bit for each step that waits for a condition;
    ``ageing`` points of priority are added ``every`` so long. Of its last ``HANDLINGS`` handlings ``handled`` is the
    sum, ``handlings`` counts all, ``mean_handling`` is the scenario's. ``open`` are calls waiting, up or in the menu.
    """

    choose_agent: int = 0
    custom: int = NOBODY
    recount: int = 0
    first_tier: int = 0
    end_tier: int = 0
    first_step: int = 0
    end_step: int = 0
    waiting: int = 0
    open: int = 0
    last_rung: int = NOBODY
    opens: int = NOBODY
    open_for: int = 0
    outside: int = 0
    limit: int = NOBODY
    max_wait: int = NOBODY
    full: int = 0
    ageing: int = 0
    every: int = 1
    conditions: int = 0
    mean_handling: int = 0
    handled: int = 0
    handlings: int = 0


@dataclass(slots=True)
class Tier:
    """Profiles that stand equally near to a group: its own at one level, or those that overflow step ``step`` adds."""

    step: int = NOBODY
    first: int = 0
    end: int = 0


@dataclass(slots=True)
class Step:
    """One line of a group's ``overflow``: to whom, and when it begins to apply to a call.

    ``threshold`` is an age or a wait in microseconds, or a number of calls.
    """

    to: int = NOBODY
    condition: int = Condition.ALL_BUSY
    threshold: int = 0


@dataclass(slots=True)
class Queue:
    """Waiting calls of one group and one priority, longest since ``call.offered`` first."""

    head: int = NOBODY
    tail: int = NOBODY
    length: int = 0


@dataclass(slots=True)
class Roster:
    """People of one ``on_duty`` line: how many of them are to leave as soon as they finish."""

    first: int = 0
    end: int = 0
    present: int = 0
    surplus: int = 0


@dataclass(slots=True)
class Command:
    """One request to the telephone system or the clock, in the order in which the rules made it."""

    order: int = 0
    call: int = NOBODY
    agent: int = NOBODY
    step: int = NOBODY
    at: int = 0


@dataclass(slots=True)
class Floor:
    """What is so of the whole centre, and how far its two outboxes are filled.

    ``up`` are calls in the centre, each on one of its ``lines``; ``watching``: some step waits for a condition, or
    callers are told how long they may wait.
    """

    events: int = 0
    commands: int = 0
    waiting: int = 0
    groups: int = 0
    priorities: int = 1
    choose_call: int = 0
    no_answer_ready: int = 0
    closed: int = 0
    dismissed: int = 0
    past_limit: int = 0
    no_answer_after: int = 0
    lines: int = NOBODY
    up: int = 0
    faults: int = 0
    wrap_up_limit: int = NOBODY
    watching: int = 0
    dial_limit: int = 0


class Centre(NamedTuple):
    """The tables of one centre; three hold integers: profiles of tiers (``members``), groups of profiles (``served``),
    and the last ``HANDLINGS`` handling times of each group."""

    floor: Sequence[Floor]
    agents: Sequence[Agent]
    calls: Sequence[Call]
    groups: Sequence[Group]
    queues: Sequence[Queue]
    profiles: Sequence[Profile]
    skills: Sequence[Skill]
    tiers: Sequence[Tier]
    members: Sequence[int]
    served: Sequence[int]
    steps: Sequence[Step]
    rosters: Sequence[Roster]
    handlings: list[int]
    log: Sequence[Event]
    commands: Sequence[Command]


MOMENTS: Final = {
    Call: ("offered", "joined"),
    Agent: ("since", "busy_since", "talks_since", "wraps_until", "signed_in"),
}
"""Fields that hold a time of the day; ``Agent.signed_in`` while somebody is signed in, else it is a length of time."""

ChooseAgent = Callable[[Centre, int, int], int]
"""``choose_agent(centre, now, call)``: the ready agent to ring, or ``NOBODY``."""

ChooseCall = Callable[[Centre, int, int], int]
"""``choose_call(centre, now, agent)``: the waiting call that an agent takes next, or ``NOBODY``."""


class Policy(NamedTuple):
    """Whom to ring, and whom to serve next."""

    choose_agent: ChooseAgent
    choose_call: ChooseCall
