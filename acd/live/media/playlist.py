"""Sounds one after the other, as the frames of one leg.

Knows how far it is and that a loop has no seam. Refuses to know files and the clock.
"""

from collections.abc import Sequence
from typing import Final

from acd.live.media.g711 import SILENT, Samples, encode
from acd.live.media.packet import FRAME, PCMA, PCMU

_PIECE: Final = 1 << 14
"""Samples encoded at a time: some 0.1 ms."""


class Sound:
    """A sound in memory, in both laws: made where time does not matter, so that playing it is only cutting."""

    def __init__(self, samples: Samples) -> None:
        self._encoded = {law: _in_pieces(samples, law) for law in (PCMU, PCMA)}

    def encoded(self, law: int) -> bytes:
        """The sound in G.711."""
        return self._encoded[law]

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return 2 * len(self._encoded[PCMU])


class Playlist:
    """Where one leg is in what is played to it."""

    def __init__(self, sounds: Sequence[Sound], token: str = "", loop: bool = False) -> None:
        self.token: Final = token
        self._sounds = sounds
        self._loop = loop
        self._at = 0
        self._law = -1
        self._bytes = b""

    def frame(self, law: int) -> bytes | None:
        """The next 20 ms, silence after the last sample; None where all has been played."""
        if law != self._law:
            self._law, self._bytes = law, _joined(self._sounds, law)
        if self._at >= len(self._bytes):
            if not (self._loop and self._bytes):
                return None
            self._at = 0
        frame = self._bytes[self._at : self._at + FRAME]
        self._at += FRAME
        return frame if len(frame) == FRAME else self._last(frame)

    def _last(self, frame: bytes) -> bytes:
        missing = FRAME - len(frame)
        if not self._loop:
            return frame + SILENT[self._law] * missing
        start = (self._bytes * (missing // len(self._bytes) + 1))[:missing]
        self._at = missing % len(self._bytes)
        return frame + start


def _joined(sounds: Sequence[Sound], law: int) -> bytes:
    if len(sounds) == 1:
        return sounds[0].encoded(law)
    return b"".join(sound.encoded(law) for sound in sounds)


def _in_pieces(samples: Samples, law: int) -> bytes:
    """A long sound all at once would keep the interpreter from the audio for too long."""
    return b"".join(encode(samples[at : at + _PIECE], law) for at in range(0, len(samples), _PIECE))
