"""How the agents' channel listens, and its limits.

Knows defaults that suit a centre of some hundred agents on one machine. Refuses to know what is said on the channel.
"""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from acd.events import MICROSECONDS

VERSION: Final = 1
"""Of what is said on the channel; counts up when a client of today would misunderstand."""


def since_local_midnight() -> int:
    """Microseconds since this machine's midnight: what the centre's clock says, unless it is told apart."""
    now = datetime.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return round((now - midnight).total_seconds() * MICROSECONDS)


def _nothing() -> Sequence[str]:
    return ()


@dataclass(frozen=True, kw_only=True)
class ChannelSettings:
    """``port`` 0: the system chooses. ``tls``: files of the certificate and of its key, PEM.

    ``local_token`` opens what leaders may do to whoever is on this machine and can read it. ``now`` is the centre's
    clock, µs since local midnight. ``told`` is added to every welcome (reasons, codes). ``unwell`` says why the centre
    is not well. Times are seconds, sizes bytes.
    """

    address: str = "127.0.0.1"
    port: int = 8060
    tls: tuple[str, str] | None = None
    local_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    now: Callable[[], int] = since_local_midnight
    told: Mapping[str, object] = field(default_factory=dict)
    unwell: Callable[[], Sequence[str]] = _nothing
    monotonic: Callable[[], float] = time.monotonic
    """For limits by time; a test has its own."""

    hello_within: float = 5.0
    strangers: int = 64
    """Connections that have not said hello; more are turned away."""

    boards: int = 64
    message: int = 16_384
    strikes: int = 8
    """Messages that make no sense, before the connection is closed."""

    tries: int = 10
    """Wrong secrets for one name from one address a minute; ten times as many for all names from one address."""

    requests: int = 20
    """A second, of one agent, with as many again at once."""

    in_hand: int = 32
    remembered: int = 256
    """Answers kept for an agent who comes back and asks again."""

    unsent: int = 128
    """Answers that wait for a slow reader, before the connection is given up."""

    patience: float = 10.0
    """For a reader that takes nothing at all."""

    heartbeat: float = 15.0
    every: float = 0.15
    """How often queues and own figures that an event changed are pushed at most."""

    full_every: float = 1.0
    """How often boards are, and times that run on."""
