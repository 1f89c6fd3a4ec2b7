"""What must be so at any time of a soak: nobody stuck, rows sound, moves legal, nothing leaked.

Stuck: ringing for longer than phones ring and 5 s more; in a talk, on hold, in a queue or a menu for 30 s though a
telephone of the call is gone; consulted for 30 s by nobody.
"""

from collections.abc import Sequence

from moves import Moves
from soak_lines import SECOND, Lines
from soundness import assert_sound

from acd.events import NOBODY, AgentState, Event
from acd.lifecycle import CALL
from acd.live.floor.opened import Opened
from acd.model import CONSULT, CallState
from metrics.ledger.growing import Entry

MOVE = {move.kind for move in CALL}
TOO_LONG = 30 * SECOND
OVERDUE = 5 * SECOND


class StuckError(AssertionError):
    """Somebody is."""


class PrunedMoves(Moves):
    """Forgets calls that are over, so that looking at all takes no longer for those that were."""

    def _call(self, kind, number: int) -> None:  # type: ignore[no-untyped-def]
        if kind not in MOVE:
            return  # a note, which changes nothing
        super()._call(kind, number)
        if self.calls[number] == CallState.OVER:
            del self.calls[number]

    def settled(self) -> None:
        assert not self._cause, self._cause
        assert CallState.ARRIVED not in self.calls.values()


class Watch:
    """Over one life of a centre; ``before`` are the events that its ledger has already."""

    def __init__(self, opened: Opened, lines: Lines, before: Sequence[Entry]) -> None:
        self._opened = opened
        self._lines = lines
        self._moves = PrunedMoves()
        self._centre = opened.driven.centre
        self._rings = opened.driven.centre.floor[0].no_answer_after
        self._dials = opened.driven.centre.floor[0].dial_limit
        self._alone: dict[int, int] = {}
        self.peak = 0
        self.is_recovering = False
        self.inputs = 0
        for event, _own in before:
            self._moves.note(event)

    def written(self, entries: Sequence[Entry]) -> None:
        """The events of one input, the rows being as it left them."""
        self.inputs += 1
        for event, _own in entries:
            self._moves.note(event)
        self._moves.settled()
        assert_sound(self._centre, self._moves)
        if not self.is_recovering:
            self._calls_have_rows()
        self.peak = max(self.peak, self._centre.floor[0].up)

    def _calls_have_rows(self) -> None:
        up = {call.number for call in self._centre.calls if call.state != CallState.OVER}
        known = {call.number for call in self._opened.calls}
        assert up <= known, f"calls {up - known} have no telephones"

    def nobody_is_stuck(self, now: int) -> None:
        """As all has been up to now."""
        centre = self._centre
        for call in self._opened.calls:
            state = centre.calls[call.row].state
            if state == CallState.RINGING and now - call.rings_since > self._rings + OVERDUE:
                raise StuckError(f"call {call.number} rings since {call.rings_since}, now {now}")
            if state == CallState.DIALLED and now - call.dialled_at > self._dials + OVERDUE:
                raise StuckError(f"call {call.number} is being dialled since {call.dialled_at}, now {now}")
            if state in (CallState.TALKING, CallState.HELD):
                self._is_there(call.caller_leg, call.number, now)
                self._is_there(call.agent_leg, call.number, now)
            elif state in (CallState.QUEUED, CallState.IN_MENU):
                self._is_there(call.caller_leg, call.number, now)
        self._consulted(now)

    def _is_there(self, leg: str, number: int, now: int) -> None:
        if not leg or now - self._lines.down_since.get(leg, now) > TOO_LONG:
            raise StuckError(f"call {number}: leg {leg} gone since {self._lines.down_since.get(leg)}, now {now}")

    def _consulted(self, now: int) -> None:
        for a, agent in enumerate(self._centre.agents):
            is_asked = agent.state == AgentState.NOT_READY and agent.reason == CONSULT
            if not is_asked or self._opened.calls.asking(a) is not None:
                self._alone.pop(a, None)
            elif now - self._alone.setdefault(a, now) > TOO_LONG:
                raise StuckError(f"agent {a} is consulted by nobody since {self._alone[a]}, now {now}")

    def nothing_is_left(self) -> None:
        """Once the last caller has gone for a while."""
        assert self._centre.floor[0].up == 0
        for what, left in remembered(self._opened).items():
            assert not left, f"{what}: {left}"
        assert not self._lines.up, self._lines.up
        assert len(self._centre.calls) <= max(64, 2 * self.peak)


def remembered(opened: Opened) -> dict[str, object]:
    """All that parts of the floor keep for calls that are up."""
    floor = opened.floor
    orders = opened.door._follow.__self__  # type: ignore[attr-defined]
    guard, callers = orders.watched.__self__, orders._callers
    kept = {
        "calls": opened.calls._by_number,
        "legs": opened.calls._by_leg,
        "said": floor._hearing._then,
        "watched": guard._watched,
        "dialled": floor.dialling._lines,
    }
    if callers.choose.__name__ == "begin":
        kept["menus"] = callers.choose.__self__._at
    if callers.rate is not None:
        kept["surveys"] = callers.rate.__self__._asked
    return kept


def rows(entries: Sequence[Entry]) -> list[Event]:
    return [event for event, _own in entries]


__all__ = ["NOBODY", "PrunedMoves", "StuckError", "Watch", "remembered", "rows"]
