"""Callers: answered, told things while they wait, let go with a word or asked for a rating.

Knows what a caller hears and presses before and after the queue. Decides nothing about routing.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from acd.events import MICROSECONDS, NOBODY, Announced, EndedBy, Kind
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.door import Door
from acd.live.floor.hearing import Hearing
from acd.live.floor.texts import Texts
from acd.live.floor.waits import Waits
from acd.live.port import Busy, Sound, Telephony
from acd.model import CallState, ahead
from acd.rules import noted

_TURNED_AWAY: Final = {"busy": Busy.BUSY, "fault": Busy.FAULT}
_WHAT: Final = {"position": Announced.POSITION, "wait": Announced.WAIT, "comfort": Announced.COMFORT}


class Callers:
    """``choose`` and ``rate`` are set where the centre has a menu or a survey."""

    def __init__(self, calls: Calls, telephony: Telephony, hearing: Hearing, texts: Texts, clock: Clock) -> None:
        self._calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._texts = texts
        self._clock = clock
        self.door: Door
        self.waits: Waits
        self.choose: Callable[[LiveCall], None] = self.answer
        self.rate: Callable[[LiveCall], None] | None = None

    def pick_up(self, call: LiveCall) -> None:
        """From now on the caller can hear us."""
        if not call.is_answered:
            call.is_answered = True
            self._telephony.answer(call.caller_leg)

    def answer(self, call: LiveCall) -> None:
        """The caller hears the welcome, once, and music."""
        if not call.is_answered:
            self.pick_up(call)
            self._hearing.tell(call.caller_leg, self._texts.welcome(), partial(self._hearing.music, call.caller_leg))

    def wait(self, call: LiveCall) -> None:
        """The caller waits: music, and from time to time a word."""
        first = not call.is_answered
        self.answer(call)
        if not first:
            self._hearing.music(call.caller_leg)
        for what, every in self._texts.every.items():
            self._clock.call_at(self._clock.now() + every, partial(self._tell, call, what, every, call.rings_since))

    def _tell(self, call: LiveCall, what: str, every: int, rang: int) -> None:
        """Tell a caller who still waits, and again after as long; a call that has rung meanwhile begins anew."""
        if not self._waits(call) or call.rings_since != rang:
            return
        value, said, also = self._words(call, what)
        if said:
            self._hearing.tell(call.caller_leg, said, partial(self._hearing.music, call.caller_leg))
            centre, kind, word = self.door.centre, Kind.CALL_ANNOUNCED, _WHAT[what].value
            self.door.enter(
                lambda now: noted(centre, now, kind, NOBODY, call.number, NOBODY, word, value), {kind: also}
            )
        self._clock.call_at(self._clock.now() + every, partial(self._tell, call, what, every, rang))

    def _waits(self, call: LiveCall) -> bool:
        return call.row != NOBODY and self.door.centre.calls[call.row].state == CallState.QUEUED

    def _words(self, call: LiveCall, what: str) -> tuple[int, Sequence[Sound], dict[str, float]]:
        """What is told now: a figure for the ledger, sounds, and what else the ledger says."""
        match what:
            case "position":
                before = ahead(self.door.centre, self._clock.now(), call.row)
                return before, self._texts.position(before), {}
            case "wait":
                low, high = self.waits.range(self._clock.now(), call.row) or (0, 0)
                said = self._texts.wait(low, high) if high else []
                return high // MICROSECONDS, said, {"low": low / MICROSECONDS, "high": high / MICROSECONDS}
        return NOBODY, self._texts.comfort(), {}

    def let_go(self, call: LiveCall) -> None:
        """The rules have done with the call: turn the caller away, say a last word, ask for a rating, or hang up."""
        if call.is_gone:
            return
        if call.is_out and call.answered == NOBODY:
            self.hang_up(call)
            return
        if not call.is_answered and call.goodbye in _TURNED_AWAY:
            self._calls.take(call.caller_leg)
            self._telephony.turn_away(call.caller_leg, _TURNED_AWAY[call.goodbye])
        elif call.goodbye and call.goodbye not in ("busy", "survey"):
            self._say_goodbye(call)
        elif self.rate is not None and (
            call.goodbye == "survey" or (call.ended_by == EndedBy.AGENT and not call.is_out)
        ):
            self.rate(call)
        else:
            self.hang_up(call)

    def _say_goodbye(self, call: LiveCall) -> None:
        self.pick_up(call)
        self._hearing.tell(call.caller_leg, self._texts.goodbye(call.goodbye), partial(self.hang_up, call))

    def hang_up(self, call: LiveCall) -> None:
        """The caller's leg ends."""
        self._hearing.forget(call.caller_leg)
        self._calls.take(call.caller_leg)
        self._telephony.hang_up(call.caller_leg)
