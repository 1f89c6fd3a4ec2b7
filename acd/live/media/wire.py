"""What the main process and the media process say to each other: one JSON value a line over a socket pair.

To the media process, an order is an array: its name and its arguments, in this order.

==================  ======================================================================================
``open``            leg, port
``aim``             leg, host, port, payload, dtmf (or null), sending, receiving
``play``            leg, sounds, token, loop
``silence``         leg
``join``            leg, other leg
``part``            leg
``record``          leg, path
``pause_recording`` leg, paused
``stop_recording``  leg
``press``           leg, digits
``close``           leg
``ping``            number
``stop``            (nothing): recordings are ended, then the process
==================  ======================================================================================

From the media process, an object: ``{"ports": [...]}`` (bound, to be given to legs), ``{"pong": number}``,
``{"trouble": text}`` (a line for the log) or ``{"happened": kind, ...}`` (:mod:`acd.live.media.happenings`). Nothing is
answered; an order about a leg that is gone does nothing. When the pair closes, the media process ends its recordings
and itself, so that none outlives its centre.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

_MOST: Final = 1 << 20
"""Bytes that may come without the end of a line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the media process is started with."""

    address: str = "127.0.0.1"
    ports: tuple[int, int] | None = None
    waiting: int = 128
    """Pairs of ports bound ahead."""
    patience: float = 20.0
    """Seconds without a packet until a leg is dead."""
    language: str = "en"

    def text(self) -> str:
        """As one argument of a command."""
        return json.dumps(asdict(self))


def settings_in(text: str) -> Settings:
    """The settings in such an argument."""
    fields = json.loads(text)
    ports = fields.pop("ports")
    return Settings(ports=None if ports is None else (ports[0], ports[1]), **fields)


def line(message: object) -> bytes:
    """One message, to be sent."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Lines:
    """Messages out of bytes as they come."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, content: bytes) -> Iterator[Any]:
        """The messages that are whole now."""
        *whole, self._rest = (self._rest + content).split(b"\n")
        if len(self._rest) > _MOST:
            raise ValueError("a line without end")
        for text in whole:
            yield json.loads(text)
