"""One telephone's stream as it arrives: which packets are new, and how well they came.

Knows the sequence rules of RFC 3550 A.1, the loss of A.3 and the jitter of A.8, and how much anybody may send. Refuses
to know what is in a packet and whom it is for.
"""

from typing import Final, NamedTuple

from acd.live.media.packet import RATE, Packet

_DROPOUT: Final = 3000
_MISORDER: Final = 100
"""RFC 3550 A.1: numbers further off than these are another stream's, until two follow each other."""

_WINDOW: Final = (1 << 128) - 1
"""The last 128 numbers are remembered: a packet that comes twice counts once."""

_MOST: Final = 150.0
_BURST: Final = 100.0
"""Packets a second taken from one telephone, and how many at once; 20 ms frames are 50."""


class Reception(NamedTuple):
    """How a stretch of a stream came: packets due and had, and jitter in seconds."""

    expected: int
    received: int
    jitter: float

    @property
    def loss(self) -> float:
        """Share of packets that did not come."""
        return max(0.0, 1 - self.received / self.expected) if self.expected > 0 else 0.0


class Incoming:
    """Judges packets that come from the right address."""

    def __init__(self) -> None:
        self.source = -1
        self.jitter = 0.0
        self.received = 0
        self.highest = 0
        """The highest number, counted on past 65535."""
        self._base = 0
        self._seen = 0
        self._expected_of_next = -1
        self._transit: float | None = None
        self._allowance, self._allowed_at = _BURST, 0.0
        self._reported = (0, 0)

    def admits(self, packet: Packet, now: float) -> bool:
        """Whether the packet is one to use: not too many, not seen before, not of another stream's numbers."""
        if not self._is_allowed(now):
            return False
        if packet.source != self.source:
            self._begin(packet)
        elif not self._is_new(packet):
            return False
        self.received += 1
        return True

    def time(self, packet: Packet, now: float) -> None:
        """Take a packet of audio into the jitter (RFC 3550 A.8); a jump of a second or more is no jitter."""
        transit = now - packet.timestamp / RATE
        if self._transit is not None:
            change = abs(transit - self._transit)
            if change < 1.0:
                self.jitter += (change - self.jitter) / 16
        self._transit = transit

    def since_last(self) -> Reception:
        """What came since this was last asked."""
        expected, received = self.expected, self.received
        before = self._reported
        self._reported = expected, received
        return Reception(expected - before[0], received - before[1], self.jitter)

    @property
    def expected(self) -> int:
        """Packets that should have come from the present source."""
        return self.highest - self._base + 1 if self.source >= 0 else 0

    def _is_allowed(self, now: float) -> bool:
        self._allowance = min(_BURST, self._allowance + (now - self._allowed_at) * _MOST)
        self._allowed_at = now
        if self._allowance < 1:
            return False
        self._allowance -= 1
        return True

    def _begin(self, packet: Packet) -> None:
        self.source = packet.source
        self._base = self.highest = packet.sequence
        self._seen = 1
        self._expected_of_next = -1
        self._transit = None
        self.received = 0
        self._reported = (0, 0)

    def _is_new(self, packet: Packet) -> bool:
        step = (packet.sequence - self.highest) & 0xFFFF
        if 0 < step < _DROPOUT:
            self.highest += step
            self._seen = (self._seen << step | 1) & _WINDOW if step < 128 else 1
            return True
        late = -step & 0xFFFF
        if late <= _MISORDER:
            return self._is_late(late)
        return self._is_elsewhere(packet)

    def _is_late(self, late: int) -> bool:
        if self._seen >> late & 1:
            return False
        self._seen |= 1 << late
        return True

    def _is_elsewhere(self, packet: Packet) -> bool:
        """Numbers far off: the telephone started anew if the next one follows."""
        if packet.sequence != self._expected_of_next:
            self._expected_of_next = (packet.sequence + 1) & 0xFFFF
            return False
        self._begin(packet)
        return True
