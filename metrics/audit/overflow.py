"""Overflow: a step is written when it first applies to a call, once, and neither early nor late (`scenario.md`)."""

from collections.abc import Iterator

from acd.events import NOBODY, AgentState, Event
from acd.language import _
from metrics.audit.picture import Picture, step_of
from metrics.audit.seen import CallSeen, Stage
from metrics.audit.violation import seconds


def overflow_is_a_step(seen: Picture, event: Event) -> str | None:
    """The step stands in the file and has not applied to this call yet; ``recount`` is the group's."""
    call = seen.calls.get(event.call)
    if call is None or call.group == NOBODY:
        return _("call {call} overflows and was not offered").format(call=event.call)
    recount = event.c in (NOBODY, seen.centre.groups[call.group].recount)
    if event.group == call.group and recount and step_of(seen, call, event) is not None:
        return None
    return _("call {call}: no such overflow step of group {group} is left").format(
        call=event.call, group=seen.centre.groups[call.group].name
    )


def overflow_applies(seen: Picture, event: Event) -> str | None:
    """``all_busy``: at the offer, nobody of the group ready; ``after``: at that age, or when a ring missed it."""
    call = seen.calls.get(event.call)
    if call is None or call.group == NOBODY or (number := step_of(seen, call, event)) is None:
        return None
    after = seen.centre.groups[call.group].steps[number].after
    if after is None:
        fits = _at_offer(call, event) and (seen.free_choice(call) or not own_ready(seen, call))
    else:
        due = call.offered + after
        fits = call.stage in (Stage.SEEKING, Stage.WAITING) and (
            event.t == due or (event.t > due and event.t == call.missed_at)
        )
    if fits:
        return None
    return _("call {call}: overflow step {step} does not apply now").format(call=event.call, step=number + 1)


def all_busy_is_written(seen: Picture, event: Event) -> str | None:
    """A call that rings or waits at its offer, with nobody of its group ready, has its ``all_busy`` steps behind it."""
    call = seen.calls.get(event.call)
    if call is None or not _at_offer(call, event):
        return None
    missing = unapplied_all_busy(seen, call)
    if not missing:
        return None
    return _("call {call}: all of its group are busy, overflow step {step} was not written").format(
        call=event.call, step=missing[0] + 1
    )


def after_is_written(seen: Picture, until: int) -> Iterator[str]:
    """A waiting call that has reached the age of an ``after`` step has it written."""
    for call in seen.waiting():
        for number, step in enumerate(seen.centre.groups[call.group].steps):
            late = step.after is not None and call.offered + step.after < until
            if late and number not in call.steps:
                yield _("call {call}: overflow step {step} was due at {due}").format(
                    call=call.number, step=number + 1, due=seconds(call.offered + (step.after or 0))
                )


def unapplied_all_busy(seen: Picture, call: CallSeen) -> list[int]:
    """Places of the ``all_busy`` steps that ought to apply at this offer and do not."""
    if own_ready(seen, call):
        return []
    steps = seen.centre.groups[call.group].steps
    return [number for number, step in enumerate(steps) if step.after is None and number not in call.steps]


def own_ready(seen: Picture, call: CallSeen) -> bool:
    """Whether an agent with the skill of the call's group is ready."""
    members = seen.centre.members
    return any(
        agent.state == AgentState.READY and call.group in member.skills
        for agent, member in zip(seen.agents, members, strict=True)
    )


def _at_offer(call: CallSeen, event: Event) -> bool:
    return call.stage == Stage.SEEKING and call.rings == 0 and call.offered == event.t
