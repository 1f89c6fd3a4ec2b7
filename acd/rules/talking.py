"""What follows while caller and agent talk: hold and retrieve, transfer, the end, the wrap-up."""

from acd.events import NOBODY, AgentState, Deflected, EndedBy, Kind, QueueCause, Transfer
from acd.model import HANDLINGS, Call, CallState, Centre, Order, Outcome, Policy
from acd.rules.arriving import is_open, join, seek
from acd.rules.freeing import become_free, free_and_next, settle
from acd.rules.leaving import deflect, finish
from acd.rules.outbox import change_state, emit, order
from acd.rules.ringing import find_call
from acd.rules.waiting import let_wait


def call_held(centre: Centre, now: int, c: int, number: int) -> None:
    """The agent puts the caller on hold (持线)."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.TALKING:
        call.state = CallState.HELD
        emit(centre, now, Kind.CALL_HELD, NOBODY, number, call.agent)
        change_state(centre, now, call.agent, AgentState.HOLDING, NOBODY, number)
        order(centre, Order.HOLD, c, call.agent)


def call_retrieved(centre: Centre, now: int, c: int, number: int) -> None:
    """The agent takes the caller back from hold."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.HELD:
        call.state = CallState.TALKING
        emit(centre, now, Kind.CALL_RETRIEVED, NOBODY, number, call.agent)
        change_state(centre, now, call.agent, AgentState.TALKING, NOBODY, number)
        order(centre, Order.RESUME, c, call.agent)


def call_ended(centre: Centre, policy: Policy, now: int, c: int, by: EndedBy) -> None:
    """The talk is over, maybe on hold; the agent writes it up (话后) where the call asks for that, else is free."""
    call = centre.calls[c]
    if call.state != CallState.TALKING and call.state != CallState.HELD:
        return
    a = call.agent
    emit(centre, now, Kind.CALL_ENDED, call.serving, call.number, a, by)
    if call.wraps:
        wrap_up(centre, now, c)
        finish(centre, c, Outcome.SETTLED.value)
        settle(centre, policy, now)
    else:
        finish(centre, c, Outcome.SETTLED.value)
        handled(centre, now, a)
        free_and_next(centre, policy, now, a)


def call_transferred(centre: Centre, policy: Policy, now: int, c: int, to: int) -> None:
    """The call leaves its agent for another group (blind), with its age and priority: it looks for a person again."""
    call = centre.calls[c]
    if not may_be_handed_on(call):
        return
    a = call.agent
    blind = Transfer.BLIND.value
    emit(centre, now, Kind.CALL_TRANSFERRED, call.serving, call.number, a, to, NOBODY, blind)
    centre.groups[call.group].open -= 1
    centre.groups[to].open += 1
    call.state = CallState.ARRIVED
    leave_talk(centre, now, c)
    join(centre, now, c, to, a)
    if not is_open(centre.groups[to], now):
        deflect(centre, now, c, Deflected.CLOSED.value, centre.groups[to].outside)
    elif centre.floor[0].past_limit or not seek(centre, policy, now, c):
        let_wait(centre, policy, now, c, QueueCause.TRANSFER)
    if centre.agents[a].state == AgentState.READY:
        find_call(centre, policy, now, a)
    settle(centre, policy, now)


def may_be_handed_on(call: Call) -> bool:
    """Whether somebody is on the line whom another agent may take over; a call that an agent dialled stays with him."""
    return (call.state == CallState.TALKING or call.state == CallState.HELD) and call.group != NOBODY


def leave_talk(centre: Centre, now: int, c: int) -> None:
    """Its agent has the call no longer: writes it up where the call asks for that, else is free."""
    call = centre.calls[c]
    if call.wraps:
        wrap_up(centre, now, c)
    else:
        handled(centre, now, call.agent)
        become_free(centre, now, call.agent)


def wrap_up(centre: Centre, now: int, c: int) -> None:
    """The agent writes the call up, at most until the limit; ``answered`` tells this wrap-up from later ones."""
    call = centre.calls[c]
    a = call.agent
    limit = centre.floor[0].wrap_up_limit
    change_state(centre, now, a, AgentState.WRAP_UP, NOBODY, call.number)
    order(centre, Order.WRAP_UP, c, a, 0, call.legs)
    if limit != NOBODY:
        centre.agents[a].wraps_until = now + limit
        order(centre, Order.WAKE_WRAP_UP, c, a, now + limit, centre.agents[a].answered)


def wrapped_up(centre: Centre, policy: Policy, now: int, a: int, answered: int) -> None:
    """The agent has written up the call that was the ``answered``-th, or the limit for that has passed."""
    agent = centre.agents[a]
    if agent.state == AgentState.WRAP_UP and agent.answered == answered:
        handled(centre, now, a)
        free_and_next(centre, policy, now, a)


def wrap_up_due(centre: Centre, policy: Policy, now: int, a: int, answered: int) -> None:
    """The limit of a wrap-up may have passed; it has not where the agent was given longer meanwhile."""
    if now >= centre.agents[a].wraps_until:
        wrapped_up(centre, policy, now, a, answered)


def wrap_up_extended(centre: Centre, now: int, a: int) -> None:
    """The agent needs longer: the limit runs anew from now on."""
    agent = centre.agents[a]
    limit = centre.floor[0].wrap_up_limit
    if agent.state == AgentState.WRAP_UP and limit != NOBODY:
        agent.wraps_until = now + limit
        emit(centre, now, Kind.AGENT_WRAP_UP_EXTENDED, NOBODY, NOBODY, a)
        order(centre, Order.WAKE_WRAP_UP, NOBODY, a, now + limit, agent.answered)


def handled(centre: Centre, now: int, a: int) -> None:
    """The agent's work with a call is done: keep how long it took, for occupancy and a group's wait estimate."""
    agent = centre.agents[a]
    agent.handling += now - agent.busy_since
    agent.call = NOBODY
    if centre.floor[0].watching and agent.serving != NOBODY:
        group = centre.groups[agent.serving]
        place = agent.serving * HANDLINGS + group.handlings % HANDLINGS
        group.handled += now - agent.talks_since - centre.handlings[place]
        group.handlings += 1
        centre.handlings[place] = now - agent.talks_since
