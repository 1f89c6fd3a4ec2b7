"""How well what comes in comes in: loss and jitter by RFC 3550, an opinion by the E-model. rfcvoip sends no reports, so
that the round trip stays unknown."""

import time
from collections.abc import Callable

from acd.live.media.quality import mean_opinion_score
from softphone.phone.port import Quality

_CLOCK = 8000


class Meter:
    """Stands before rfcvoip's reader of RTP; whatever a packet is, the call goes on."""

    def __init__(self, read: Callable[[bytes], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._source = self._first = self._highest = -1
        self._come = 0
        self._jitter = 0.0
        self._transit: float | None = None

    def __call__(self, packet: bytes) -> None:
        if len(packet) >= 12 and packet[0] >> 6 == 2:
            self._count(packet)
        try:
            self._read(packet)
        except Exception:
            return

    def quality(self) -> Quality | None:
        """Of all since the source began; nothing yet with fewer than fifty packets."""
        expected = self._highest - self._first + 1
        if self._come < 50:
            return None
        loss = min(1.0, max(0.0, 1 - self._come / expected))
        jitter = self._jitter / _CLOCK * 1000
        return Quality(round(mean_opinion_score(loss, jitter, None), 2), round(jitter, 1), round(loss, 4))

    def _count(self, packet: bytes) -> None:
        sequence, stamp, source = (int.from_bytes(packet[a:b], "big") for a, b in ((2, 4), (4, 8), (8, 12)))
        if source != self._source:
            self._source, self._first, self._highest, self._come, self._transit = source, sequence, sequence, 0, None
        ahead = (sequence - self._highest + 0x8000) % 0x10000 - 0x8000
        self._highest += max(ahead, 0)
        self._come += 1
        transit = self._clock() * _CLOCK - stamp
        if self._transit is not None and ahead == 1 and not packet[1] & 0x80:
            self._jitter += (min(abs(transit - self._transit), _CLOCK) - self._jitter) / 16
        self._transit = transit
