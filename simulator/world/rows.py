"""The rows of a simulated day: what was drawn, how people behave, how far the day has come.

Knows what there is to know of callers and agents as people. Refuses to know what they do with it
(``simulator.world.happening``, ``simulator.world.behaviour``) and how it was drawn (``simulator.workload``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from acd.events import NOBODY
from acd.model import WHOLE, CallType

FOREVER: Final = 1 << 60
"""A time that never comes."""

ATTEMPTS: Final = 8
"""Rings of one call for which answers are drawn; later ones use them again (`scenario.md`, chance)."""

GRID: Final = 4096
"""Cells of a tabulated quantile; uniforms are 16-bit, so each cell holds 16 of them."""


class Happening(IntEnum):
    """What the agenda and the list of moments hold."""

    NOTHING = 0
    ANSWERS = 1
    HANGS_UP = 2
    TALK_ENDS = 3
    WRAP_UP_ENDS = 4
    RETURNS = 5
    NO_ANSWER_DUE = 6
    OVERFLOW_DUE = 7
    SIGNS_IN = 8
    BREAK_DUE = 9
    STEPS_AWAY = 10
    SHIFT_ENDS = 11
    DUTY_CHANGES = 12
    CLOSES = 13
    LIMIT_PASSES = 14
    MENU_ENDS = 15
    HOLDS = 16
    RETRIEVES = 17
    TRIES_AGAIN = 18
    MAX_WAIT_DUE = 19
    FAULT_STARTS = 20
    FAULT_ENDS = 21


@dataclass(slots=True)
class Draw:
    """One call of the day as drawn: when it comes, and what its caller will do."""

    arrives: int = FOREVER
    call_type: int = 0
    balks: int = 0
    patience: int = FOREVER
    talk: int = 0
    wrap_up: int = NOBODY
    course: int = NOBODY


class MenuEnd(IntEnum):
    """How the caller leaves the menu: asks for a person, is served there, hangs up there."""

    PERSON = 0
    SERVED = 1
    HUNG_UP = 2


@dataclass(slots=True)
class Course:
    """What else was drawn for a call, for those of which there is more to tell; ``NOBODY`` where something is not so.

    ``menu``: time in the menu, until it is left as ``menu_end`` says. ``first_hold`` and ``end_hold``: its rows of
    ``holds``. ``second_…``: after a transfer to ``to``. ``again``: the row of the next attempt, drawn with this one,
    made ``delay`` after this one ended in one of the ``acd.model.Outcome`` that ``again_after`` sums up.
    """

    menu: int = NOBODY
    menu_end: int = 0
    first_hold: int = 0
    end_hold: int = 0
    to: int = NOBODY
    second_patience: int = FOREVER
    second_talk: int = 0
    second_wrap_up: int = NOBODY
    again: int = NOBODY
    again_after: int = 0
    delay: int = 0


@dataclass(slots=True)
class Hold:
    """One hold of a call: begins when this much of the (unpaced) talk is over, lasts so long."""

    at: int = 0
    length: int = 0


@dataclass(slots=True)
class Moment:
    """Something known before the day: ``rank`` 0 for shift changes, 2 for an agent who will step away."""

    t: int = FOREVER
    rank: int = 0
    kind: int = 0
    agent: int = NOBODY
    reason: int = NOBODY
    value: int = 0


@dataclass(slots=True)
class Person:
    """How an agent behaves: pace in millionths, answer law, chance to miss in 65,536ths, and the errand on hand."""

    pace: int = WHOLE
    answers: int = 0
    misses: int = 0
    errand: int = 0
    mark: int = 0
    returns: int = 0
    writes_until: int = 0


@dataclass(slots=True)
class Caller:
    """The person behind a call row: when patience ends, and whether that is on the agenda already.

    ``talked`` is how much of the (unpaced) talk of this leg is over, ``next_hold`` the next row of ``holds``.
    """

    gives_up_at: int = FOREVER
    scheduled: int = 0
    settled_at: int = FOREVER
    next_free: int = NOBODY
    talked: int = 0
    next_hold: int = 0
    end_hold: int = 0


@dataclass(slots=True)
class Progress:
    """How far the day has come in its sorted lists, and which call rows are free."""

    now: int = 0
    next_call: int = 0
    next_moment: int = 0
    free: int = NOBODY
    used: int = 0


class World(NamedTuple):
    """The tables of one simulated day."""

    progress: Sequence[Progress]
    draws: Sequence[Draw]
    courses: Sequence[Course]
    holds: Sequence[Hold]
    answers: Sequence[Sequence[int]]
    misses: Sequence[Sequence[int]]
    chances: Sequence[Sequence[int]]
    call_types: Sequence[CallType]
    moments: Sequence[Moment]
    people: Sequence[Person]
    returns: Sequence[Sequence[int]]
    quantiles: Sequence[Sequence[int]]
    callers: Sequence[Caller]
