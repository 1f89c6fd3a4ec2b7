"""Calls that leave by rule: outside a group's hours, from a full queue, after too long, past closing."""

from collections.abc import Iterator

from acd.events import NOBODY, Deflected, DeflectedTo, Event, QueueCause
from acd.language import _
from metrics.audit.closing import deadline
from metrics.audit.conditions import at_offer, comes
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen, Stage
from metrics.audit.violation import seconds

_GOING = (Stage.SEEKING, Stage.WAITING)


def deflected_for_a_reason(seen: Picture, event: Event) -> str | None:
    """A call is deflected only where its reason is so, and to where the file sends such calls."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or call.stage not in _GOING or event.group != call.group:
        return _("call {call} is deflected; expected only one that seeks an agent or waits, in its own group").format(
            call=event.call
        )
    if any(event.b in (NOBODY, to) for to in _targets(seen, call, event.a)):
        return None
    return _("call {call} is deflected ({told}): there is no reason for it, or it goes elsewhere").format(
        call=event.call, told=_told(event)
    )


def takes_calls_in_its_hours(seen: Picture, event: Event) -> str | None:
    """A call offered or transferred to a group outside its hours neither rings nor waits nor looks elsewhere."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or not comes(seen, call) or not _shut(seen, call):
        return None
    if (event.a, event.b) in ((Deflected.CLOSED, NOBODY), (Deflected.CLOSED, _outside_to(seen, call))):
        return None
    return _("call {call} comes to {group} outside its hours and is not sent away").format(
        call=event.call, group=seen.called(call.group)
    )


def full_queue_takes_nobody(seen: Picture, event: Event) -> str | None:
    """Nobody begins to wait, or balks at waiting, where as many wait as the group takes."""
    call = seen.calls.get(event.call)
    if call is None or not at_offer(seen, call) or not _full(seen, call):
        return None
    return _("call {call} is not sent away although {group} has {waiting} calls waiting").format(
        call=event.call, group=seen.called(call.group), waiting=seen.waiting_for(call.group)
    )


def waits_no_longer_than_it_may(seen: Picture, until: int) -> Iterator[str]:
    """When an instant is over, nobody waits on past the longest wait of the group."""
    for call in seen.waiting():
        due = _due(seen, call)
        if due is not None and due < until:
            yield _("call {call} waits past {limit}, the longest that {group} lets wait").format(
                call=call.number, limit=seconds(due), group=seen.called(call.group)
            )


def queued_while_it_may_wait(seen: Picture, event: Event) -> str | None:
    """After a ring that outlasted the longest wait the call is not queued again."""
    call = seen.calls.get(event.call)
    due = None if call is None or call.offered == NOBODY else _due(seen, call)
    if due is None or event.t <= due:
        return None
    return _("call {call} is queued although it had waited long enough at {limit}").format(
        call=event.call, limit=seconds(due)
    )


def _targets(seen: Picture, call: CallSeen, reason: int) -> Iterator[DeflectedTo]:
    """Where a call may be sent for that reason now; nowhere, where the reason is not so."""
    group = seen.centre.groups[call.group]
    shut = comes(seen, call) and _shut(seen, call)
    if reason == Deflected.CLOSED and shut:
        yield group.outside_to
    elif reason == Deflected.CLOSED and _past_closing(seen):
        if call.seeks != QueueCause.NO_AGENT or not _could_ring(seen, call):
            yield DeflectedTo.MESSAGE
    elif reason == Deflected.QUEUE_FULL and at_offer(seen, call) and _full(seen, call):
        if not shut and not _could_ring(seen, call):
            yield group.full_to
    elif reason == Deflected.MAX_WAIT and not comes(seen, call):
        due = _due(seen, call)
        ripe = due is not None and (seen.now == due or (call.stage == Stage.SEEKING and seen.now > due))
        if ripe and not _could_ring(seen, call):
            yield group.full_to


def _shut(seen: Picture, call: CallSeen) -> bool:
    hours = seen.centre.groups[call.group].hours
    return hours is not None and not hours.cover(seen.now)


def _outside_to(seen: Picture, call: CallSeen) -> DeflectedTo:
    return seen.centre.groups[call.group].outside_to


def _full(seen: Picture, call: CallSeen) -> bool:
    limit = seen.centre.groups[call.group].queue_limit
    return limit is not None and seen.waiting_for(call.group) >= limit


def _due(seen: Picture, call: CallSeen) -> int | None:
    longest = seen.centre.groups[call.group].max_wait
    return None if longest is None else call.came + longest


def _past_closing(seen: Picture) -> bool:
    limit = deadline(seen)
    return limit is not None and seen.now >= limit


def _could_ring(seen: Picture, call: CallSeen) -> bool:
    """Whether one who did not just miss or transfer it is ready for a call that seeks somebody."""
    if seen.free_choice(call) or call.stage != Stage.SEEKING:
        return False
    return any(agent != call.missed_by for agent in seen.candidates(call))


def _told(event: Event) -> str:
    to = DeflectedTo(event.b).name.lower() if event.b != NOBODY else ""
    return f"{Deflected(event.a).name.lower()} {to}".rstrip()
