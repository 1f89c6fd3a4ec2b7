"""Overflow: a step is written when it first applies to a call, once, and neither early nor late (`scenario.md`)."""

from collections.abc import Iterator

from acd.events import NOBODY, Deflected, Event, Kind
from acd.language import _
from metrics.audit.conditions import comes, may_apply, missing, missing_when_it_comes, step_of
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen
from metrics.audit.violation import seconds


def overflow_is_a_step(seen: Picture, event: Event) -> str | None:
    """The step stands in the file and has not applied to this call yet; ``recount`` is the group's."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY:
        return _("call {call} overflows and was not offered").format(call=event.call)
    recount = event.c in (NOBODY, seen.centre.groups[call.group].recount)
    if event.group == call.group and recount and step_of(seen, call, event) is not None:
        return None
    return _("call {call}: no such overflow step of group {group} is left").format(
        call=event.call, group=seen.called(call.group)
    )


def overflow_applies(seen: Picture, event: Event) -> str | None:
    """``all_busy`` when it comes, nobody of the group ready; ``after`` at that age; else when the condition is true."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or (number := step_of(seen, call, event)) is None:
        return None
    if may_apply(seen, call, number):
        return None
    return _("call {call}: overflow step {step} does not apply now").format(call=event.call, step=number + 1)


def steps_come_in_order(seen: Picture, event: Event) -> str | None:
    """What is looked at whenever something happens: group by group, call by call, step by step in the file."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or (number := step_of(seen, call, event)) is None:
        return None
    if comes(seen, call):
        before = [(call, step) for step in missing_when_it_comes(seen, call) if step < number]
    elif seen.centre.groups[call.group].steps[number].watched:
        before = list(_before(seen, call, number))
    else:
        return None
    if not before:
        return None
    return _("call {call}: overflow step {step} applies; step {expected} of call {other} comes first").format(
        call=event.call, step=number + 1, expected=before[0][1] + 1, other=before[0][0].number
    )


def steps_are_written_when_it_comes(seen: Picture, event: Event) -> str | None:
    """A call that comes and rings elsewhere, waits or goes has behind it all steps that apply at that moment."""
    call = seen.calls.get(event.call)
    if call is None or not comes(seen, call) or _sent_away_for_hours(event):
        return None
    unwritten = missing_when_it_comes(seen, call)
    if not unwritten:
        return None
    return _("call {call}: nobody of its group is free, overflow step {step} was not written").format(
        call=event.call, step=unwritten[0] + 1
    )


def after_is_written(seen: Picture, until: int) -> Iterator[str]:
    """A waiting call that has reached the age of an ``after`` step has it written."""
    for call in seen.waiting():
        for number, step in enumerate(seen.centre.groups[call.group].steps):
            late = step.condition == "after" and call.offered + step.limit < until
            if late and number not in call.steps:
                yield _("call {call}: overflow step {step} was due at {due}").format(
                    call=call.number, step=number + 1, due=seconds(call.offered + step.limit)
                )


def what_is_true_is_written(seen: Picture, _until: int) -> Iterator[str]:
    """When an instant is over, no waiting call is without a step whose condition is true."""
    watching = {g for g, group in enumerate(seen.centre.groups) if any(step.watched for step in group.steps)}
    for call in seen.waiting():
        for number in missing(seen, call) if call.group in watching else ():
            yield _("call {call}: overflow step {step} is due, its condition being true").format(
                call=call.number, step=number + 1
            )


def _before(seen: Picture, call: CallSeen, number: int) -> Iterator[tuple[CallSeen, int]]:
    """Steps due of calls that are looked at before this step of this call."""
    mine = _place(call)
    for other in sorted(seen.waiting(), key=_place):
        if _place(other) > mine:
            return
        yield from ((other, step) for step in missing(seen, other) if other is not call or step < number)


def _sent_away_for_hours(event: Event) -> bool:
    return event.kind == Kind.CALL_DEFLECTED and event.a == Deflected.CLOSED


def _place(call: CallSeen) -> tuple[int, int, int, int]:
    return call.group, -call.priority, call.offered, call.number
