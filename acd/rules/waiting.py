"""A call that finds nobody: it waits in its group's queue with its age, or is sent away where nobody may wait."""

from acd.events import NOBODY, Deflected, Kind, QueueCause
from acd.model import CallState, Centre, Condition, Order, Policy, ahead, dequeue, enqueue
from acd.rules.freeing import settle
from acd.rules.leaving import deflect, deflect_closed
from acd.rules.outbox import emit, order
from acd.rules.overflow import steps_by_age, widen


def let_wait(centre: Centre, policy: Policy, now: int, c: int, cause: QueueCause) -> None:
    """Put a call among the waiting with its age; a step that is due by now may yet find it an agent."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    if centre.floor[0].past_limit:
        deflect_closed(centre, now, c)
    elif group.max_wait != NOBODY and now - call.joined >= group.max_wait:
        deflect(centre, now, c, Deflected.MAX_WAIT.value, group.full)
    else:
        call.state = CallState.QUEUED
        before = _place(centre, now, c)
        emit(centre, now, Kind.CALL_QUEUED, call.group, call.number, NOBODY, before + 1, cause)
        order(centre, Order.WAIT, c, NOBODY)
        if group.max_wait != NOBODY and not call.asked:
            order(centre, Order.WAKE_MAX_WAIT, c, NOBODY, call.joined + group.max_wait)
        steps_by_age(centre, policy, now, c)


def _place(centre: Centre, now: int, c: int) -> int:
    """Put it in its queue; how many calls of the group stand before it."""
    call = centre.calls[c]
    before = enqueue(centre, c)
    if centre.groups[call.group].ageing:
        return ahead(centre, now, c)
    for q in range(call.group * centre.floor[0].priorities, call.queue):
        before += centre.queues[q].length
    return before


def overflow_due(centre: Centre, policy: Policy, now: int, c: int, number: int, k: int) -> None:
    """A waiting call may have reached the age at which overflow step ``k`` of its group applies."""
    call = centre.calls[c]
    if call.number != number or call.state != CallState.QUEUED or call.steps >> k & 1:
        return
    group = centre.groups[call.group]
    if k >= group.end_step - group.first_step:  # asked for by the group that it was transferred from
        return
    step = centre.steps[group.first_step + k]
    if step.condition == Condition.AGE and now >= call.offered + step.threshold:
        widen(centre, policy, now, c, k)
        settle(centre, policy, now)


def max_wait_due(centre: Centre, policy: Policy, now: int, c: int, number: int) -> None:
    """A caller may have waited in this group as long as anybody may: sent away, unless a phone rings just now."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    if call.number != number or call.state != CallState.QUEUED or group.max_wait == NOBODY:
        return
    if now >= call.joined + group.max_wait:
        dequeue(centre, c)
        deflect(centre, now, c, Deflected.MAX_WAIT.value, group.full)
        settle(centre, policy, now)
