"""The event schema: every type the ledger knows, its fields, and the row of integers that carries it.

Knows what an event *is* (`events.md`): its kind, which fields it has, which words those fields may hold and how
each is coded as an integer. Refuses to know when an event happens (``acd.rules``) or how it is stored
(``metrics.ledger``). Every figure of Huawu is derived from these rows.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Annotated, Final

SCHEMA: Final = 1
"""Grows when a reader must care (`events.md` rule 7)."""

NOBODY: Final = -1
"""No agent, no call, no group: the subset of Python that rules are written in has no ``None``."""

UNSAID: Final = -(1 << 31)
"""A number that an event does not say: priorities may be negative, so ``NOBODY`` cannot stand for it."""

MICROSECONDS: Final = 1_000_000
"""Ticks in a second: time is integer microseconds everywhere inside."""

# Integers that say how wide their column is where rows become a NumPy table.
Ticks = Annotated[int, "i8"]
Index = Annotated[int, "i4"]
Small = Annotated[int, "i2"]


@dataclass(slots=True)
class Event:
    """One line of the ledger as integers; what ``a``, ``b`` and ``c`` mean is in :data:`FIELDS`."""

    t: Ticks = 0
    kind: Small = 0
    group: Small = NOBODY
    call: Index = NOBODY
    agent: Index = NOBODY
    a: Index = NOBODY
    b: Index = NOBODY
    c: Index = NOBODY


class Kind(IntEnum):
    """The types of `events.md`; ``CALL_SURVEY_SENT`` is written ``call.survey_sent``."""

    RUN_STARTED = 0
    RUN_ENDED = 1
    CALL_ARRIVED = 2
    CALL_BLOCKED = 3
    IVR_STARTED = 4
    IVR_COMPLETED = 5
    IVR_ABANDONED = 6
    CALL_OFFERED = 7
    CALL_QUEUED = 8
    CALL_OVERFLOWED = 9
    CALL_ANNOUNCED = 10
    CALL_DEFLECTED = 11
    CALL_RINGING = 12
    CALL_UNANSWERED = 13
    CALL_ANSWERED = 14
    CALL_ABANDONED = 15
    CALL_HELD = 16
    CALL_RETRIEVED = 17
    CALL_TRANSFERRED = 18
    CALL_ENDED = 19
    CALL_LOST = 20
    AGENT_SIGNED_IN = 21
    AGENT_SIGNED_OUT = 22
    AGENT_STATE = 23
    AGENT_INTENT = 24
    SHIFT_PLANNED = 25
    FAULT_STARTED = 26
    FAULT_ENDED = 27
    CALL_CONSULTED = 28
    CALL_CODED = 29
    CALL_SURVEY_SENT = 30
    CALL_RATED = 31
    AGENT_DEVICE = 32
    AGENT_WRAP_UP_EXTENDED = 33
    AGENT_HELP_REQUESTED = 34
    AGENT_HELP_ANSWERED = 35
    RECORDING_STARTED = 36
    RECORDING_PAUSED = 37
    RECORDING_RESUMED = 38
    RECORDING_ENDED = 39
    QUALITY_SAMPLED = 40
    POLICY_ACTIVATED = 41
    OUTBOUND_DIALLED = 42
    OUTBOUND_CONNECTED = 43
    OUTBOUND_RESULT = 44

    @property
    def type(self) -> str:
        """The name written in the ledger."""
        return self.name.lower().replace("_", ".", 1)


class AgentState(IntEnum):
    """签出 就绪 未就绪 振铃 通话 持线 话后: derived from presence, intent and work (`events.md` rule 5)."""

    SIGNED_OUT = 0
    READY = 1
    NOT_READY = 2
    RINGING = 3
    TALKING = 4
    HOLDING = 5
    WRAP_UP = 6


class Segment(IntEnum):
    """Who is calling: normal, VIP or with a complaint (C27)."""

    NORMAL = 0
    VIP = 1
    COMPLAINT = 2


class Direction(IntEnum):
    """Whether the caller rang the centre (``in_``, written ``in``) or the centre the caller."""

    IN_ = 0
    OUT = 1


class Blocked(IntEnum):
    """Why a busy tone."""

    LINES_BUSY = 0
    CLOSED = 1
    FAULT = 2


class QueueCause(IntEnum):
    """Why a call waits."""

    NO_AGENT = 0
    UNANSWERED = 1
    TRANSFER = 2
    OVERFLOW = 3


class OverflowReason(IntEnum):
    """Which condition widened who may take the call."""

    ALL_BUSY = 0
    WAIT = 1
    LENGTH = 2
    UNSTAFFED = 3


class Deflected(IntEnum):
    """Why a call leaves by rule."""

    QUEUE_FULL = 0
    MAX_WAIT = 1
    CLOSED = 2
    EMPTY = 3


class DeflectedTo(IntEnum):
    """Where a deflected call is sent."""

    VOICEMAIL = 0
    CALLBACK = 1
    NUMBER = 2
    MESSAGE = 3
    BUSY = 4


class Why(IntEnum):
    """The rule that chose this agent and this call for each other."""

    LONGEST_IDLE = 0
    LEAST_OCCUPIED = 1
    FEWEST_CALLS = 2
    ROUND_ROBIN = 3
    IN_ORDER = 4
    RANDOM = 5
    LONGEST_WAITING = 6
    SKILL_LEVEL = 7
    CUSTOM = 8
    LAST_AGENT = 9
    DIRECT = 10


class Unanswered(IntEnum):
    """How a ringing ended without an answer."""

    NO_ANSWER = 0
    REJECTED = 1
    UNREACHABLE = 2
    WITHDRAWN = 3


class Stage(IntEnum):
    """Where the caller gave up: 排队放弃 or 振铃放弃."""

    QUEUE = 0
    RINGING = 1


class Transfer(IntEnum):
    """Whether the next agent is only rung, or spoken to first."""

    BLIND = 0
    ATTENDED = 1


class Lost(IntEnum):
    """Why a call was dropped."""

    FAULT = 0


class Component(IntEnum):
    """What a fault befalls."""

    LINES = 0


class Announced(IntEnum):
    """What a waiting caller is told."""

    POSITION = 0
    WAIT = 1
    COMFORT = 2


class Device(IntEnum):
    """Whether an agent's telephone can be reached."""

    REGISTERED = 0
    LOST = 1


class EndedBy(IntEnum):
    """Who hung up first (B24)."""

    CALLER = 0
    AGENT = 1
    SYSTEM = 2


class Result(IntEnum):
    """What came of a call that an agent dialled (外呼 回访): the lines tell the first five, agents the others.

    ``cancelled`` and ``fault`` are ours beside those of `events.md`: the agent hung up before anybody answered, and the
    line could not be had.
    """

    NO_ANSWER = 0
    BUSY = 1
    INVALID = 2
    CANCELLED = 3
    FAULT = 4
    REFUSED = 5
    INTERVIEWED = 6
    HANDLED = 7
    CONFIRMED = 8


class Intent(IntEnum):
    """What the agent asked for."""

    READY = 0
    NOT_READY = 1


class When(IntEnum):
    """When an intent takes effect."""

    NOW = 0
    AFTER_CALL = 1


class Experience(IntEnum):
    """Targets differ between the two (`kpi.md` 1.A)."""

    NOVICE = 0
    EXPERIENCED = 1


class Names(StrEnum):
    """Columns whose integers index a list of names that belongs to one run."""

    GROUPS = "groups"
    AGENTS = "agents"
    CALL_TYPES = "call_types"
    TEAMS = "teams"
    SHIFTS = "shifts"
    REASONS = "reasons"


Coding = type[IntEnum] | Names | type[int] | type[bool]
"""How a field is an integer: the number of a word, of a name, itself, or yes and no."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an event type: its name in the ledger, the column that holds it, how it is coded."""

    name: str
    column: str
    coding: Coding
    optional: bool = False


FIELDS: Final[dict[Kind, tuple[Field, ...]]] = {
    Kind.CALL_ARRIVED: (
        Field("call_type", "a", Names.CALL_TYPES, optional=True),
        Field("segment", "b", Segment, optional=True),
        Field("direction", "c", Direction, optional=True),
    ),
    Kind.CALL_BLOCKED: (Field("reason", "a", Blocked),),
    Kind.CALL_OFFERED: (
        Field("priority", "a", int, optional=True),
        Field("call_type", "b", Names.CALL_TYPES, optional=True),
    ),
    Kind.CALL_QUEUED: (Field("position", "a", int, optional=True), Field("cause", "b", QueueCause, optional=True)),
    Kind.CALL_OVERFLOWED: (
        Field("to", "a", Names.GROUPS, optional=True),
        Field("reason", "b", OverflowReason, optional=True),
        Field("recount", "c", bool, optional=True),
    ),
    Kind.CALL_ANNOUNCED: (Field("what", "a", Announced, optional=True), Field("value", "b", int, optional=True)),
    Kind.CALL_DEFLECTED: (Field("reason", "a", Deflected), Field("to", "b", DeflectedTo, optional=True)),
    Kind.CALL_RINGING: (Field("attempt", "a", int, optional=True), Field("why", "b", Why, optional=True)),
    Kind.CALL_UNANSWERED: (Field("reason", "a", Unanswered),),
    Kind.CALL_ABANDONED: (Field("stage", "a", Stage),),
    Kind.CALL_ENDED: (Field("by", "a", EndedBy, optional=True),),
    Kind.AGENT_SIGNED_IN: (
        Field("team", "a", Names.TEAMS, optional=True),
        Field("experience", "b", Experience, optional=True),
        Field("shift", "c", Names.SHIFTS, optional=True),
    ),
    Kind.AGENT_STATE: (
        Field("state", "a", AgentState),
        Field("from", "b", AgentState),
        Field("reason", "c", Names.REASONS, optional=True),
    ),
    Kind.AGENT_INTENT: (
        Field("intent", "a", Intent),
        Field("reason", "b", Names.REASONS, optional=True),
        Field("when", "c", When, optional=True),
    ),
    Kind.SHIFT_PLANNED: (
        Field("start", "a", int),
        Field("end", "b", int),
        Field("activity", "c", Names.REASONS, optional=True),
    ),
    Kind.CALL_TRANSFERRED: (
        Field("to_group", "a", Names.GROUPS, optional=True),
        Field("to_agent", "b", Names.AGENTS, optional=True),
        Field("kind", "c", Transfer, optional=True),
    ),
    Kind.CALL_LOST: (Field("reason", "a", Lost, optional=True),),
    Kind.FAULT_STARTED: (Field("component", "a", Component, optional=True),),
    Kind.FAULT_ENDED: (Field("component", "a", Component, optional=True),),
    Kind.CALL_CONSULTED: (Field("with", "a", Names.AGENTS, optional=True),),
    Kind.CALL_CODED: (Field("resolved", "a", bool, optional=True),),
    Kind.CALL_RATED: (Field("score", "a", int, optional=True), Field("satisfied", "b", bool, optional=True)),
    Kind.AGENT_DEVICE: (Field("device", "a", Device, optional=True),),
    Kind.OUTBOUND_DIALLED: (Field("attempt", "a", int, optional=True),),
    Kind.OUTBOUND_RESULT: (Field("result", "a", Result),),
}
"""The own fields of each type, beside the envelope (`seq t type call agent group`); types not listed have none."""

ANYONE: Final = -2
"""The target of an overflow step that every agent signed in may serve; written ``anyone`` in ``call.overflowed.to``."""
