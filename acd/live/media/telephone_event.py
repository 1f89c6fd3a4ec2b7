"""Keys as RTP telephone-events (RFC 4733): read from packets, and laid out to be sent.

Knows that one press is many packets with one timestamp, that the last is repeated, and that any of them may be lost or
late. Refuses to know whose keys they are.
"""

import struct
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from acd.live.media.packet import FRAME, Packet

KEYS: Final = "0123456789*#ABCD"
"""In the order of their event numbers (RFC 4733 §3.2)."""

MOST_KEYS: Final = 64
"""Keys waiting to be sent to one leg."""

_EVENT: Final = struct.Struct("!BBH")
_END: Final = 0x80
_VOLUME: Final = 10
"""−10 dBm0, as most telephones say."""

_FRAMES: Final = 5
_ENDS: Final = 3
_PAUSE: Final = 3
"""100 ms of tone, its end three times (§2.5.1.4), and 60 ms until the next key; ITU-T Q.24 asks for 40 and 40."""


class KeysIn:
    """Keys out of one source's packets, each press once, as soon as it is known."""

    def __init__(self) -> None:
        self._source = -1
        self._timestamp = self._event = self._duration = 0
        self._ended = True

    def pressed(self, packet: Packet) -> str | None:
        """The key that this packet is the first to tell of."""
        if len(packet.payload) < _EVENT.size:
            return None
        event, flags, duration = _EVENT.unpack_from(packet.payload)
        if event >= len(KEYS):
            return None
        fresh = self._is_fresh(packet, event)
        if fresh or packet.timestamp == self._timestamp:
            self._source, self._timestamp, self._event = packet.source, packet.timestamp, event
            self._duration, self._ended = duration, bool(flags & _END)
        return KEYS[event] if fresh else None

    def _is_fresh(self, packet: Packet, event: int) -> bool:
        if packet.source != self._source:
            return True
        later = (packet.timestamp - self._timestamp) & 0xFFFFFFFF
        if later == 0 or later >= 0x80000000:
            return False
        return not self._goes_on(packet, event, later)

    def _goes_on(self, packet: Packet, event: int, later: int) -> bool:
        """A key held for longer than a duration can say comes in segments that follow each other (§2.5.1.3)."""
        same = event == self._event and not self._ended and later == self._duration
        if same:
            self._timestamp = packet.timestamp
        return same


class EventFrame(NamedTuple):
    """What to send in one frame's time: the payload (None: a pause), and how far it is into its key, in frames."""

    payload: bytes | None
    into: int


class KeysOut:
    """Keys to be sent, one frame at a time."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque(maxlen=MOST_KEYS)
        self._frames: deque[EventFrame] = deque()

    @property
    def busy(self) -> bool:
        """Whether a key is being sent, or waits."""
        return bool(self._frames or self._waiting)

    def press(self, keys: str) -> None:
        """Send these too; what is no key is passed over."""
        self._waiting.extend(key for key in keys.upper() if key in KEYS)

    def clear(self) -> None:
        """Send no more."""
        self._waiting.clear()
        self._frames.clear()

    def frame(self) -> EventFrame | None:
        """What to send now; None where no key is being sent."""
        if not self._frames and self._waiting:
            self._frames.extend(_frames(KEYS.index(self._waiting.popleft())))
        return self._frames.popleft() if self._frames else None


def _frames(event: int) -> Iterator[EventFrame]:
    for k in range(_FRAMES):
        yield EventFrame(_EVENT.pack(event, _VOLUME, (k + 1) * FRAME), k)
    for k in range(_ENDS):
        yield EventFrame(_EVENT.pack(event, _END | _VOLUME, _FRAMES * FRAME), _FRAMES + k)
    for k in range(_PAUSE):
        yield EventFrame(None, _FRAMES + _ENDS + k)
