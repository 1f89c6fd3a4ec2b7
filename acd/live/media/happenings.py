"""What the media process tells the owner of the legs.

A few are facts that :mod:`acd.live.port` also has; the leg's name is the owner's. Refuses to know what follows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Digit:
    """A key was pressed (RFC 4733): once a press, as soon as it is known."""

    leg: str
    digit: str


@dataclass(frozen=True, slots=True)
class Played:
    """What was played under a token has come to its end (not: was replaced, or silenced)."""

    leg: str
    token: str


@dataclass(frozen=True, slots=True)
class Unplayable:
    """A sound was left out: ``why`` says in words what is wrong with the file; the others are played."""

    leg: str
    sound: str
    why: str


@dataclass(frozen=True, slots=True)
class LegDead:
    """Nothing came for so long from a telephone that should send, or the media process is gone and the leg with it."""

    leg: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """How a leg's audio came in the last seconds: opinion score, jitter and round trip in ms, share of packets lost."""

    leg: str
    mos: float
    jitter_ms: float
    loss: float
    rtt_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording is whole and bears its name, so many seconds long."""

    leg: str
    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """A recording ended without a file; the call goes on."""

    leg: str
    path: str
    why: str


MediaHappening = Digit | Played | Unplayable | LegDead | Sampled | Recorded | RecordingFailed

_KINDS: Final = {
    kind.__name__: kind for kind in (Digit, Played, Unplayable, LegDead, Sampled, Recorded, RecordingFailed)
}


def to_fields(happening: MediaHappening) -> dict[str, Any]:
    """As a JSON object between the two processes."""
    return {"happened": type(happening).__name__, **asdict(happening)}


def from_fields(fields: Mapping[str, Any]) -> MediaHappening:
    """The happening in such an object."""
    own = {name: value for name, value in fields.items() if name != "happened"}
    return _KINDS[fields["happened"]](**own)
