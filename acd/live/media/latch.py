"""From where a telephone's packets are taken, and where they are sent.

Symmetric RTP (RFC 4961) with the address of the SDP first: until a packet comes from exactly there, another port of the
same host, or behind address translation another host, may stand for it, but only after several packets in a row of one
stream (RFC 3550 A.1), so that a stray or forged packet takes nobody's audio. Refuses to know what the packets say.
"""

from enum import IntEnum
from typing import Final

from acd.live.media.packet import Packet

Address = tuple[str, int]

_IN_A_ROW: Final = 5


class _Trust(IntEnum):
    NOBODY = 0
    STRANGER = 1
    SAME_HOST = 2
    AIMED = 3


class Latch:
    """The far end of one leg."""

    def __init__(self, aimed: Address) -> None:
        self.aimed: Final = aimed
        self.far = aimed
        """Where to send."""
        self._trust = _Trust.NOBODY
        self._candidate: tuple[Address, int] | None = None
        self._next = self._in_a_row = 0

    def admits(self, address: Address, packet: Packet) -> bool:
        """Whether a valid packet from there is the far end's."""
        if address == self.far and self._trust:
            return True
        trust = self._trust_in(address)
        if trust <= self._trust:
            return False
        if trust < _Trust.AIMED and not self._keeps_coming(address, packet):
            return False
        self._trust, self.far = trust, address
        return True

    def _trust_in(self, address: Address) -> _Trust:
        if address == self.aimed:
            return _Trust.AIMED
        return _Trust.SAME_HOST if address[0] == self.aimed[0] else _Trust.STRANGER

    def _keeps_coming(self, address: Address, packet: Packet) -> bool:
        follows = self._candidate == (address, packet.source) and packet.sequence == self._next
        self._in_a_row = self._in_a_row + 1 if follows else 1
        self._candidate = address, packet.source
        self._next = (packet.sequence + 1) & 0xFFFF
        return self._in_a_row >= _IN_A_ROW
