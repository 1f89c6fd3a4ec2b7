"""Callers and agents who behave: what was drawn for them, turned into inputs for the rules.

Knows patience, talk, answer delays, breaks: everything that people do. Refuses to decide anything about routing, and
draws nothing: every number was drawn before the run (``simulator.workload``). Written in the same subset of Python as
the rules, so that every engine runs this very text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from acd.events import NOBODY, AgentState, EndedBy
from acd.model import NO_ANSWER, WHOLE, Centre, Command, Order, Policy
from acd.rules import (
    agent_answered,
    call_arrived,
    call_ended,
    caller_hung_up,
    centre_closed,
    duty_changed,
    limit_passed,
    no_answer,
    not_ready_asked,
    overflow_due,
    ready_asked,
    shift_ended,
    signed_in,
    wrapped_up,
)

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


class Again(IntEnum):
    """After what the caller tries again; a sum of these."""

    ABANDONED = 1
    BUSY = 2


@dataclass(slots=True)
class Course:
    """What else was drawn for a call, for those of which there is more to tell; ``NOBODY`` where something is not so.

    ``menu``: time in the menu, until it is left as ``menu_end`` says. ``first_hold`` and ``end_hold``: its rows of
    ``holds``. ``second_…``: after a transfer to ``to``. ``again``: the row of the next attempt, drawn with this one,
    made ``delay`` after this one ended as ``again_after`` says.
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
class CallType:
    """What calls of a type have in common; ``rank`` is the place of its priority among all, 0 the highest."""

    group: int = 0
    segment: int = 0
    priority: int = 0
    rank: int = 0


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


@dataclass(slots=True)
class Caller:
    """The person behind a call row: when patience ends, and whether that is on the agenda already."""

    gives_up_at: int = FOREVER
    scheduled: int = 0
    settled_at: int = FOREVER
    next_free: int = NOBODY


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


def call_comes(centre: Centre, policy: Policy, world: World) -> None:
    """The next call of the day reaches the lines."""
    progress = world.progress[0]
    number = progress.next_call
    progress.next_call += 1
    draw = world.draws[number]
    call_type = world.call_types[draw.call_type]
    c = _take_row(world)
    call = centre.calls[c]
    call.number = number
    call.call_type = draw.call_type
    call.segment = call_type.segment
    call.group = call_type.group
    call.priority = call_type.priority
    call.rank = call_type.rank
    call.balks = draw.balks
    call.wraps = draw.wrap_up != NOBODY
    call.chance = world.chances[number][0]
    caller = world.callers[c]
    caller.gives_up_at = draw.arrives + draw.patience
    caller.scheduled = 0
    progress.now = draw.arrives
    call_arrived(centre, policy, draw.arrives, c)


def _take_row(world: World) -> int:
    progress = world.progress[0]
    if progress.free == NOBODY:
        progress.used += 1
        return progress.used - 1
    c = progress.free
    progress.free = world.callers[c].next_free
    return c


def moment_comes(centre: Centre, policy: Policy, world: World) -> None:
    """The next shift change, or the next time that an agent steps away unplanned."""
    progress = world.progress[0]
    moment = world.moments[progress.next_moment]
    progress.next_moment += 1
    now = moment.t
    progress.now = now
    a = moment.agent
    match moment.kind:
        case Happening.SIGNS_IN:
            world.people[a].errand = moment.value
            signed_in(centre, policy, now, a, moment.reason)
        case Happening.BREAK_DUE:
            world.people[a].errand = moment.value
            not_ready_asked(centre, now, a, moment.reason)
        case Happening.STEPS_AWAY:
            _step_away(centre, world, now, a, moment.reason, moment.value)
        case Happening.SHIFT_ENDS:
            shift_ended(centre, now, a)
        case Happening.DUTY_CHANGES:
            duty_changed(centre, policy, now, a, moment.value)
        case Happening.CLOSES:
            centre_closed(centre, now, moment.value != 0)
        case Happening.LIMIT_PASSES:
            limit_passed(centre, now)


def _step_away(centre: Centre, world: World, now: int, a: int, reason: int, errand: int) -> None:
    """Somebody who is away already, or means to be, does not step away once more."""
    agent = centre.agents[a]
    if agent.state != AgentState.NOT_READY and agent.reason == NOBODY:
        world.people[a].errand = errand
        not_ready_asked(centre, now, a, reason)


def happens(
    centre: Centre, policy: Policy, world: World, now: int, kind: int, c: int, a: int, mark: int, step: int
) -> None:
    """What was scheduled comes; if its call or errand is no longer the one meant, nothing happens."""
    world.progress[0].now = now
    match kind:
        case Happening.ANSWERS:
            if centre.calls[c].number == mark and centre.calls[c].attempt == step:
                agent_answered(centre, now, a)
        case Happening.HANGS_UP:
            if centre.calls[c].number == mark:
                caller_hung_up(centre, policy, now, c)
        case Happening.TALK_ENDS:
            if centre.calls[c].number == mark:
                call_ended(centre, policy, now, c, EndedBy.CALLER)
        case Happening.WRAP_UP_ENDS:
            wrapped_up(centre, policy, now, a)
        case Happening.RETURNS:
            if world.people[a].mark == mark:
                ready_asked(centre, policy, now, a)
        case Happening.NO_ANSWER_DUE:
            no_answer(centre, policy, now, c, mark, step)
        case Happening.OVERFLOW_DUE:
            overflow_due(centre, policy, now, c, mark, step)


def obey(centre: Centre, world: World, now: int, command: Command) -> tuple[Happening, int, int, int]:
    """What the people concerned will do about a command: (happening, time, mark, step) to put on the agenda."""
    c = command.call
    a = command.agent
    match command.order:
        case Order.RING:
            return _ring(centre, world, now, c, a)
        case Order.WAKE_NO_ANSWER:
            # Woken only if nobody in this world will have settled it by then: the wake would find nothing to do.
            if world.callers[c].settled_at > command.at:
                return Happening.NO_ANSWER_DUE, command.at, centre.calls[c].number, command.step
        case Order.CONNECT:
            talk = _paced(centre, world, c, a, world.draws[centre.calls[c].number].talk)
            return Happening.TALK_ENDS, now + talk, centre.calls[c].number, NOBODY
        case Order.RELEASE:
            world.callers[c].next_free = world.progress[0].free
            world.progress[0].free = c
        case Order.WRAP_UP:
            wrap_up = _paced(centre, world, c, a, world.draws[centre.calls[c].number].wrap_up)
            return Happening.WRAP_UP_ENDS, now + wrap_up, NOBODY, NOBODY
        case Order.WAIT:
            return _give_up_later(centre, world, c)
        case Order.WAKE_OVERFLOW:
            return Happening.OVERFLOW_DUE, command.at, centre.calls[c].number, command.step
        case Order.AWAY:
            return _return_later(centre, world, now, a)
    return Happening.NOTHING, now, NOBODY, NOBODY


def _ring(centre: Centre, world: World, now: int, c: int, a: int) -> tuple[Happening, int, int, int]:
    """Of answering and giving up, whichever comes first; neither, where the agent misses the call."""
    call = centre.calls[c]
    caller = world.callers[c]
    k = (call.attempt - 1) % ATTEMPTS
    call.chance = world.chances[call.number][call.attempt % ATTEMPTS]
    answers_at = FOREVER
    if world.misses[call.number][k] >= world.people[a].misses:
        delay = _quantile(world.quantiles[world.people[a].answers], world.answers[call.number][k])
        if delay < centre.floor[0].no_answer_after:
            answers_at = now + delay
    caller.settled_at = min(answers_at, caller.gives_up_at)
    if answers_at < caller.gives_up_at:
        return Happening.ANSWERS, answers_at, call.number, call.attempt
    if caller.gives_up_at <= now + centre.floor[0].no_answer_after:
        return _give_up_later(centre, world, c)
    return Happening.NOTHING, now, NOBODY, NOBODY


def _quantile(table: Sequence[int], u: int) -> int:
    """The tabulated quantile of a 16-bit uniform, linear within its cell."""
    cell = u >> 4
    return table[cell] + (table[cell + 1] - table[cell]) * (u & 15) // 16


def _give_up_later(centre: Centre, world: World, c: int) -> tuple[Happening, int, int, int]:
    """Put the end of the caller's patience on the agenda, once a call."""
    caller = world.callers[c]
    if caller.scheduled or caller.gives_up_at >= FOREVER:
        return Happening.NOTHING, 0, NOBODY, NOBODY
    caller.scheduled = 1
    return Happening.HANGS_UP, caller.gives_up_at, centre.calls[c].number, NOBODY


def _paced(centre: Centre, world: World, c: int, a: int, duration: int) -> int:
    """A duration at the pace of this agent in the group for which the call is served."""
    agent = centre.agents[a]
    skill = centre.skills[agent.profile * centre.floor[0].groups + centre.calls[c].serving]
    pace = world.people[a].pace * skill.pace // WHOLE
    return duration * pace // WHOLE


def _return_later(centre: Centre, world: World, now: int, a: int) -> tuple[Happening, int, int, int]:
    """Away for as long as the errand takes, from when the agent really went; only the latest errand counts."""
    person = world.people[a]
    person.mark += 1
    errand = person.errand
    if centre.agents[a].reason == NO_ANSWER:
        errand = world.returns[a][person.returns % ATTEMPTS]
        person.returns += 1
    return Happening.RETURNS, now + errand, person.mark, NOBODY
