"""Overflow steps: which one an event tells of, and whether the condition of one is true of a call at this moment.

Knows `scenario.md`, overflow and wait estimate. Refuses to judge any event.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from acd.events import AgentState, Event, OverflowReason, QueueCause
from metrics.audit.expectations import Condition, Step
from metrics.audit.picture import LAST, Picture
from metrics.audit.seen import CallSeen, Stage

REASON: Final[Mapping[Condition, OverflowReason]] = {
    "all_busy": OverflowReason.ALL_BUSY,
    "after": OverflowReason.WAIT,
    "wait_estimate": OverflowReason.WAIT,
    "queue": OverflowReason.LENGTH,
    "unstaffed": OverflowReason.UNSTAFFED,
}
_AWAY: Final = (AgentState.SIGNED_OUT, AgentState.NOT_READY)


def step_of(seen: Picture, call: CallSeen, event: Event) -> int | None:
    """The place in the file of the step that ``call.overflowed`` tells of: of those not yet applied the one that may.

    A step after a wait goes before one by the estimate, which has the same reason, and of several the one due first.
    """
    fitting = [
        (not may_apply(seen, call, number), *_by_age_first(step), number)
        for number, step in enumerate(seen.centre.groups[call.group].steps)
        if number not in call.steps and step.to == event.a and REASON[step.condition] == event.b
    ]
    return min(fitting)[-1] if fitting else None


def _by_age_first(step: Step) -> tuple[bool, int]:
    return (False, step.limit) if step.condition == "after" else (True, 0)


def may_apply(seen: Picture, call: CallSeen, number: int) -> bool:
    """Whether this is a moment at which the step comes to apply to the call."""
    step = seen.centre.groups[call.group].steps[number]
    if step.condition == "after":
        return call.stage == Stage.WAITING and _is_of_age(seen, call, step.limit)
    if step.condition == "all_busy":
        return comes(seen, call) and not own_ready(seen, call)
    unserved = comes(seen, call) and (seen.free_choice(call) or not own_found(seen, call))
    return (unserved or call.stage == Stage.WAITING) and is_true(seen, call, number) is not False


def comes(seen: Picture, call: CallSeen) -> bool:
    """Whether the call comes to its group right now, offered or transferred, and seeks its first agent there."""
    return call.stage == Stage.SEEKING and call.seeks != QueueCause.UNANSWERED and call.sought == seen.now


def at_offer(seen: Picture, call: CallSeen) -> bool:
    """Whether it comes by its offer."""
    return comes(seen, call) and call.seeks == QueueCause.NO_AGENT


def own_ready(seen: Picture, call: CallSeen) -> bool:
    """Whether an agent with the skill of the call's group is ready."""
    return any(call.group in seen.centre.members[agent].skills for agent in seen.ready())


def own_found(seen: Picture, call: CallSeen) -> bool:
    """Whether such an agent would be rung: not the one who has just transferred the call."""
    return any(call.group in seen.centre.members[agent].skills for agent in seen.ready() if agent != call.missed_by)


def is_true(seen: Picture, call: CallSeen, number: int) -> bool | None:
    """Whether the condition of a watched step is true of the call now; None where the ledger cannot tell."""
    step = seen.centre.groups[call.group].steps[number]
    if step.condition == "queue":
        return seen.waiting_for(call.group) > step.limit
    if step.condition == "unstaffed":
        states = zip(seen.centre.members, seen.agents, strict=True)
        return not any(call.group in one.skills and seen_.state != AgentState.SIGNED_OUT for one, seen_ in states)
    return step.condition == "wait_estimate" and _is_long(seen, call, step.limit)


def missing(seen: Picture, call: CallSeen) -> Iterator[int]:
    """Places of watched steps that do not apply to the call although their condition is true."""
    for number, step in enumerate(seen.centre.groups[call.group].steps):
        if step.watched and number not in call.steps and is_true(seen, call, number):
            yield number


def missing_when_it_comes(seen: Picture, call: CallSeen) -> list[int]:
    """Places of all steps that ought to apply to a call that comes and do not; none where its group has somebody."""
    if own_found(seen, call):
        return []
    steps = enumerate(() if own_ready(seen, call) else seen.centre.groups[call.group].steps)
    busy = {number for number, step in steps if step.condition == "all_busy" and number not in call.steps}
    return sorted(busy.union(missing(seen, call)))


def _is_of_age(seen: Picture, call: CallSeen, after: int) -> bool:
    """Waiting, at that very age; later only for a call that was not in this queue at that age."""
    due = call.offered + after
    late = call.sought == seen.now and call.seeks != QueueCause.NO_AGENT
    return seen.now == due or (seen.now > due and late)


def _is_long(seen: Picture, call: CallSeen, limit: int) -> bool | None:
    """(position x mean handling time) / agents above the limit; without an agent, endless.

    The scenario's mean is rounded to the microsecond by whoever computes it, so that near the limit nothing is said.
    """
    agents = sum(
        agent.state not in _AWAY and seen.tier(number, call) is not None for number, agent in enumerate(seen.agents)
    )
    handlings, position = seen.handlings[call.group], seen.ahead(call) + 1
    if len(handlings) == LAST:
        return agents == 0 or position * sum(handlings) > limit * LAST * agents
    mean = seen.centre.groups[call.group].handling
    if agents == 0 or mean is None:
        return True if agents == 0 else None
    over = position * mean - limit * agents
    return over > 0 if abs(over) > position + agents else None
