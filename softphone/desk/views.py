"""What the phone tells, and what the centre tells beyond :mod:`acd.live.desk`, as values.

Knows names and units of the fields. Refuses to know how they are drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A call on the phone's own lines. ``since`` is seconds of the clock that the desk is told the time by."""

    leg: str = ""
    direction: str = "in"
    number: str = ""
    name: str = ""
    state: str = ""
    since: float = 0.0
    muted: bool = False
    codec: str = ""
    secure: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Audio:
    """Which devices are in use; ``fallback`` and ``warning`` are words, empty where all is well."""

    input: str = ""
    output: str = ""
    fallback: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """How the call sounds: MOS 1 to 4.5, milliseconds, loss as a share."""

    mos: float | None = None
    jitter_ms: float | None = None
    loss: float | None = None
    rtt_ms: float | None = None


@dataclass(frozen=True, slots=True)
class PhoneView:
    """The phone as a whole; ``why`` says in words why it is not registered."""

    user: str = ""
    server: str = ""
    registered: bool = False
    why: str = ""
    engine: str = ""
    secure: bool = False
    calls: Sequence[PhoneCall] = ()
    audio: Audio = Audio()
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of not being ready: seconds allowed a day, and whether a leader must agree."""

    budget: float | None = None
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the agent's own figures beside the target of their class; ``met`` is ``None`` where nothing is asked."""

    name: str = ""
    value: float | None = None
    unit: str = ""
    english: str = ""
    chinese: str = ""
    low: float | None = None
    high: float | None = None
    band: bool = False
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What a reason of not being ready has taken today, of what it may, in seconds."""

    spent: float = 0.0
    budget: float | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """One of the two ends: ``why`` says in words why it is down; ``final``: nobody tries again."""

    up: bool = False
    why: str = ""
    since: float = 0.0
    final: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """Something asked and not answered yet."""

    intent: str
    since: float


@dataclass(frozen=True, slots=True)
class Notice:
    """A line for the agent; ``bad``: something was not done."""

    words: str
    bad: bool
    since: float
