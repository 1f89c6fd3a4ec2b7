"""One side of a recording on the timeline of the recording, in memory bounded to two seconds.

Every packet is put where its timestamp says, so that what came late or out of order still lies right: a jitter buffer
in which nothing waits. How timestamps lie on the timeline follows the earliest packets of the last seconds (RFC 5905's
"minimum filter", for the same reason: delay is only ever added). Refuses to know files and packets.
"""

from typing import Final

import numpy as np

from acd.live.media.g711 import Samples
from acd.live.media.packet import FRAME, RATE

SPAN: Final = 2 * RATE
"""Samples kept."""

_LATEST: Final = RATE // 2
"""A packet later than this belongs elsewhere: the timestamps have jumped."""

_SLACK: Final = 2 * FRAME
_REVIEW: Final = 250
"""So many packets (5 s) all later than the slack: the other clock is slow, or the way has become longer."""


class Lane:
    """Samples by place, silence where nothing came."""

    def __init__(self) -> None:
        self._ring = np.zeros(SPAN, np.int16)
        self._taken = 0
        self._origin: int | None = None
        self._least = SPAN
        self._counted = 0

    def put(self, timestamp: int, samples: Samples, now: int) -> None:
        """Lay samples down that came at place ``now``."""
        if self._origin is None:
            self._origin = timestamp - now
        late = now - self._place(timestamp)
        if not -FRAME <= late <= _LATEST:
            self._origin, late = timestamp - now, 0
            self._least, self._counted = SPAN, 0
        self._lay(now - late, samples)
        self._review(late)

    def take(self, end: int) -> Samples:
        """The samples up to a place, at most as many as are kept; they are kept no longer."""
        begin, self._taken = self._taken, end
        start, length = begin % SPAN, min(end - begin, SPAN)
        both = (slice(start, min(SPAN, start + length)), slice(0, max(0, start + length - SPAN)))
        taken = np.concatenate([self._ring[each] for each in both])
        for each in both:
            self._ring[each] = 0
        return taken

    def _place(self, timestamp: int) -> int:
        """Where a timestamp lies, the wrap at 2**32 taken into account."""
        origin = self._origin or 0
        return ((timestamp - origin + 0x80000000) & 0xFFFFFFFF) - 0x80000000

    def _lay(self, place: int, samples: Samples) -> None:
        skipped = max(0, self._taken - place)
        place, samples = place + skipped, samples[skipped:]
        samples = samples[: max(0, self._taken + SPAN - place)]
        start = place % SPAN
        first = min(len(samples), SPAN - start)
        self._ring[start : start + first] = samples[:first]
        self._ring[: len(samples) - first] = samples[first:]

    def _review(self, late: int) -> None:
        self._least = min(self._least, late)
        self._counted += 1
        if self._counted < _REVIEW:
            return
        if self._least > _SLACK and self._origin is not None:
            self._origin -= self._least
        self._least, self._counted = SPAN, 0
