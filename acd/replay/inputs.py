"""Which rule each recorded input is handed to: one table, to be lengthened when the rules learn a new input.

Knows the first event that each input gives, for that is how it is recorded. Refuses to judge what follows.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from acd.driven import Driven
from acd.events import NOBODY, AgentState, Blocked, Device, EndedBy, Event, Intent, Kind, Result, Transfer, Unanswered
from acd.model import SHIFT_END, CallState
from acd.replay import foresight
from acd.replay.recorded import Recorded
from acd.rules import (
    agent_answered,
    call_arrived,
    call_ended,
    call_handed_over,
    call_held,
    call_lost,
    call_retrieved,
    call_sent_to,
    call_transferred,
    call_turned_away,
    caller_hung_up,
    consult_started,
    fault_ended,
    fault_started,
    menu_chose,
    menu_ended,
    menu_left,
    not_ready_asked,
    noted,
    number_answered,
    number_dialled,
    number_failed,
    phone_came,
    phone_went,
    ready_asked,
    ring_refused,
    shift_ended,
    signed_in,
    wrap_up_extended,
    wrapped_up,
)
from acd.rules.freeing import settle

Handing = Callable[[Driven, Recorded, Event], None]
"""Hands the input that an event records to the rules; the event is the next of those recorded."""


def _arrives(replayed: Driven, recorded: Recorded, event: Event) -> None:
    c = replayed.take_row(event.call, event.a)
    call = replayed.centre.calls[c]
    call.segment = event.b
    if foresight.is_turned_away(recorded):
        call_turned_away(replayed.centre, event.t, c, Blocked.CLOSED)
        return
    call.menu = int(foresight.has_menu(recorded))
    if not call.menu:
        _expect(replayed, recorded, c, 1)
    call_arrived(replayed.centre, replayed.policy, event.t, c)


def _expect(replayed: Driven, recorded: Recorded, c: int, places: int) -> None:
    """The call asks for a person; its ``call.offered`` stands so many places ahead."""
    call = replayed.centre.calls[c]
    call.balks = int(foresight.balks(recorded, places))
    call.preferred = foresight.served_last_by(recorded, call.number)


def _offered(replayed: Driven, recorded: Recorded, event: Event) -> None:
    c = replayed.rows[event.call]
    if event.b in range(len(replayed.layout.call_types)):
        menu_chose(replayed.centre, c, event.call, event.b, replayed.layout.call_types[event.b])
    _expect(replayed, recorded, c, 0)
    menu_left(replayed.centre, replayed.policy, event.t, c, event.call)


def _menu_ended(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    served = event.kind == Kind.IVR_COMPLETED
    menu_ended(replayed.centre, replayed.policy, event.t, replayed.rows[event.call], event.call, served)


def _answered(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    agent_answered(replayed.centre, event.t, event.agent)


def _unanswered(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    """Declined, out of reach, or withdrawn as the call is lost; what rings too long is known from the wake."""
    c = replayed.rows[event.call]
    if event.a == Unanswered.WITHDRAWN:
        call_lost(replayed.centre, replayed.policy, event.t, c, event.call)
    elif event.a != Unanswered.NO_ANSWER:
        attempt = replayed.centre.calls[c].attempt
        why = Unanswered(event.a)
        ring_refused(replayed.centre, replayed.policy, event.t, c, event.call, attempt, why)


def _abandoned(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    caller_hung_up(replayed.centre, replayed.policy, event.t, replayed.rows[event.call])


def _held(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    call_held(replayed.centre, event.t, replayed.rows[event.call], event.call)


def _retrieved(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    call_retrieved(replayed.centre, event.t, replayed.rows[event.call], event.call)


def _ended(replayed: Driven, recorded: Recorded, event: Event) -> None:
    foresight.tell_wraps(replayed, recorded)
    by = EndedBy.CALLER if event.a == NOBODY else EndedBy(event.a)
    call_ended(replayed.centre, replayed.policy, event.t, replayed.rows[event.call], by)


def _transferred(replayed: Driven, recorded: Recorded, event: Event) -> None:
    foresight.tell_wraps(replayed, recorded)
    c = replayed.rows[event.call]
    replayed.centre.calls[c].preferred = foresight.served_last_by(recorded, event.call)
    if event.b == NOBODY:
        call_transferred(replayed.centre, replayed.policy, event.t, c, event.a)
    elif event.c == Transfer.ATTENDED:
        call_handed_over(replayed.centre, replayed.policy, event.t, c, event.b)
    else:
        call_sent_to(replayed.centre, replayed.policy, event.t, c, event.b)


def _consulted(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    consult_started(replayed.centre, replayed.policy, event.t, replayed.rows[event.call], event.a)


def _dialled(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    c = replayed.take_row_to_dial(event.call)
    number_dialled(replayed.centre, replayed.policy, event.t, c, event.agent, event.a)


def _connected(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    number_answered(replayed.centre, event.t, replayed.rows[event.call], event.call)


def _came_of_it(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    """Nobody was reached; or, of a call that was connected, what the agent says came of it, which moves nothing."""
    c = replayed.rows.get(event.call, NOBODY)
    if c != NOBODY and replayed.centre.calls[c].state == CallState.DIALLED:
        number_failed(replayed.centre, replayed.policy, event.t, c, event.call, Result(event.a))
    else:
        noted(replayed.centre, event.t, Kind.OUTBOUND_RESULT, NOBODY, event.call, event.agent, event.a)


def _lost(replayed: Driven, recorded: Recorded, event: Event) -> None:
    foresight.tell_wraps(replayed, recorded)
    call_lost(replayed.centre, replayed.policy, event.t, replayed.rows[event.call], event.call)


def _overflowed(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    """A condition that came to be so by time alone is seen at the next input, also at one that leaves no other trace:
    somebody whose shift ends has gone already."""
    settle(replayed.centre, replayed.policy, event.t)


def _signed_in(replayed: Driven, recorded: Recorded, event: Event) -> None:
    reason = foresight.reason_at_once(recorded)
    signed_in(replayed.centre, replayed.policy, event.t, event.agent, reason)


def _signed_out(replayed: Driven, recorded: Recorded, event: Event) -> None:
    """Due to leave, or back from the wrap-up after which he or she was to leave."""
    if replayed.centre.agents[event.agent].state == AgentState.WRAP_UP:
        _state_changed(replayed, recorded, event)
    else:
        shift_ended(replayed.centre, replayed.policy, event.t, event.agent)


def _state_changed(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    """Only the end of a wrap-up is recorded by the change of state alone."""
    a = event.agent
    wrapped_up(replayed.centre, replayed.policy, event.t, a, replayed.centre.agents[a].answered)


def _intent(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    if event.a == Intent.READY:
        ready_asked(replayed.centre, replayed.policy, event.t, event.agent)
    elif event.b == SHIFT_END:
        shift_ended(replayed.centre, replayed.policy, event.t, event.agent)
    else:
        not_ready_asked(replayed.centre, replayed.policy, event.t, event.agent, event.b)


def _device(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    happened = phone_went if event.a == Device.LOST else phone_came
    happened(replayed.centre, replayed.policy, event.t, event.agent)


def _extended(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    wrap_up_extended(replayed.centre, event.t, event.agent)


def _fault_started(replayed: Driven, recorded: Recorded, event: Event) -> None:
    foresight.tell_wraps(replayed, recorded)
    fault_started(replayed.centre, replayed.policy, event.t)


def _fault_ended(replayed: Driven, _recorded: Recorded, event: Event) -> None:
    fault_ended(replayed.centre, event.t)


INPUTS: Final[dict[Kind, Handing]] = {
    Kind.CALL_ARRIVED: _arrives,
    Kind.CALL_OFFERED: _offered,
    Kind.IVR_COMPLETED: _menu_ended,
    Kind.IVR_ABANDONED: _menu_ended,
    Kind.CALL_ANSWERED: _answered,
    Kind.CALL_UNANSWERED: _unanswered,
    Kind.CALL_ABANDONED: _abandoned,
    Kind.CALL_HELD: _held,
    Kind.CALL_RETRIEVED: _retrieved,
    Kind.CALL_CONSULTED: _consulted,
    Kind.CALL_TRANSFERRED: _transferred,
    Kind.CALL_ENDED: _ended,
    Kind.CALL_LOST: _lost,
    Kind.OUTBOUND_DIALLED: _dialled,
    Kind.OUTBOUND_CONNECTED: _connected,
    Kind.OUTBOUND_RESULT: _came_of_it,
    Kind.CALL_OVERFLOWED: _overflowed,
    Kind.AGENT_SIGNED_IN: _signed_in,
    Kind.AGENT_SIGNED_OUT: _signed_out,
    Kind.AGENT_STATE: _state_changed,
    Kind.AGENT_INTENT: _intent,
    Kind.AGENT_DEVICE: _device,
    Kind.AGENT_WRAP_UP_EXTENDED: _extended,
    Kind.FAULT_STARTED: _fault_started,
    Kind.FAULT_ENDED: _fault_ended,
}
"""By the first event that the input gives. What stands here is an input only where the rules owe no event."""


def hand_in(replayed: Driven, recorded: Recorded, event: Event) -> list[Event]:
    """Hand the input that an event records to the rules; what they give, nothing where it is no input to them."""
    handing = INPUTS.get(Kind(event.kind))
    if handing is None or not _is_known(replayed, event):
        return []
    return replayed.do(partial(handing, replayed, recorded, event))


def _is_known(replayed: Driven, event: Event) -> bool:
    """Whether the event names a call, people and groups that there are now: a ledger may say anything."""
    kind = Kind(event.kind)
    people, groups = range(len(replayed.centre.agents)), range(len(replayed.centre.groups))
    if kind == Kind.CALL_ARRIVED:
        return event.call not in replayed.rows and 0 <= event.a < len(replayed.layout.call_types)
    if kind == Kind.OUTBOUND_DIALLED:
        return event.call not in replayed.rows and event.agent in people
    if kind == Kind.OUTBOUND_CONNECTED:
        return event.call in replayed.rows
    if kind == Kind.CALL_TRANSFERRED and not (event.b in people or (event.b == NOBODY and event.a in groups)):
        return False
    if kind == Kind.CALL_CONSULTED and event.a not in people:
        return False
    if kind.type.startswith(("call.", "ivr.")):
        return event.call in replayed.rows
    return event.agent in people or kind in (Kind.FAULT_STARTED, Kind.FAULT_ENDED)
