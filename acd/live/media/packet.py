"""RTP packets as bytes (RFC 3550 §5.1), read and written.

Knows the header, contributing sources, the extension and the padding, and what makes them impossible. Refuses to know
whose packet it is or whether its number is due.
"""

import struct
from typing import Final, NamedTuple

PCMU: Final = 0
PCMA: Final = 8
"""Static payload types (RFC 3551 §6)."""

RATE: Final = 8000
"""Samples a second, of G.711 and of the telephone-events beside it."""

FRAME: Final = 160
"""Samples in 20 ms, the packet time of RFC 3551 §4.5."""

LONGEST: Final = 1600
"""Samples of audio taken in one packet: 200 ms (RFC 3551 §4.2)."""

_HEADER: Final = struct.Struct("!BBHII")
_PLAIN: Final = 0x80
"""Version 2 without padding, extension and contributing sources: what telephones send."""


class Packet(NamedTuple):
    """One packet of a stream; ``kind`` is the payload type, ``source`` the SSRC."""

    kind: int
    marker: bool
    sequence: int
    timestamp: int
    source: int
    payload: bytes


def parse(datagram: bytes) -> Packet | None:
    """The packet in a datagram, or None where there is none that the RFC allows."""
    if len(datagram) < _HEADER.size:
        return None
    first, second, sequence, timestamp, source = _HEADER.unpack_from(datagram)
    payload = datagram[12:] if first == _PLAIN else _irregular(datagram, first)
    if payload is None:
        return None
    return Packet(second & 0x7F, second > 0x7F, sequence, timestamp, source, payload)


def build(kind: int, marker: bool, sequence: int, timestamp: int, source: int, payload: bytes) -> bytes:
    """A plain packet; numbers wrap as the RFC says."""
    second = kind | 0x80 if marker else kind
    return _HEADER.pack(_PLAIN, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, source) + payload


def is_control(datagram: bytes) -> bool:
    """Whether it is RTCP that shares the port (RFC 5761 §4)."""
    return len(datagram) > 1 and 192 <= datagram[1] <= 223


def _irregular(datagram: bytes, first: int) -> bytes | None:
    """The payload behind whatever the first byte announces."""
    if first >> 6 != 2:
        return None
    start, end = 12 + 4 * (first & 0x0F), len(datagram)
    if first & 0x10:
        if start + 4 > end:
            return None
        start += 4 + 4 * int.from_bytes(datagram[start + 2 : start + 4])
    if first & 0x20:
        padding = datagram[-1]
        if padding == 0:
            return None
        end -= padding
    return datagram[start:end] if start <= end else None
