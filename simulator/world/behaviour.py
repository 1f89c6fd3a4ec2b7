"""How callers and agents behave: what the rules ask for, turned into what the people concerned will do and when.

Knows patience, answers, talk, holds, wrap-up, breaks, as drawn. Refuses to decide anything about routing. In the subset
of Python that compiles.
"""

from collections.abc import Sequence

from acd.events import NOBODY
from acd.model import NO_ANSWER, WHOLE, Centre, Command, Order, Outcome
from simulator.world.rows import ATTEMPTS, FOREVER, Happening, World


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
            _connect(centre, world, c)
            return _talk_on(centre, world, now, c, a)
        case Order.RESUME:
            return _talk_on(centre, world, now, c, a)
        case Order.HOLD:
            world.callers[c].next_hold += 1
            length = world.holds[world.callers[c].next_hold - 1].length
            return Happening.RETRIEVES, now + length, centre.calls[c].number, NOBODY
        case Order.RELEASE:
            world.callers[c].next_free = world.progress[0].free
            world.progress[0].free = c
            return _try_again(world, now, centre.calls[c].number, command.step)
        case Order.WRAP_UP:
            return _write_up(centre, world, now, c, a, command.step)
        case Order.WAKE_WRAP_UP:
            if world.people[a].writes_until > command.at:
                return Happening.WRAP_UP_ENDS, command.at, command.step, NOBODY
        case Order.WAIT:
            return _give_up_later(centre, world, c)
        case Order.WAKE_OVERFLOW:
            return Happening.OVERFLOW_DUE, command.at, centre.calls[c].number, command.step
        case Order.WAKE_MAX_WAIT:
            if world.callers[c].gives_up_at > command.at:
                return Happening.MAX_WAIT_DUE, command.at, centre.calls[c].number, NOBODY
        case Order.MENU:
            course = world.courses[world.draws[centre.calls[c].number].course]
            return Happening.MENU_ENDS, now + course.menu, centre.calls[c].number, NOBODY
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


def _connect(centre: Centre, world: World, c: int) -> None:
    """A leg begins; one after a transfer has no holds and a wrap-up of its own."""
    call = centre.calls[c]
    world.callers[c].talked = 0
    if call.legs > 1:
        world.callers[c].next_hold = world.callers[c].end_hold
        call.wraps = world.courses[world.draws[call.number].course].second_wrap_up != NOBODY


def _talk_on(centre: Centre, world: World, now: int, c: int, a: int) -> tuple[Happening, int, int, int]:
    """They talk until the next hold, or to the end of this leg."""
    call = centre.calls[c]
    caller = world.callers[c]
    draw = world.draws[call.number]
    what = Happening.TALK_ENDS
    until = draw.talk
    if call.legs > 1:
        until = world.courses[draw.course].second_talk
    elif caller.next_hold < caller.end_hold:
        what = Happening.HOLDS
        until = world.holds[caller.next_hold].at
    pace = _pace(centre, world, call.serving, a)
    length = until * pace // WHOLE - caller.talked * pace // WHOLE
    caller.talked = until
    return what, now + length, call.number, NOBODY


def _write_up(centre: Centre, world: World, now: int, c: int, a: int, leg: int) -> tuple[Happening, int, int, int]:
    """The wrap-up of a leg, unless a limit ends it first."""
    draw = world.draws[centre.calls[c].number]
    wrap_up = draw.wrap_up if leg == 1 else world.courses[draw.course].second_wrap_up
    ends = now + wrap_up * _pace(centre, world, centre.agents[a].serving, a) // WHOLE
    world.people[a].writes_until = ends
    limit = centre.floor[0].wrap_up_limit
    if limit != NOBODY and ends > now + limit:
        return Happening.NOTHING, now, NOBODY, NOBODY
    return Happening.WRAP_UP_ENDS, ends, centre.agents[a].answered, NOBODY


def _try_again(world: World, now: int, number: int, outcome: int) -> tuple[Happening, int, int, int]:
    """The caller of a call that left so may try again later."""
    draw = world.draws[number]
    if outcome == Outcome.SETTLED or draw.course == NOBODY:
        return Happening.NOTHING, now, NOBODY, NOBODY
    course = world.courses[draw.course]
    if course.again == NOBODY or not course.again_after & outcome:
        return Happening.NOTHING, now, NOBODY, NOBODY
    return Happening.TRIES_AGAIN, now + course.delay, course.again, NOBODY


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
    return Happening.HANGS_UP, caller.gives_up_at, centre.calls[c].number, centre.calls[c].legs


def _pace(centre: Centre, world: World, serving: int, a: int) -> int:
    """The pace of this agent in the group for which a call is served."""
    skill = centre.skills[centre.agents[a].profile * centre.floor[0].groups + serving]
    return world.people[a].pace * skill.pace // WHOLE


def _return_later(centre: Centre, world: World, now: int, a: int) -> tuple[Happening, int, int, int]:
    """Away for as long as the errand takes, from when the agent really went; only the latest errand counts."""
    person = world.people[a]
    person.mark += 1
    errand = person.errand
    if centre.agents[a].reason == NO_ANSWER:
        errand = world.returns[a][person.returns % ATTEMPTS]
        person.returns += 1
    return Happening.RETURNS, now + errand, person.mark, NOBODY
