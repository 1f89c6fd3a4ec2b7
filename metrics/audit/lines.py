"""The lines: who gets the busy tone, who goes through the menu, and what a fault takes with it."""

from collections.abc import Iterator
from typing import Final

from acd.events import NOBODY, Blocked, Event, Kind, Unanswered
from acd.language import _
from metrics.audit.expectations import Menu
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen, Stage
from metrics.audit.violation import seconds

_WITH_AGENT: Final = (Stage.RINGING, Stage.TALKING)


def blocked_for_a_reason(seen: Picture, event: Event) -> str | None:
    """The busy tone comes at the arrival: ``fault`` while one lasts, else ``lines_busy`` with every line taken."""
    call = seen.calls.get(event.call)
    why = _barred(seen)
    if call is not None and call.stage == Stage.ARRIVED and call.sought == event.t and why == event.a:
        return None
    return _("call {call} gets the busy tone ({told}); expected {expected}").format(
        call=event.call,
        told=Blocked(event.a).name.lower(),
        expected=_("none") if why is None else why.name.lower(),
    )


def let_in_with_a_line(seen: Picture, event: Event) -> str | None:
    """A call gets no further than its arrival while the lines are down or all taken."""
    call = seen.calls.get(event.call)
    why = _barred(seen) if call is not None and call.stage == Stage.ARRIVED else None
    if why is None:
        return None
    return _("call {call} is let in; expected the busy tone ({expected})").format(
        call=event.call, expected=why.name.lower()
    )


def arrival_goes_somewhere(seen: Picture, _until: int) -> Iterator[str]:
    """A call that arrives gets the busy tone, the menu or its offer at the same instant."""
    for call in seen.calls.values():
        if call.stage == Stage.ARRIVED:
            yield _("call {call} arrives and nothing becomes of it").format(call=call.number)


def menu_is_of_the_type(seen: Picture, event: Event) -> str | None:
    """Calls of a type with a menu begin in it, at their arrival; others never see it."""
    call = seen.calls.get(event.call)
    if call is not None and call.stage == Stage.ARRIVED and call.sought == event.t and _menu(seen, call) is not None:
        return None
    return _("call {call} enters the menu; expected only at the arrival of a call whose type has one").format(
        call=event.call
    )


def menu_ends_as_it_may(seen: Picture, event: Event) -> str | None:
    """Served or given up in the menu: only there, and only where the file says that callers are."""
    call = seen.calls.get(event.call)
    menu = _menu(seen, call) if call is not None and call.stage == Stage.MENU else None
    if menu is not None and (menu.serves if event.kind == Kind.IVR_COMPLETED else menu.loses):
        return None
    return _("call {call} ends in the menu; it is not there, or calls of its type do not").format(call=event.call)


def fault_is_planned(seen: Picture, event: Event) -> str | None:
    """Lines fail, and come back, when an incident of the file says so."""
    place = event.kind == Kind.FAULT_ENDED
    if any(fault[place] == event.t for fault in seen.centre.faults):
        return None
    return _("no fault of the lines begins or ends at {told}").format(told=seconds(event.t))


def fault_happens(seen: Picture, until: int) -> Iterator[str]:
    """When an instant is over, as many faults last as the file has then; and none passes unnoticed before the next."""
    due = sum(start <= seen.now < end for start, end in seen.centre.faults)
    passed = any(seen.now < time < until for fault in seen.centre.faults for time in fault)
    if seen.faults != due or passed:
        yield _("faults of the lines that last now: {told}, expected {expected}").format(told=seen.faults, expected=due)


def lost_in_a_fault(seen: Picture, event: Event) -> str | None:
    """A call is lost when a fault begins, from where it was: with its agent and group, or in its queue."""
    call = seen.calls.get(event.call)
    if call is not None and seen.faults and seen.struck == event.t and (event.agent, event.group) in _place(call):
        return None
    return _("call {call} is lost; expected only as a fault begins, with the agent and group it was at").format(
        call=event.call
    )


def withdrawn_in_a_fault(seen: Picture, event: Event) -> str | None:
    """A ring is withdrawn when a fault begins, and at no other time."""
    call = seen.calls.get(event.call)
    if call is None or event.a != Unanswered.WITHDRAWN:
        return None
    if seen.faults and seen.struck == event.t and call.stage == Stage.RINGING:
        return None
    return _("the ring of call {call} is withdrawn; expected only at the beginning of a fault").format(call=event.call)


def nobody_is_up_in_a_fault(seen: Picture, _until: int) -> Iterator[str]:
    """While the lines are down there is no call."""
    for call in seen.calls.values() if seen.faults else ():
        yield _("call {call} is up during a fault of the lines").format(call=call.number)


def _barred(seen: Picture) -> Blocked | None:
    """Why a call that arrives now, and is in the picture already, gets the busy tone."""
    if seen.faults:
        return Blocked.FAULT
    lines = seen.centre.lines
    return Blocked.LINES_BUSY if lines is not None and len(seen.calls) > lines else None


def _menu(seen: Picture, call: CallSeen) -> Menu | None:
    return None if call.type == NOBODY else seen.centre.call_types[call.type].menu


def _place(call: CallSeen) -> tuple[tuple[int, int], ...]:
    """Agent and group of a call that is lost; one whose ring was withdrawn this instant still carries both."""
    withdrawn = call.stage == Stage.SEEKING and call.agent != NOBODY
    if call.stage in _WITH_AGENT or withdrawn:
        return ((call.agent, call.serving),)
    waits = (NOBODY, call.group)
    return (waits, (NOBODY, NOBODY)) if call.stage == Stage.MENU else (waits,)
