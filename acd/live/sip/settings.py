"""What the embedded SIP server is told: where it listens, who may call, how long it waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Algorithm = Literal["MD5", "SHA-256"]


class Secrets(Protocol):
    """Who may register and call: the HA1 of RFC 2617 in our realm, none for strangers."""

    def ha1(self, user: str, algorithm: Algorithm) -> str | None: ...


@dataclass(frozen=True, slots=True)
class TrunkPeer:
    """Where calls over a trunk go out to, if they do."""

    name: str
    address: str | None = None
    port: int = 5060


@dataclass(frozen=True, slots=True)
class SipSettings:
    """Times are seconds. ``by_address`` are trunks known by their host, ``by_digest`` those known by a secret.

    ``no_reply``: a phone that says nothing at all for so long is out of reach, that a caller need not wait for it.
    """

    address: str = "127.0.0.1"
    port: int = 5060
    realm: str = "huawu"
    by_address: Mapping[str, TrunkPeer] = field(default_factory=dict)
    by_digest: Mapping[str, TrunkPeer] = field(default_factory=dict)
    expires: int = 300
    least_expires: int = 20
    most_expires: int = 3600
    no_reply: float = 4.0
