"""One call on the phone, as screens are shown it.

Refuses to know how it came about on the network.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from softphone.desk.cleaning import clean

_HEADERS: Final = 12
"""Of one call; more are left out."""


class LineState(StrEnum):
    """What a call is doing."""

    RINGING = "ringing"
    DIALLING = "dialling"
    TALKING = "talking"
    HELD = "held"
    HELD_BY_PEER = "held_by_peer"
    OVER = "over"

    @property
    def is_up(self) -> bool:
        """Answered and not over."""
        return self in (LineState.TALKING, LineState.HELD, LineState.HELD_BY_PEER)


@dataclass(slots=True)
class Line:
    """``since`` is when the state began, by a clock that nobody sets; texts are clean."""

    leg: str
    direction: str
    number: str
    name: str
    state: LineState
    since: float
    headers: Mapping[str, str] = field(default_factory=dict)
    muted: bool = False
    codec: str = ""
    secure: bool = False
    why: str = ""
    consulting: str = ""
    """The leg of the caller whom this consultation is about."""

    def become(self, state: LineState, now: float) -> None:
        """Another state from now on; the same one goes on."""
        if state is not self.state:
            self.state, self.since = state, now

    def view(self) -> dict[str, Any]:
        """For screens: there ``since`` is seconds since 1970, by the wall clock as it is set now."""
        told = {name: getattr(self, name) for name in self.__slots__ if name != "consulting"}
        since = self.since + time.time() - time.monotonic()
        return told | {"state": self.state.value, "headers": dict(self.headers), "since": since}


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Those of the network, clean and not too many."""
    return {clean(name): clean(value) for name, value in list(headers.items())[:_HEADERS]}
