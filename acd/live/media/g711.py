"""µ-law and A-law (ITU-T G.711) from and to 16-bit samples, and one to the other.

Exact tables, built once from the reference algorithm (Sun's g711.c, which ``audioop`` has too): ``audioop`` is gone
from Python 3.13, and between the laws a table of 256 bytes is all there is to do. Knows nothing of packets.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from acd.live.media.packet import PCMA, PCMU

Samples = npt.NDArray[np.int16]

_ALL: Final = np.arange(-32768, 32768, dtype=np.int32)
_CODES: Final = np.arange(256, dtype=np.int32)


def _segment(magnitude: npt.NDArray[np.int32], first_end: int) -> npt.NDArray[np.int32]:
    """Which of eight segments, each twice as long as the one before; 8 where it is above all."""
    ends = (first_end + 1) * 2 ** np.arange(8) - 1
    return np.searchsorted(ends, magnitude).astype(np.int32)


def _to_mu() -> npt.NDArray[np.uint8]:
    value = _ALL >> 2  # 14 bits
    mask = np.where(value < 0, 0x7F, 0xFF)
    magnitude = np.minimum(np.abs(value), 8159) + 33
    segment = _segment(magnitude, 0x3F)
    code = (segment << 4) | ((magnitude >> (segment + 1)) & 0x0F)
    return (np.where(segment >= 8, 0x7F, code) ^ mask).astype(np.uint8)


def _to_a() -> npt.NDArray[np.uint8]:
    value = _ALL >> 3  # 13 bits
    mask = np.where(value < 0, 0x55, 0xD5)
    magnitude = np.where(value < 0, -value - 1, value)
    segment = _segment(magnitude, 0x1F)
    code = (segment << 4) | ((magnitude >> np.maximum(segment, 1)) & 0x0F)
    return (np.where(segment >= 8, 0x7F, code) ^ mask).astype(np.uint8)


def _from_mu() -> Samples:
    code: npt.NDArray[np.int32] = ~_CODES & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    signed: Samples = np.where(code & 0x80, 0x84 - magnitude, magnitude - 0x84).astype(np.int16)
    return signed


def _from_a() -> Samples:
    code: npt.NDArray[np.int32] = _CODES ^ 0x55
    segment = (code & 0x70) >> 4
    magnitude = ((code & 0x0F) << 4) + np.where(segment == 0, 8, 0x108)
    magnitude = magnitude << np.maximum(segment - 1, 0)
    signed: Samples = np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)
    return signed


_ENCODED: Final = {PCMU: _to_mu(), PCMA: _to_a()}
_DECODED: Final = {PCMU: _from_mu(), PCMA: _from_a()}
_OTHER: Final = {
    PCMU: _ENCODED[PCMU][_DECODED[PCMA].astype(np.int32) + 32768].tobytes(),
    PCMA: _ENCODED[PCMA][_DECODED[PCMU].astype(np.int32) + 32768].tobytes(),
}
"""By the law wanted: what each byte of the other law is in it."""

SILENT: Final = {PCMU: b"\xff", PCMA: b"\xd5"}
"""A sample of silence."""


def encode(samples: Samples, law: int) -> bytes:
    """16-bit samples as bytes of a law."""
    return _ENCODED[law][samples.astype(np.int32) + 32768].tobytes()


def decode(payload: bytes, law: int) -> Samples:
    """Bytes of a law as 16-bit samples."""
    return _DECODED[law][np.frombuffer(payload, np.uint8)]


def transcode(payload: bytes, law: int, wanted: int) -> bytes:
    """Bytes of one law in the one wanted."""
    return payload if law == wanted else payload.translate(_OTHER[wanted])
