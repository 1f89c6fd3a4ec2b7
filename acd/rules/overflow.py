"""Overflow (溢出): steps that widen who may take a call, at the offer, at an age, or on a condition.

A step once applied stays with the call while it is in that group. Conditions are looked at when a call finds nobody at
its offer, and for all waiting calls after every input (`scenario.md`, overflow): who overflows shortens the queue for
those after it, so no more calls overflow than the condition asks for.
"""

from acd.events import NOBODY, AgentState, Kind, OverflowReason
from acd.model import HANDLINGS, CallState, Centre, Condition, Order, Policy, ahead, dequeue
from acd.rules.outbox import emit, order
from acd.rules.ringing import find_agent, find_call


def apply_step(centre: Centre, now: int, c: int, k: int) -> None:
    """Widen who may take a call by one step of its group; the call keeps its place in time."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    step = centre.steps[group.first_step + k]
    call.steps |= 1 << k
    reason = _reason(step.condition)
    emit(centre, now, Kind.CALL_OVERFLOWED, call.group, call.number, NOBODY, step.to, reason, group.recount)


def _reason(condition: int) -> int:
    if condition == Condition.ALL_BUSY:
        return OverflowReason.ALL_BUSY.value
    if condition == Condition.LENGTH:
        return OverflowReason.LENGTH.value
    if condition == Condition.UNSTAFFED:
        return OverflowReason.UNSTAFFED.value
    return OverflowReason.WAIT.value


def widen(centre: Centre, policy: Policy, now: int, c: int, k: int) -> None:
    """Apply overflow step ``k`` of its group to a waiting call, and ring whoever that adds.

    Whoever missed or transferred the call is passed over while others are ready; alone, that agent looks for a call.
    """
    apply_step(centre, now, c, k)
    passed_over = centre.calls[c].missed_by
    if find_agent(centre, policy, now, c):
        dequeue(centre, c)
    elif passed_over != NOBODY and centre.agents[passed_over].state == AgentState.READY:
        find_call(centre, policy, now, passed_over)


def widen_at_offer(centre: Centre, now: int, c: int) -> bool:
    """Nobody was found at the offer: every step whose condition is so by now applies, whoever is ready there."""
    group = centre.groups[centre.calls[c].group]
    widened = False
    for k in range(group.end_step - group.first_step):
        step = centre.steps[group.first_step + k]
        if step.condition == Condition.ALL_BUSY:
            applies = not _is_somebody_ready(centre, group.first_tier, group.end_tier)
        else:
            applies = group.conditions >> k & 1 != 0 and _is_so(centre, now, c, k, NOBODY)
        if applies:
            apply_step(centre, now, c, k)
            widened = True
    return widened


def _is_somebody_ready(centre: Centre, first: int, end: int) -> bool:
    """Whether an agent of the group's own is ready: a user's policy may have declined to ring one."""
    for k in range(first, end):
        tier = centre.tiers[k]
        for m in range(tier.first, tier.end):
            if tier.step == NOBODY and centre.profiles[centre.members[m]].head != NOBODY:
                return True
    return False


def steps_by_age(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """Be woken when each ``after`` step comes due, once in a group; those missed while it rang apply now."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    for k in range(group.end_step - group.first_step):
        step = centre.steps[group.first_step + k]
        if step.condition == Condition.AGE and not call.steps >> k & 1:
            due = call.offered + step.threshold
            if due <= now and call.state == CallState.QUEUED:
                widen(centre, policy, now, c, k)
            elif due > now and not call.asked:
                order(centre, Order.WAKE_OVERFLOW, c, NOBODY, due, k)
    call.asked = 1


def watch(centre: Centre, policy: Policy, now: int) -> None:
    """Look at the conditions of every waiting call that some step still waits for."""
    priorities = centre.floor[0].priorities
    for g, group in enumerate(centre.groups):
        if group.conditions and group.waiting:
            place = 1
            for q in range(g * priorities, (g + 1) * priorities):
                place = _watch_queue(centre, policy, now, q, place)


def _watch_queue(centre: Centre, policy: Policy, now: int, q: int, place: int) -> int:
    """The same for one queue, whose first call is at this place; returns the place after its last."""
    c = centre.queues[q].head
    while c != NOBODY:
        following = centre.calls[c].next
        _look(centre, policy, now, c, place)
        if centre.calls[c].state == CallState.QUEUED:
            place += 1
        c = following
    return place


def _look(centre: Centre, policy: Policy, now: int, c: int, place: int) -> None:
    call = centre.calls[c]
    group = centre.groups[call.group]
    missing = group.conditions & ~call.steps
    k = 0
    while missing >> k and call.state == CallState.QUEUED:
        if missing >> k & 1 and _is_so(centre, now, c, k, place):
            widen(centre, policy, now, c, k)
        k += 1


def _is_so(centre: Centre, now: int, c: int, k: int, place: int) -> bool:
    """Whether the condition of step ``k`` is so for a call, at its place in the queue (``NOBODY``: to be found)."""
    group = centre.groups[centre.calls[c].group]
    step = centre.steps[group.first_step + k]
    if step.condition == Condition.LENGTH:
        return group.waiting > step.threshold
    if step.condition == Condition.UNSTAFFED:
        return not _is_staffed(centre, centre.calls[c].group)
    if place == NOBODY or group.ageing:
        place = ahead(centre, now, c) + 1
    return _is_longer(centre, c, place, step.threshold)


def _is_staffed(centre: Centre, g: int) -> bool:
    for p, profile in enumerate(centre.profiles):
        if profile.present > 0 and centre.skills[p * centre.floor[0].groups + g].level > 0:
            return True
    return False


def _is_longer(centre: Centre, c: int, place: int, threshold: int) -> bool:
    """Whether a call's wait estimate is more than a threshold (`scenario.md`, wait estimate); with nobody, infinite."""
    group = centre.groups[centre.calls[c].group]
    agents = _agents_for(centre, c)
    if group.handlings < HANDLINGS:
        return place * group.mean_handling > threshold * agents or agents == 0
    return place * group.handled > threshold * HANDLINGS * agents or agents == 0


def _agents_for(centre: Centre, c: int) -> int:
    """Agents signed in who may take the call and are not not-ready."""
    call = centre.calls[c]
    agents = 0
    for p, profile in enumerate(centre.profiles):
        skill = centre.skills[p * centre.floor[0].groups + call.group]
        if skill.level > 0 or skill.steps & call.steps != 0:
            agents += profile.available
    return agents
