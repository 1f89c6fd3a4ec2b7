"""Where a call comes in: what the number dialled reaches, whether the centre is open, and the row that the rules get.

Knows directory and opening. Decides nothing about routing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from acd.config import CentreLayout
from acd.driven import Driven
from acd.events import Blocked, Kind
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.door import Door
from acd.live.port import Busy, CallCame, Telephony
from acd.live.privacy import CallerNumbers
from acd.model import Call, CallType
from acd.rules import call_arrived, call_turned_away


@dataclass(frozen=True, slots=True)
class Reached:
    """What a number reaches: a call type, through the menu or not."""

    call_type: int
    menu: bool


class Entrance:
    """``closed`` says why no calls are taken at a time (µs): ``closed``, ``holiday``, ``emergency``; else nothing.

    ``last_served`` is who served a caller last, in a group that asks for it.
    """

    def __init__(
        self,
        layout: CentreLayout,
        driven: Driven,
        calls: Calls,
        telephony: Telephony,
        numbers: CallerNumbers,
        reached: dict[str, Reached],
        closed: Callable[[int], str],
        last_served: Callable[[str, int, int], int],
    ) -> None:
        self._layout = layout
        self._driven = driven
        self._calls = calls
        self._telephony = telephony
        self._numbers = numbers
        self._reached = reached
        self._closed = closed
        self._last_served = last_served
        self._wraps = [wraps_of(layout, name) for name in layout.header.call_types]
        self.door: Door

    def came(self, came: CallCame, now: int) -> LiveCall | None:
        """A call reaches the lines; none where nobody has the number."""
        to = self._reached.get(came.dialled)
        if to is None:
            self._telephony.turn_away(came.leg, Busy.UNKNOWN)
            return None
        self.door.wake()  # rows are freed and taken in the order in which a replay frees and takes them
        call = self._begin(came, to.call_type)
        said = {Kind.CALL_ARRIVED: {"caller": self._numbers.kept(came.caller), "dialled": came.dialled}}
        centre, row = self._driven.centre, call.row
        self._fill(centre.calls[row], call, to, now)
        call.goodbye = self._closed(now)
        if call.goodbye:
            self.door.enter(lambda t: call_turned_away(centre, t, row, Blocked.CLOSED), said)
        else:
            self.door.enter(lambda t: call_arrived(centre, self.door.policy, t, row), said)
        return call

    def _begin(self, came: CallCame, call_type: int) -> LiveCall:
        shown, key = self._numbers.shown(came.caller), self._numbers.hashed(came.caller)
        row = self._driven.take_row(self._calls.next, call_type)
        return self._calls.begin(row, came.leg, shown, key, came.dialled, call_type)

    def _fill(self, row: Call, call: LiveCall, to: Reached, now: int) -> None:
        """What the rules know of a call before it arrives."""
        row.wraps = self.wraps(to.call_type)
        row.menu = int(to.menu)
        row.chance = chance_of(call.number)
        row.preferred = self._last_served(call.key, row.group, now)

    def type_of(self, call_type: int) -> CallType:
        """What calls of a type have in common."""
        return self._layout.call_types[call_type]

    def wraps(self, call_type: int) -> int:
        """Whether agents write such calls up."""
        return self._wraps[call_type]


def wraps_of(layout: CentreLayout, name: str) -> int:
    """Whether agents write calls of a type up: where it says so, a limit is set, or there are codes to give."""
    scenario = layout.scenario
    return int(bool(scenario.call_types[name].wrap_up or scenario.wrap_up_limit or scenario.codes))


def chance_of(number: int) -> int:
    """The draw of the ``random`` policy, 16 bits: a mix of the call's number, so that a replay has the same."""
    mixed = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    return (mixed ^ mixed >> 29) >> 24 & 0xFFFF
