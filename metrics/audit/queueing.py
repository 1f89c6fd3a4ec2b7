"""Callers who wait and callers who give up: only when nobody was there, at the right place, told by the right word."""

from acd.events import NOBODY, Event, QueueCause
from acd.events import Stage as Gone
from acd.language import _
from metrics.audit.conditions import at_offer
from metrics.audit.picture import Picture
from metrics.audit.seen import Stage


def offered_as_its_type(seen: Picture, event: Event) -> str | None:
    """``call.offered`` carries group and priority of the call's type, once, after the menu where there is one."""
    call = seen.calls.get(event.call)
    if call is None or call.type == NOBODY:
        return None
    kind = seen.centre.call_types[call.type]
    before = Stage.ARRIVED if kind.menu is None else Stage.MENU
    if call.stage == before and (event.group, event.a) in ((kind.group, kind.priority), (kind.group, NOBODY)):
        return None
    return _("call {call} of type {type} is offered twice, or not to its group with its priority").format(
        call=event.call, type=kind.name
    )


def queued_for_want_of_agents(seen: Picture, event: Event) -> str | None:
    """A call waits only while no other agent who may take it is ready."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY:
        return _("call {call} is queued and was not offered").format(call=event.call)
    able = [agent for agent in seen.candidates(call) if agent != call.missed_by]
    if not able or seen.free_choice(call):
        return None
    return _("call {call} was queued while {agent} was ready").format(call=event.call, agent=seen.agent_name(able[0]))


def queued_with_right_cause(seen: Picture, event: Event) -> str | None:
    """``no_agent`` at the offer, ``unanswered`` at the end of a ring, ``transfer`` at one; in the call's group."""
    call = seen.calls.get(event.call)
    if call is None:
        return None
    seeks = call.stage == Stage.SEEKING and call.sought == event.t
    if seeks and event.group == call.group and event.b in (NOBODY, call.seeks):
        return None
    return _(
        "call {call} is queued with cause {told}; expected {expected}, in its group, at an offer, a miss or a transfer"
    ).format(call=event.call, told=_word(event.b), expected=call.seeks.name.lower())


def position_counts_those_before(seen: Picture, event: Event) -> str | None:
    """``position`` is 1 + the calls waiting in the same group that are served before it."""
    call = seen.calls.get(event.call)
    if call is None or event.a == NOBODY:
        return None
    expected = 1 + seen.ahead(call)
    if event.a == expected:
        return None
    return _("call {call} waits at place {expected}, the event says {told}").format(
        call=event.call, expected=expected, told=event.a
    )


def abandoned_where_it_was(seen: Picture, event: Event) -> str | None:
    """Stage ``ringing`` (with its agent) while ringing, ``queue`` while waiting or at the offer; the call's group."""
    call = seen.calls.get(event.call)
    ringing = call is not None and call.stage == Stage.RINGING
    expected = Gone.RINGING if ringing else Gone.QUEUE
    agent = call.agent if call is not None and ringing else NOBODY
    if call is not None and (event.a, event.agent, event.group) == (expected, agent, call.group):
        return None
    return _("call {call} left while {expected}; the event does not say so").format(
        call=event.call, expected=expected.name.lower()
    )


def left_for_a_reason(seen: Picture, event: Event) -> str | None:
    """Who leaves at the offer balks: would have to wait, and is of a type that balks; who leaves later has patience."""
    call = seen.calls.get(event.call)
    if call is None or call.type == NOBODY:
        return None
    kind = seen.centre.call_types[call.type]
    if call.stage in (Stage.WAITING, Stage.RINGING):
        fits = kind.impatient
    else:
        fits = kind.balks and at_offer(seen, call) and (seen.free_choice(call) or not seen.candidates(call))
    if fits:
        return None
    return _("call {call} of type {type} left while {stage}: its callers do not, or an agent was ready").format(
        call=event.call, type=kind.name, stage=call.stage.name.lower()
    )


def _word(cause: int) -> str:
    return QueueCause(cause).name.lower() if cause != NOBODY else _("none")
