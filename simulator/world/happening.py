"""What happens on a simulated day, turned into inputs for the rules: calls, known moments, what was scheduled.

Knows which input a happening is, and when it is no longer the one meant. Decides nothing about routing, draws nothing.
Written in the same subset of Python as the rules, so that every engine runs this very text.
"""

from acd.events import NOBODY, AgentState, EndedBy
from acd.model import Call, Centre, Policy
from acd.rules import (
    agent_answered,
    call_arrived,
    call_ended,
    call_held,
    call_retrieved,
    call_transferred,
    caller_hung_up,
    centre_closed,
    duty_changed,
    fault_ended,
    fault_started,
    limit_passed,
    max_wait_due,
    menu_ended,
    menu_left,
    no_answer,
    not_ready_asked,
    overflow_due,
    ready_asked,
    shift_ended,
    signed_in,
    wrapped_up,
)
from simulator.world.rows import Caller, Course, Happening, MenuEnd, World


def call_comes(centre: Centre, policy: Policy, world: World) -> None:
    """The next call of the day reaches the lines."""
    progress = world.progress[0]
    number = progress.next_call
    progress.next_call += 1
    _comes(centre, policy, world, number, world.draws[number].arrives)


def _comes(centre: Centre, policy: Policy, world: World, number: int, now: int) -> None:
    """A drawn attempt reaches the lines."""
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
    call.menu = 0
    caller = world.callers[c]
    caller.gives_up_at = now + draw.patience
    caller.scheduled = 0
    caller.next_hold = 0
    caller.end_hold = 0
    if draw.course != NOBODY:
        _expect(call, caller, world.courses[draw.course])
    world.progress[0].now = now
    call_arrived(centre, policy, now, c)


def _expect(call: Call, caller: Caller, course: Course) -> None:
    """What else the call brings; patience runs from the offer, after the menu."""
    caller.next_hold = course.first_hold
    caller.end_hold = course.end_hold
    if course.menu != NOBODY:
        call.menu = 1
        caller.gives_up_at += course.menu


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
            not_ready_asked(centre, policy, now, a, moment.reason)
        case Happening.STEPS_AWAY:
            _step_away(centre, policy, world, now, a, moment.reason, moment.value)
        case Happening.SHIFT_ENDS:
            shift_ended(centre, policy, now, a)
        case Happening.DUTY_CHANGES:
            duty_changed(centre, policy, now, a, moment.value)
        case Happening.CLOSES:
            centre_closed(centre, policy, now, moment.value != 0)
        case Happening.LIMIT_PASSES:
            limit_passed(centre, policy, now)
        case Happening.FAULT_STARTS:
            fault_started(centre, policy, now)
        case Happening.FAULT_ENDS:
            fault_ended(centre, now)


def _step_away(centre: Centre, policy: Policy, world: World, now: int, a: int, reason: int, errand: int) -> None:
    """Somebody who is away already, or means to be, does not step away once more."""
    agent = centre.agents[a]
    if agent.state != AgentState.NOT_READY and agent.reason == NOBODY:
        world.people[a].errand = errand
        not_ready_asked(centre, policy, now, a, reason)


def happens(
    centre: Centre, policy: Policy, world: World, now: int, kind: int, c: int, a: int, mark: int, step: int
) -> None:
    """What was scheduled comes; if its call or errand is no longer the one meant, nothing happens."""
    world.progress[0].now = now
    match kind:
        case Happening.ANSWERS:
            if centre.calls[c].number == mark and centre.calls[c].attempt == step and centre.agents[a].call == c:
                agent_answered(centre, now, a)
        case Happening.HANGS_UP:
            if centre.calls[c].number == mark and centre.calls[c].legs == step:
                caller_hung_up(centre, policy, now, c)
        case Happening.TALK_ENDS:
            if centre.calls[c].number == mark:
                _end_talk(centre, policy, world, now, c)
        case Happening.WRAP_UP_ENDS:
            wrapped_up(centre, policy, now, a, mark)
        case Happening.RETURNS:
            if world.people[a].mark == mark:
                ready_asked(centre, policy, now, a)
        case Happening.NO_ANSWER_DUE:
            no_answer(centre, policy, now, c, mark, step)
        case Happening.OVERFLOW_DUE:
            overflow_due(centre, policy, now, c, mark, step)
        case Happening.MAX_WAIT_DUE:
            max_wait_due(centre, policy, now, c, mark)
        case Happening.MENU_ENDS:
            _leave_menu(centre, policy, world, now, c, mark)
        case Happening.HOLDS:
            call_held(centre, now, c, mark)
        case Happening.RETRIEVES:
            call_retrieved(centre, now, c, mark)
        case Happening.TRIES_AGAIN:
            if not centre.floor[0].closed:
                _comes(centre, policy, world, mark, now)


def _leave_menu(centre: Centre, policy: Policy, world: World, now: int, c: int, number: int) -> None:
    course = world.courses[world.draws[number].course]
    if course.menu_end == MenuEnd.PERSON:
        menu_left(centre, policy, now, c, number)
    else:
        menu_ended(centre, policy, now, c, number, course.menu_end == MenuEnd.SERVED)


def _end_talk(centre: Centre, policy: Policy, world: World, now: int, c: int) -> None:
    """The first agent may pass the call on, to be waited for with new patience; else the caller hangs up."""
    draw = world.draws[centre.calls[c].number]
    if draw.course == NOBODY or centre.calls[c].legs > 1 or world.courses[draw.course].to == NOBODY:
        call_ended(centre, policy, now, c, EndedBy.CALLER)
        return
    course = world.courses[draw.course]
    world.callers[c].gives_up_at = now + course.second_patience
    world.callers[c].scheduled = 0
    call_transferred(centre, policy, now, c, course.to)
