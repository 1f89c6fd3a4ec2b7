"""A call meets an agent: whose phone rings, and how a call that finds nobody begins to wait."""

from acd.errors import PolicyError
from acd.events import (
    NOBODY,
    AgentState,
    Deflected,
    DeflectedTo,
    Kind,
    OverflowReason,
    QueueCause,
    Why,
)
from acd.model import CallState, Centre, Order, Policy, dequeue, enqueue, leave_ready, may_take, serving_group
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


def let_wait(centre: Centre, policy: Policy, now: int, c: int, cause: QueueCause) -> None:
    """Put a call among the waiting with its age; a step that is due by now may yet find it an agent."""
    call = centre.calls[c]
    if centre.floor[0].past_limit:
        deflect(centre, now, c)
        return
    call.state = CallState.QUEUED
    before = enqueue(centre, c)
    for q in range(call.group * centre.floor[0].priorities, call.queue):
        before += centre.queues[q].length
    emit(centre, now, Kind.CALL_QUEUED, call.group, call.number, NOBODY, before + 1, cause)
    order(centre, Order.WAIT, c, NOBODY)
    _ask_for_steps(centre, policy, now, c)


def _ask_for_steps(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """Be woken when each ``after`` step comes due, once a call; those missed while it rang apply now."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    for k in range(group.end_step - group.first_step):
        step = centre.steps[group.first_step + k]
        if step.reason == OverflowReason.WAIT.value and not call.steps >> k & 1:
            due = call.offered + step.after
            if due <= now and call.state == CallState.QUEUED:
                widen(centre, policy, now, c, k)
            elif due > now and not call.asked:
                order(centre, Order.WAKE_OVERFLOW, c, NOBODY, due, k)
    call.asked = 1


def widen(centre: Centre, policy: Policy, now: int, c: int, k: int) -> None:
    """Apply overflow step ``k`` of its group to a waiting call, and ring whoever that adds."""
    apply_step(centre, now, c, k)
    if find_agent(centre, policy, now, c):
        dequeue(centre, c)


def apply_step(centre: Centre, now: int, c: int, k: int) -> None:
    """Widen who may take a call by one step of its group; the call keeps its place in time."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    step = centre.steps[group.first_step + k]
    call.steps |= 1 << k
    emit(centre, now, Kind.CALL_OVERFLOWED, call.group, call.number, NOBODY, step.to, step.reason, group.recount)


def deflect(centre: Centre, now: int, c: int) -> None:
    """Send a caller away because the centre has closed."""
    call = centre.calls[c]
    emit(
        centre,
        now,
        Kind.CALL_DEFLECTED,
        call.group,
        call.number,
        NOBODY,
        Deflected.CLOSED.value,
        DeflectedTo.MESSAGE.value,
    )
    order(centre, Order.DEFLECT, c, NOBODY)
    finish(centre, c)


def finish(centre: Centre, c: int) -> None:
    """The call is over: its row may take the next one."""
    call = centre.calls[c]
    call.state = CallState.OVER
    centre.groups[call.group].open -= 1
    order(centre, Order.RELEASE, c, NOBODY)
