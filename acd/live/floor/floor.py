"""The floor: what telephones tell, turned into inputs of the rules.

Knows which input a happening is, by the call that its leg belongs to and where that call is. What comes too late finds
no call and changes nothing. Decides nothing.
"""

from collections.abc import Callable

from acd.events import NOBODY, EndedBy, Kind, Result, Unanswered
from acd.live.floor.callers import Callers
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.dialling import Dialling
from acd.live.floor.door import Door
from acd.live.floor.entrance import Entrance
from acd.live.floor.hearing import Hearing
from acd.live.port import (
    Answered,
    Busy,
    CallCame,
    Happening,
    Held,
    HungUp,
    Leg,
    PhoneCame,
    PhoneGone,
    Played,
    Pressed,
    Recorded,
    Refusal,
    Refused,
    Retrieved,
    Rings,
    Sampled,
    Telephony,
    TransferAsked,
)
from acd.model import CallState
from acd.rules import (
    agent_answered,
    call_ended,
    call_held,
    call_lost,
    call_retrieved,
    caller_hung_up,
    menu_ended,
    noted,
    phone_came,
    phone_went,
    ring_refused,
)


class Floor:
    """``pressed`` is told the keys of callers in a menu or survey, ``transfer`` what agents' phones ask for."""

    def __init__(
        self,
        door: Door,
        calls: Calls,
        telephony: Telephony,
        hearing: Hearing,
        entrance: Entrance,
        callers: Callers,
        places: dict[str, int],
    ) -> None:
        self.door = door
        self.calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._entrance = entrance
        self._callers = callers
        self._places = places
        self.draining = False
        self.pressed: Callable[[LiveCall, str], None] = lambda _call, _digit: None
        self.transfer: Callable[[LiveCall, TransferAsked], None] = self._refuse_transfer
        self.dialling: Dialling
        self.recorded: Callable[[Recorded], None] = lambda _of: None
        self.asked_answered: Callable[[LiveCall], None] = lambda _call: None
        self.asked_gone: Callable[[LiveCall], None] = lambda _call: None
        self.caller_gone: Callable[[LiveCall], None] = lambda _call: None

    def happened(self, what: Happening) -> None:
        """Let it come through the door."""
        match what:
            case CallCame():
                self._came(what)
            case Answered(leg):
                self._answered(leg)
            case Refused(leg, why, code):
                self._refused(leg, why, code)
            case HungUp(leg, lost):
                self._hung_up(leg, lost)
            case Held(leg) | Retrieved(leg):
                self._held(leg, isinstance(what, Held))
            case TransferAsked(leg):
                call = self.calls.with_leg(leg)
                if call is None or call.agent_leg != leg:
                    self._telephony.transfer_told(leg, 481)
                else:
                    self.transfer(call, what)
            case Pressed(leg, digit):
                call = self.calls.with_leg(leg)
                if call is not None and call.caller_leg == leg:
                    self.pressed(call, digit)
            case Played(leg, token):
                self._hearing.told(leg, token)
            case PhoneCame(user) | PhoneGone(user):
                self._phone(user, isinstance(what, PhoneCame))
            case Sampled():
                self._sampled(what)
            case Recorded():
                self.recorded(what)
            case Rings(leg):
                call = self.calls.with_leg(leg)
                if call is not None and call.is_out and leg == call.caller_leg:
                    self.dialling.rings(call)

    def _came(self, came: CallCame) -> None:
        if self.calls.with_leg(came.leg) is not None or not self._telephony.is_up(came.leg):
            return  # told twice, or so late that the caller has gone again
        if came.user:
            self._came_from_phone(came)
        elif self.draining:
            self._turn_away(came)
        else:
            self._entrance.came(came, self.door.now())

    def _came_from_phone(self, came: CallCame) -> None:
        if self.draining:
            self._turn_away(came)
        else:
            self.dialling.by_phone(came)

    def _turn_away(self, came: CallCame) -> None:
        self._telephony.turn_away(came.leg, Busy.FAULT if self.draining else Busy.UNKNOWN)

    def _refuse_transfer(self, _call: LiveCall, asked: TransferAsked) -> None:
        self._telephony.transfer_told(asked.leg, 603)

    def _answered(self, leg: Leg) -> None:
        call = self.calls.with_leg(leg)
        if call is None:
            self._telephony.hang_up(leg)
        elif call.asked_leg == leg:
            self.asked_answered(call)
        elif self._state(call) == CallState.DIALLED:
            there = self.dialling.there if leg == call.agent_leg else self.dialling.connected
            there(call)
        elif self._state(call) == CallState.RINGING:
            a = call.agent
            self.door.enter(lambda now: agent_answered(self.door.centre, now, a))

    def _refused(self, leg: Leg, why: Refusal, code: int) -> None:
        call = self.calls.with_leg(leg)
        if call is None:
            return
        if call.asked_leg == leg:
            self.asked_gone(call)
            return
        if call.is_out:
            self.dialling.refused(call, leg, code)
            return
        word = Unanswered.REJECTED if why == Refusal.REJECTED else Unanswered.UNREACHABLE
        self._ring_ends(call, word, {Kind.CALL_UNANSWERED: {"code": code or None}})

    def _ring_ends(self, call: LiveCall, why: Unanswered, said: dict[Kind, dict[str, object]]) -> None:
        centre, c, number = self.door.centre, call.row, call.number
        attempt = centre.calls[c].attempt
        self.door.enter(lambda now: ring_refused(centre, self.door.policy, now, c, number, attempt, why), said)

    def _hung_up(self, leg: Leg, lost: bool) -> None:
        call = self.calls.with_leg(leg)
        self.calls.take(leg)
        self._hearing.forget(leg)
        if call is None:
            return
        if leg == call.caller_leg:
            call.is_gone = True
            self.caller_gone(call)
            self._caller_left(call, lost)
        elif leg == call.asked_leg:
            self.asked_gone(call)
        elif self._state(call) == CallState.DIALLED:
            self.dialling.failed(call, Result.CANCELLED)
        elif self._state(call) == CallState.RINGING:
            self._ring_ends(call, Unanswered.UNREACHABLE if lost else Unanswered.REJECTED, {})
        else:
            self._end(call, EndedBy.SYSTEM if lost else EndedBy.AGENT)

    def _caller_left(self, call: LiveCall, lost: bool) -> None:
        centre, c, number = self.door.centre, call.row, call.number
        match self._state(call):
            case CallState.IN_MENU:
                self.door.enter(lambda now: menu_ended(centre, self.door.policy, now, c, number, False))
            case CallState.QUEUED | CallState.RINGING:
                self.door.enter(lambda now: caller_hung_up(centre, self.door.policy, now, c))
            case CallState.DIALLED:
                self.dialling.failed(call, Result.FAULT)
            case CallState.TALKING | CallState.HELD if lost:
                self.door.enter(lambda now: call_lost(centre, self.door.policy, now, c, number))
            case CallState.TALKING | CallState.HELD:
                self._end(call, EndedBy.CALLER)

    def _end(self, call: LiveCall, by: EndedBy) -> None:
        c = call.row
        if c != NOBODY:
            self.door.enter(lambda now: call_ended(self.door.centre, self.door.policy, now, c, by))

    def _held(self, leg: Leg, held: bool) -> None:
        """A hold by the agent's own phone; one by the caller's concerns nobody here."""
        call = self.calls.with_leg(leg)
        if call is not None and call.agent_leg == leg and call.row != NOBODY:
            rule, c, number = call_held if held else call_retrieved, call.row, call.number
            self.door.enter(lambda now: rule(self.door.centre, now, c, number))

    def _phone(self, user: str, came: bool) -> None:
        a = self._places.get(user)
        if a is not None:
            rule = phone_came if came else phone_went
            self.door.enter(lambda now: rule(self.door.centre, self.door.policy, now, a))

    def _sampled(self, of: Sampled) -> None:
        call = self.calls.with_leg(of.leg)
        if call is not None and of.leg == call.agent_leg:
            told = {"mos": of.mos, "jitter_ms": of.jitter_ms, "loss": of.loss, "rtt_ms": of.rtt_ms}
            kind, number, a = Kind.QUALITY_SAMPLED, call.number, call.agent
            self.door.enter(lambda now: noted(self.door.centre, now, kind, NOBODY, number, a), {kind: told})

    def _state(self, call: LiveCall) -> int:
        return CallState.OVER if call.row == NOBODY else self.door.centre.calls[call.row].state
