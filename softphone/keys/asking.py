"""What is asked of whom when an agent does something: an intent and what it was given, as a request.

Knows the names of requests at both ends. Refuses to know connections; what is on or off is read from the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from softphone.desk import Desk
from softphone.desk.situation import first
from softphone.keys.possible import goes_to_phone
from softphone.keys.registry import is_on


@dataclass(frozen=True, slots=True)
class Request:
    """``end``: who is asked."""

    end: Literal["centre", "phone"]
    do: str
    given: Mapping[str, Any]


_WORDS: Final = {"keypad": "press"}


def requests(desk: Desk, intent: str, given: Mapping[str, Any]) -> tuple[Request, ...]:
    """What is asked, in order; the second only where the first was done."""
    asked = _request(desk, intent, given)
    spoken_in = first(desk.line, "talking") if intent == "switch" else None
    return (asked,) if spoken_in is None else (Request("phone", "hold", {"leg": spoken_in.leg}), asked)


def _request(desk: Desk, intent: str, given: Mapping[str, Any]) -> Request:
    """What goes on and off says which way."""
    toggled = _toggled(desk, intent)
    do, more = toggled if toggled is not None else (intent, {})
    if goes_to_phone(desk, intent):
        return Request("phone", _WORDS.get(do, do), dict(given) | more | _leg(desk, intent))
    return Request("centre", _WORDS.get(do, do), dict(given) | more)


def _toggled(desk: Desk, intent: str) -> tuple[str, dict[str, Any]] | None:
    on = is_on(intent, desk)
    match intent:
        case "hold":
            return ("retrieve" if on else "hold"), {}
        case "mute":
            return "mute", {"muted": not on}
        case "pause_recording":
            return "pause_recording", {"paused": not on}
        case "auto_answer":
            return "auto_answer", {"on": not on}
        case "switch":
            return "retrieve", {}
    return None


def _leg(desk: Desk, intent: str) -> dict[str, str]:
    """Which of several calls is meant, where that is not the one the phone would take."""
    if intent == "switch":
        waiting = first(desk.line, "held", "ringing")
        return {} if waiting is None else {"leg": waiting.leg}
    if intent == "hold" and is_on(intent, desk):
        held = first(desk.line, "held")
        return {} if held is None else {"leg": held.leg}
    return {}
