"""The phone's port: what an engine can be asked, and what it tells. No library type is in it.

A *leg* is one call on this phone; whoever begins it names it. What is asked may take seconds (an answer over the
network), hence is called in a worker thread; it returns when it is so, or raises :class:`PhoneError`. Happenings are
told from any thread, in the order in which they happened. Texts from the network in them are raw: whoever shows them
cleans them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from acd.errors import HuawuError

FRAME: int = 320
"""Bytes of 20 ms of sound: 8 kHz, mono, 16 bit, little endian."""


class PhoneError(HuawuError):
    """What is asked cannot be: ``code`` is for programs, the words are for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Account:
    """Where to register and as whom; ``transport`` is udp, tcp or tls.

    ``srtp``: the sound of calls from here is encrypted, or there is none.
    """

    server: str
    user: str
    secret: str = field(repr=False)
    port: int = 5060
    transport: str = "udp"
    authority: str = ""
    """A file of certificates to trust instead of the system's, for TLS."""
    srtp: bool = False
    address: str = ""
    """The address of this machine that the server reaches; found out where none is given."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The server knows where this phone is."""


@dataclass(frozen=True, slots=True)
class Unregistered:
    """It does not, or no longer: why, in words."""

    why: str


@dataclass(frozen=True, slots=True)
class CallCame:
    """Somebody calls; ``at_once`` where the call asks to be answered without a ring."""

    leg: str
    number: str
    name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Rings:
    """The telephone that was dialled does."""

    leg: str


@dataclass(frozen=True, slots=True)
class Talks:
    """Both hear one another."""

    leg: str
    codec: str = ""
    secure: bool = False


@dataclass(frozen=True, slots=True)
class HeldByPeer:
    """The other end holds us (``held``), or no longer."""

    leg: str
    held: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    """The other end pressed a key."""

    leg: str
    digit: str


@dataclass(frozen=True, slots=True)
class Transferring:
    """How far a transfer is, by its SIP status: 2xx done, from 300 failed."""

    leg: str
    status: int


@dataclass(frozen=True, slots=True)
class Over:
    """The call is: why, in words, empty for a plain end."""

    leg: str
    why: str = ""


Happening = Registered | Unregistered | CallCame | Rings | Talks | HeldByPeer | Pressed | Transferring | Over
Hear = Callable[[Happening], None]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of what is received: ``loss`` a share; ``rtt_ms`` unknown where the other end sends no reports."""

    mos: float
    jitter_ms: float
    loss: float
    rtt_ms: float | None = None


class Engine(Protocol):
    """A telephone's signalling and the sound of its calls."""

    name: str
    cannot: Mapping[str, str]
    """Requests that this engine refuses, and the words to refuse them with."""

    def start(self, account: Account, hear: Hear) -> None:
        """Register and stay so; what comes of it is told. Raises :class:`PhoneError` where it cannot even begin."""

    def stop(self) -> None:
        """End every call, leave the server."""

    def dial(self, leg: str, to: str) -> None: ...
    def answer(self, leg: str) -> None: ...
    def reject(self, leg: str) -> None: ...
    def hang_up(self, leg: str) -> None: ...
    def hold(self, leg: str) -> None: ...
    def retrieve(self, leg: str) -> None: ...
    def press(self, leg: str, digits: str) -> None: ...
    def transfer(self, leg: str, to: str) -> None: ...

    def complete(self, leg: str, other: str) -> None:
        """Connect who is on the one with who is on the other, and leave both."""

    def heard(self, leg: str) -> bytes:
        """The next frame of what the other end says; silence where there is none. Never waits."""

    def say(self, leg: str, frame: bytes) -> None:
        """The next frame for the other end. Never waits."""

    def quality(self, leg: str) -> Quality | None: ...


class Sound(Protocol):
    """Microphone and loudspeaker, or what stands for them."""

    def devices(self) -> dict[str, list[str]]:
        """``inputs`` and ``outputs``."""

    def use(self, source: str, sink: str) -> None:
        """Others from now on; raises :class:`PhoneError` where there are none of these names."""

    def talk(self, leg: str | None) -> None:
        """Microphone and loudspeaker are this call's; nobody's for ``None``."""

    def mute(self, muted: bool) -> None: ...
    def hear_yourself(self, on: bool) -> None: ...
    def ring(self, on: bool) -> None: ...

    def levels(self) -> tuple[float, float]:
        """In and out, 0 to 1."""

    def view(self) -> dict[str, str]:
        """``input``, ``output``, ``fallback``, ``warning``."""

    def close(self) -> None: ...
