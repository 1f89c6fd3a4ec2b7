"""Rows: everything the rules know about a centre, as plain integers.

Interpreted (live, SimPy, debugging) a table is a list of these slotted dataclasses; compiled it is a NumPy structured
array derived from the very same classes, and ``table[i]`` is a row either way. Rows know nothing of where they lie.
``NOBODY`` stands for no agent, no call, no group.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from acd.events import NOBODY, AgentState, Event, Intent

ANYONES_LEVEL: Final = 99
"""The level at which an agent serves a call that overflowed to ``anyone`` (`scenario.md`)."""

WHOLE: Final = 1_000_000
"""Pace is in millionths, so that paced durations stay integers and agree on every machine."""

NO_ANSWER: Final = 0
SHIFT_END: Final = 1
BRIEFING: Final = 2
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


@dataclass(slots=True)
class Call:
    """A call in the centre. Rows are recycled: ``number`` says which call is in the row now."""

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
    steps: int = 0
    missed_by: int = NOBODY
    chance: int = 0
    balks: int = 0
    wraps: int = 0
    asked: int = 0
    rank: int = 0
    offered: int = 0


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
    next: int = NOBODY
    prev: int = NOBODY
    answered: int = 0
    since: int = 0
    busy_since: int = 0
    handling: int = 0
    signed_in: int = 0


@dataclass(slots=True)
class Profile:
    """Agents with the same skills share a list of who is ready, longest idle first, and the groups they may serve."""

    head: int = NOBODY
    tail: int = NOBODY
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
    """A skill group (技能组): its policy (``custom`` tells users' own apart), candidates, steps, and calls it has."""

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


@dataclass(slots=True)
class Tier:
    """Profiles that stand equally near to a group: its own at one level, or those that overflow step ``step`` adds."""

    step: int = NOBODY
    first: int = 0
    end: int = 0


@dataclass(slots=True)
class Step:
    """One line of a group's ``overflow``: to whom, and when it begins to apply to a call."""

    to: int = NOBODY
    reason: int = 0
    after: int = 0


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
    """What is so of the whole centre, and how far its two outboxes are filled."""

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


class Centre(NamedTuple):
    """The tables of one centre; ``members`` and ``served`` are integers: profiles of tiers, groups of profiles."""

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
    log: Sequence[Event]
    commands: Sequence[Command]


ChooseAgent = Callable[[Centre, int, int], int]
"""``choose_agent(centre, now, call)``: the ready agent to ring, or ``NOBODY``."""

ChooseCall = Callable[[Centre, int, int], int]
"""``choose_call(centre, now, agent)``: the waiting call that an agent takes next, or ``NOBODY``."""


class Policy(NamedTuple):
    """Whom to ring, and whom to serve next."""

    choose_agent: ChooseAgent
    choose_call: ChooseCall
