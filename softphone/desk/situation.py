"""Which situation an agent is in: one word from what centre and phone acknowledged.

Knows the words of :class:`acd.events.AgentState` and of the phone's calls. Refuses to know what was asked.
"""

from enum import StrEnum
from typing import Final

from acd.live.desk import AgentView, CallView
from softphone.desk.views import PhoneCall, PhoneView


class Situation(StrEnum):
    """``CONNECTING``: nobody has told yet; ``IDLE``: no centre, and no call."""

    CONNECTING = "connecting"
    SIGNED_OUT = "signed_out"
    NOT_READY = "not_ready"
    READY = "ready"
    IDLE = "idle"
    RINGING = "ringing"
    DIALLING = "dialling"
    TALKING = "talking"
    HOLDING = "holding"
    CONSULTING = "consulting"
    WRAP_UP = "wrap_up"


IN_CALL: Final = frozenset({Situation.TALKING, Situation.HOLDING, Situation.CONSULTING})
HAS_CALL: Final = IN_CALL | {Situation.RINGING, Situation.DIALLING}
ON_DUTY: Final = frozenset(Situation) - {Situation.CONNECTING, Situation.SIGNED_OUT}

_ORDER: Final = {
    "talking": Situation.TALKING,
    "ringing": Situation.RINGING,
    "dialling": Situation.DIALLING,
    "held_by_peer": Situation.TALKING,
    "held": Situation.HOLDING,
}
"""Which of several calls on the phone gives the situation its name: the first of these."""


def at_centre(view: AgentView | None) -> Situation:
    """As the centre says."""
    if view is None or view.state not in set(Situation):
        return Situation.CONNECTING
    if view.state == Situation.HOLDING and view.call is not None and view.call.consulting:
        return Situation.CONSULTING
    if view.state == Situation.TALKING and view.call is not None and is_being_dialled(view.call):
        return Situation.DIALLING
    return Situation(view.state)


def is_being_dialled(call: CallView) -> bool:
    """Whether nobody has answered yet whom the agent calls."""
    return call.direction == "out" and call.answered is None


def on_phone(view: PhoneView | None) -> Situation:
    """As the phone says, where there is no centre."""
    if view is None:
        return Situation.CONNECTING
    states = {call.state for call in view.calls}
    found = next((named for state, named in _ORDER.items() if state in states), Situation.IDLE)
    return Situation.CONSULTING if found == Situation.TALKING and "held" in states else found


def first(view: PhoneView | None, *states: str) -> PhoneCall | None:
    """The first of the phone's calls in one of these states, by the order of the states."""
    calls = () if view is None else view.calls
    return next((call for state in states for call in calls if call.state == state), None)
