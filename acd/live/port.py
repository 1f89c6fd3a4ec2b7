"""The telephony port: what happens on the lines, and what may be asked of them. No library type is in it.

A *leg* is one telephone's part in a call: a caller's, which telephony names, or an agent's, which whoever asks for it
names. Happenings are facts and come in the order in which they happened; what is asked for is asked once, never waits,
and is answered by happenings only. Asking something of a leg that is gone does nothing. ``embedded`` (sippy and our own
media) and a PBX implement :class:`Telephony`; the rules and the ledger never know which.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Leg = str
"""The name of one telephone's part in a call, never used twice."""

Sound = str
"""What is played: the path of a WAV file (8 kHz, mono, 16 bit)."""


class Refusal(StrEnum):
    """Why a phone did not take a call."""

    REJECTED = "rejected"
    """Its person declined: 603, 486."""
    UNREACHABLE = "unreachable"
    """Not registered, 404, 480, 5xx, or no reply at all."""


class Busy(StrEnum):
    """How a caller is turned away before being answered."""

    BUSY = "busy"
    """The busy tone: 486."""
    CLOSED = "closed"
    """480 with a reason."""
    UNKNOWN = "unknown"
    """Nobody has the number dialled: 404."""
    FAULT = "fault"
    """503."""


@dataclass(frozen=True, slots=True)
class CallCame:
    """A call came in over a trunk (``trunk``) or from an agent's phone (``user``); nothing has been answered yet."""

    leg: Leg
    caller: str
    dialled: str
    trunk: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Rings:
    """A phone that was asked to ring does (180)."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Answered:
    """A phone that rang was picked up."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Refused:
    """A phone that was asked to ring will not: ``code`` is the SIP status, 0 where none came."""

    leg: Leg
    why: Refusal
    code: int = 0


@dataclass(frozen=True, slots=True)
class HungUp:
    """The far end is gone: it hung up, or (``lost``) its audio stopped and it no longer replies."""

    leg: Leg
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The phone put us on hold (re-INVITE, sendonly or inactive)."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The phone took us back from hold."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """The phone asks (REFER) that its call go to a number; ``replaces``: to the party of this other leg of its own."""

    leg: Leg
    to: str
    replaces: Leg = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key was pressed (DTMF)."""

    leg: Leg
    digit: str


@dataclass(frozen=True, slots=True)
class Played:
    """What was played under ``token`` has come to its end."""

    leg: Leg
    token: str


@dataclass(frozen=True, slots=True)
class PhoneCame:
    """A phone registered, or renewed its registration from another place."""

    user: str


@dataclass(frozen=True, slots=True)
class PhoneGone:
    """A phone's registration ended or ran out."""

    user: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """How a leg's audio is: mean opinion score, jitter and round trip (ms), share of packets lost."""

    leg: Leg
    mos: float
    jitter_ms: float
    loss: float
    rtt_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording is whole, so many seconds long; or (``failed``: why) there is none, as on a full disk."""

    leg: Leg
    recording: str
    seconds: float
    failed: str = ""


Happening = (
    CallCame
    | Rings
    | Answered
    | Refused
    | HungUp
    | Held
    | Retrieved
    | TransferAsked
    | Pressed
    | Played
    | PhoneCame
    | PhoneGone
    | Sampled
    | Recorded
)


class Telephony(Protocol):
    """Lines and phones. Everything is called on the event loop's thread, returns at once and raises nothing."""

    async def start(self, happened: Callable[[Happening], None]) -> None:
        """Open for calls; from now on ``happened`` is told everything, on the event loop's thread."""

    async def stop(self) -> None:
        """Hang up what is up and close."""

    def is_registered(self, user: str) -> bool:
        """Whether a phone is registered under this name now."""

    def is_up(self, leg: Leg) -> bool:
        """Whether a leg is there, ringing or answered, as far as is known."""

    def turn_away(self, leg: Leg, how: Busy) -> None:
        """Refuse a caller who has not been answered; the leg is gone."""

    def answer(self, leg: Leg) -> None:
        """Answer a caller; nothing is heard until something is played or joined."""

    def ring(
        self, leg: Leg, user: str, shown: str, headers: Sequence[tuple[str, str]] = (), auto: bool = False
    ) -> None:
        """Let a registered phone ring as ``leg``, showing the caller as ``shown``; ``auto``: it may answer by itself.

        Followed by :class:`Answered` or :class:`Refused`, once, unless the leg is hung up before.
        """

    def call(self, leg: Leg, number: str, trunk: str, shown: str) -> None:
        """Call a number outside over a trunk; answers as :meth:`ring` does."""

    def join(self, leg: Leg, other: Leg) -> None:
        """Let two answered legs hear each other; whatever was played to them stops."""

    def part(self, leg: Leg) -> None:
        """Part a leg from the one it is joined with; both hear nothing until something is played or joined."""

    def play(self, leg: Leg, sounds: Sequence[Sound], token: str = "", loop: bool = False) -> None:
        """Play sounds one after the other, in place of what is heard now; :class:`Played` where there is a token."""

    def record(self, leg: Leg, recording: str) -> None:
        """Record a leg and what it hears as a stereo WAV file under this path, until the leg or the recording ends."""

    def pause_recording(self, leg: Leg, paused: bool) -> None:
        """Leave out what is said from now on (silence keeps its place), or go on."""

    def stop_recording(self, leg: Leg) -> None:
        """End the recording; :class:`Recorded` follows."""

    def press(self, leg: Leg, digits: str) -> None:
        """Send keys (DTMF) to a leg."""

    def transfer_told(self, leg: Leg, code: int) -> None:
        """Tell the phone that asked for a transfer how it went: 100 trying, 200 done, else why not."""

    def hang_up(self, leg: Leg) -> None:
        """End a leg, ringing or answered."""
