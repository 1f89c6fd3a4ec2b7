"""Encrypted sound (SRTP, RFC 3711), keys in the session description (SDES, RFC 4568): only over TLS, which hides them.

rfcvoip knows RTP/AVP only. So what comes in as RTP/SAVP is shown to it as RTP/AVP with its keys noted, and what it
writes goes out as RTP/SAVP with ours; packets are opened before it reads them and closed after it has made them. Knows
descriptions as text and packets as bytes. Refuses to know calls.
"""

import base64
import os
import re
from typing import Final, NamedTuple

from pylibsrtp import Error, Policy, Session

SUITES: Final = {
    "AES_CM_128_HMAC_SHA1_80": Policy.SRTP_PROFILE_AES128_CM_SHA1_80,
    "AES_CM_128_HMAC_SHA1_32": Policy.SRTP_PROFILE_AES128_CM_SHA1_32,
}
"""Those that RFC 4568 §6.2 asks of everybody; the first is offered."""

_KEY: Final = 30
"""Bytes of a master key and its salt."""
_CRYPTO: Final = re.compile(r"(?im)^a=crypto:(\d{1,9}) +(\S+) +inline:([A-Za-z0-9+/=]+)\S*.*\r?\n?")
_AUDIO: Final = re.compile(r"(?im)^(m=audio [^\r\n]* )RTP/(S?AVP)( [^\r\n]*\r?\n)")


class Crypto(NamedTuple):
    """One line ``a=crypto``: what the other end encrypts with."""

    tag: str
    suite: str
    key: bytes


class Keys:
    """Of one call: ours from the beginning, theirs once they are known."""

    def __init__(self, tag: str = "1", suite: str = next(iter(SUITES))) -> None:
        self.tag = tag
        self.suite = suite
        self._ours = os.urandom(_KEY)
        self._theirs: bytes | None = None
        self._out = self._session(self._ours, Policy.SSRC_ANY_OUTBOUND)
        self._in: Session | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether the other end encrypts too."""
        return self._theirs is not None

    @property
    def line(self) -> str:
        """Ours, as the description has it."""
        return f"a=crypto:{self.tag} {self.suite} inline:{base64.b64encode(self._ours).decode()}\r\n"

    def hear(self, said: Crypto) -> None:
        """The other end's; another key begins another stream, the same one goes on."""
        if said.suite != self.suite:
            self.suite = said.suite
            self._out = self._session(self._ours, Policy.SSRC_ANY_OUTBOUND)
        self.tag = said.tag
        if said.key != self._theirs:
            self._theirs = said.key
            self._in = self._session(said.key, Policy.SSRC_ANY_INBOUND)

    def closed(self, packet: bytes) -> bytes:
        """A packet as it goes out."""
        return bytes(self._out.protect(packet))

    def opened(self, packet: bytes) -> bytes:
        """What was in a packet that came; nothing where it is not the other end's, or came before."""
        try:
            return b"" if self._in is None else bytes(self._in.unprotect(packet))
        except Error:
            return b""

    def _session(self, key: bytes, which: int) -> Session:
        return Session(Policy(key=key, ssrc_type=which, srtp_profile=SUITES[self.suite]))


def is_encrypted(text: str) -> bool:
    """Whether a message's description wants the sound encrypted."""
    found = _AUDIO.search(text)
    return found is not None and found[2] == "SAVP"


def cryptos(text: str) -> list[Crypto]:
    """Those of a message that we can do, in the sender's order."""
    found = [(tag, suite.upper(), _bytes(key)) for tag, suite, key in _CRYPTO.findall(text)]
    return [Crypto(*each) for each in found if each[1] in SUITES and len(each[2]) == _KEY]


def as_clear(text: str) -> str:
    """A message as if its sound were not encrypted."""
    return _sized(_CRYPTO.sub("", _AUDIO.sub(r"\1RTP/AVP\3", text)))


def as_encrypted(text: str, keys: Keys) -> str:
    """A message of ours with our key."""
    return _sized(_AUDIO.sub(lambda found: f"{found[1]}RTP/SAVP{found[3]}{keys.line}", text))


def _bytes(key: str) -> bytes:
    try:
        return base64.b64decode(key, validate=True)
    except ValueError:
        return b""


def _sized(text: str) -> str:
    head, gap, body = text.partition("\r\n\r\n")
    size = len(body.encode())
    return re.sub(r"(?im)^(Content-Length|l)( *:) *\d+", rf"\g<1>\g<2> {size}", head, count=1) + gap + body
