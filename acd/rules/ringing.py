"""A call meets an agent: whose phone rings."""

from acd.errors import PolicyError
from acd.events import NOBODY, AgentState, Kind, Why
from acd.model import CallState, Centre, Order, Policy, dequeue, leave_ready, may_take, serving_group
from acd.rules.outbox import change_state, emit, order


def ring(centre: Centre, now: int, c: int, a: int, why: int) -> None:
    """Let a ready agent's phone ring for a call, and ask to be woken when it has rung long enough."""
    call = centre.calls[c]
    agent = centre.agents[a]
    group = centre.groups[call.group]
    call.state = CallState.RINGING
    call.agent = a
    call.attempt += 1
    call.serving = serving_group(centre, a, c)
    group.last_rung = a
    agent.call = c
    agent.busy_since = now
    emit(centre, now, Kind.CALL_RINGING, call.serving, call.number, a, call.attempt, why)
    change_state(centre, now, a, AgentState.RINGING, NOBODY, call.number)
    order(centre, Order.RING, c, a)
    order(centre, Order.WAKE_NO_ANSWER, c, a, now + centre.floor[0].no_answer_after, call.attempt)


def ring_preferred(centre: Centre, now: int, c: int) -> bool:
    """Ring the agent who served this caller last, if ready and able; says whether a phone rings."""
    a = centre.calls[c].preferred
    if a == NOBODY or a == centre.calls[c].missed_by or not _may_be_rung(centre, a, c):
        return False
    leave_ready(centre, a)
    ring(centre, now, c, a, Why.LAST_AGENT.value)
    return True


def find_agent(centre: Centre, policy: Policy, now: int, c: int) -> bool:
    """Ring the agent whom the policy chooses, if it chooses one; says whether a phone rings."""
    a = policy.choose_agent(centre, now, c)
    if a == NOBODY or a == centre.calls[c].missed_by:
        return False
    why = centre.groups[centre.calls[c].group].choose_agent
    if why == Why.CUSTOM and not _may_be_rung(centre, a, c):
        raise PolicyError("choose_agent returned an agent who is not ready or may not take the call")
    leave_ready(centre, a)
    ring(centre, now, c, a, why)
    return True


def _may_be_rung(centre: Centre, a: int, c: int) -> bool:
    return 0 <= a < len(centre.agents) and centre.agents[a].state == AgentState.READY and may_take(centre, a, c)


def find_call(centre: Centre, policy: Policy, now: int, a: int) -> bool:
    """Ring a ready agent for the waiting call that the policy chooses, if any; says whether the phone rings."""
    floor = centre.floor[0]
    if floor.waiting == 0:
        return False
    c = policy.choose_call(centre, now, a)
    if c == NOBODY:
        return False
    if floor.choose_call == Why.CUSTOM and not _may_be_served(centre, a, c):
        raise PolicyError("choose_call returned a call that does not wait or that the agent may not take")
    dequeue(centre, c)
    leave_ready(centre, a)
    ring(centre, now, c, a, floor.choose_call)
    return True


def _may_be_served(centre: Centre, a: int, c: int) -> bool:
    return 0 <= c < len(centre.calls) and centre.calls[c].state == CallState.QUEUED and may_take(centre, a, c)
