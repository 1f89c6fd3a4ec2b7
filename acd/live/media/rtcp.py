"""Reports about the streams of one leg (RTCP, RFC 3550 §6): sent every five seconds, and read for the round trip.

Knows sender and receiver reports and that a report is a sign of life of a telephone that is silent. Refuses anything
malformed or from another host than the far end's.
"""

import secrets
import struct
import time
from collections.abc import Callable, Iterator
from typing import Final

from acd.live.media.incoming import Reception
from acd.live.media.latch import Address
from acd.live.media.leg import Leg

_SENDER, _RECEIVER, _DESCRIPTION, _BYE = 200, 201, 202, 203
_SINCE_1900: Final = 2208988800
"""Seconds from NTP's epoch to the system's."""

_BLOCK: Final = struct.Struct("!IIIIII")
_SENT: Final = struct.Struct("!IIIII")
_LONGEST_TRIP: Final = 10.0
_CNAME: Final = secrets.token_hex(12).encode()
"""Says nothing about the machine (RFC 7022)."""


class Control:
    """The reports of one leg."""

    def __init__(self, leg: Leg, send: Callable[[bytes, Address], None]) -> None:
        self.rtt_ms: float | None = None
        self._leg, self._send = leg, send
        self._heard: tuple[int, float] | None = None
        """The middle of the latest sender report's time, and when it came."""
        self._far: Address | None = None

    def receive(self, datagram: bytes, address: Address, now: float) -> None:
        """Take reports in; whatever it is, this raises nothing."""
        latch = self._leg.latch
        if latch is None or address[0] not in (latch.far[0], latch.aimed[0]):
            return
        for kind, body in _packets(datagram):
            self._far = address
            self._leg.alive_at = now
            if kind == _SENDER and len(body) >= 4 + _SENT.size:
                self._heard = int.from_bytes(body[6:10]), now
                self._take_blocks(body[4 + _SENT.size :])
            elif kind == _RECEIVER:
                self._take_blocks(body[4:])

    def report(self, now: float, reception: Reception) -> None:
        """Send a report, as the RFC wants it of anybody who sends or hears."""
        self._to_far(self._report(now, reception) + self._description())

    def say_bye(self, now: float) -> None:
        """The last report (§6.6)."""
        bye = _packet(_BYE, 1, struct.pack("!I", self._leg.outgoing.source))
        self._to_far(self._report(now, Reception(0, 0, 0.0)) + self._description() + bye)

    def _to_far(self, datagram: bytes) -> None:
        latch = self._leg.latch
        if latch is not None:
            self._send(datagram, self._far or (latch.aimed[0], min(65535, latch.aimed[1] + 1)))

    def _take_blocks(self, body: bytes) -> None:
        for at in range(0, len(body) - _BLOCK.size + 1, _BLOCK.size):
            source, _lost, _highest, _jitter, last, delay = _BLOCK.unpack_from(body, at)
            if source == self._leg.outgoing.source and last:
                trip = ((_middle(time.time()) - last - delay) & 0xFFFFFFFF) / 65536
                if trip < _LONGEST_TRIP:
                    self.rtt_ms = round(1000 * trip, 1)

    def _report(self, now: float, reception: Reception) -> bytes:
        out, blocks = self._leg.outgoing, self._block(now, reception)
        count = 1 if blocks else 0
        if not out.packets:
            return _packet(_RECEIVER, count, struct.pack("!I", out.source) + blocks)
        wall = time.time()
        whole = int(wall) + _SINCE_1900 & 0xFFFFFFFF
        sent = (whole, int(wall % 1 * 2**32), out.timestamp(now), out.packets & 0xFFFFFFFF, out.octets & 0xFFFFFFFF)
        return _packet(_SENDER, count, struct.pack("!I", out.source) + _SENT.pack(*sent) + blocks)

    def _block(self, now: float, reception: Reception) -> bytes:
        incoming = self._leg.incoming
        if incoming.source < 0:
            return b""
        lost = max(0, min(0x7FFFFF, incoming.expected - incoming.received))
        last, delay = 0, 0
        if self._heard is not None:
            last, delay = self._heard[0], int((now - self._heard[1]) * 65536) & 0xFFFFFFFF
        jitter = int(incoming.jitter * 8000)
        share = min(255, int(reception.loss * 256)) << 24
        return _BLOCK.pack(incoming.source, share | lost, incoming.highest & 0xFFFFFFFF, jitter, last, delay)

    def _description(self) -> bytes:
        text = struct.pack("!I", self._leg.outgoing.source) + bytes((1, len(_CNAME))) + _CNAME
        return _packet(_DESCRIPTION, 1, text + bytes(4 - len(text) % 4))


def _packets(datagram: bytes) -> Iterator[tuple[int, bytes]]:
    """The packets of a compound one, as far as they are whole (A.2)."""
    at = 0
    while at + 8 <= len(datagram) and datagram[at] >> 6 == 2:
        end = at + 4 + 4 * int.from_bytes(datagram[at + 2 : at + 4])
        if end > len(datagram):
            return
        yield datagram[at + 1], datagram[at + 4 : end]
        at = end


def _packet(kind: int, count: int, body: bytes) -> bytes:
    return struct.pack("!BBH", 0x80 | count, kind, len(body) // 4) + body


def _middle(wall: float) -> int:
    """The middle 32 bits of the time as NTP writes it."""
    return int((wall + _SINCE_1900) * 65536) & 0xFFFFFFFF
