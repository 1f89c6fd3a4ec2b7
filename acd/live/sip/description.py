"""Session descriptions (RFC 4566, offer and answer RFC 3264): what the far end takes, and what we say.

Knows PCMU, PCMA and telephone-event, and no other coding: nothing is transcoded but the one into the other. Refuses to
know dialogs.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from acd.errors import HuawuError

PCMU: Final = 0
PCMA: Final = 8
OUR_EVENTS: Final = 101
_NAMES: Final = {PCMU: "PCMU", PCMA: "PCMA"}
_DIRECTIONS: Final = ("sendrecv", "sendonly", "recvonly", "inactive")


class DescriptionError(HuawuError):
    """A description that cannot be used: 488."""


class Direction(StrEnum):
    """Who sends, as the describing side has it."""

    BOTH = "sendrecv"
    SENDS = "sendonly"
    RECEIVES = "recvonly"
    NONE = "inactive"

    @property
    def answer(self) -> "Direction":
        """What we say to it."""
        return {Direction.SENDS: Direction.RECEIVES, Direction.RECEIVES: Direction.SENDS}.get(self, self)


@dataclass(frozen=True, slots=True)
class FarEnd:
    """Where the far end hears, what it takes first of ours, how it takes keys, and who sends."""

    host: str
    port: int
    payload: int
    events: int | None
    direction: Direction

    @property
    def holds(self) -> bool:
        """Whether the far end does not listen to us: it put us on hold (RFC 3264 §8.4; the old way is 0.0.0.0)."""
        return self.direction in (Direction.SENDS, Direction.NONE) or self.host == "0.0.0.0"


def parse(text: str) -> FarEnd:
    """The first audio stream of a description; :class:`DescriptionError` where there is none that we can serve."""
    host, direction, audio, attributes = "", "sendrecv", None, dict[int, str]()
    for line in text.splitlines():
        kind, _equals, value = line.partition("=")
        if kind == "m" and audio is not None:
            break
        if kind == "m" and value.startswith("audio "):
            audio = value.split()
        elif kind == "c":
            host = value.split()[-1].partition("/")[0] if value else ""
        elif kind == "a" and value in _DIRECTIONS:
            direction = value
        elif kind == "a" and value.startswith("rtpmap:"):
            number, _space, name = value[7:].partition(" ")
            attributes |= {int(number): name.upper()} if number.isdigit() else {}
    if audio is None or len(audio) < 4 or not audio[1].isdigit() or not host:
        raise DescriptionError("no audio stream")
    return FarEnd(host, int(audio[1]), *_codings(audio, attributes), Direction(direction))


def _codings(audio: list[str], names: dict[int, str]) -> tuple[int, int | None]:
    if audio[2] != "RTP/AVP":
        raise DescriptionError(f"{audio[2]}: only RTP/AVP is spoken here")
    offered = [int(each) for each in audio[3:] if each.isdigit()]
    spoken = [each for each in offered if each in (PCMU, PCMA)]
    if not spoken:
        raise DescriptionError("neither PCMU nor PCMA")
    events = next((each for each in offered if names.get(each, "").startswith("TELEPHONE-EVENT/8000")), None)
    return spoken[0], events


def describe(host: str, port: int, version: int, direction: Direction, far: FarEnd | None = None) -> str:
    """Our description: an offer of all we speak, or (``far``) the answer to one."""
    codings = [PCMU, PCMA] if far is None else [far.payload]
    events = OUR_EVENTS if far is None else far.events
    formats = [*map(str, codings), *([str(events)] if events is not None else [])]
    lines = [
        "v=0",
        f"o=huawu 1 {version} IN IP4 {host}",
        "s=-",
        f"c=IN IP4 {host}",
        "t=0 0",
        f"m=audio {port} RTP/AVP {' '.join(formats)}",
        *(f"a=rtpmap:{each} {_NAMES[each]}/8000" for each in codings),
        *([f"a=rtpmap:{events} telephone-event/8000", f"a=fmtp:{events} 0-15"] if events is not None else []),
        "a=ptime:20",
        f"a={direction}",
    ]
    return "\r\n".join(lines) + "\r\n"
