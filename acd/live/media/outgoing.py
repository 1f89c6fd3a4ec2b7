"""The one stream that a telephone hears from us, whatever it is made of.

Knows its SSRC, which never changes, and that sequence and timestamp go on without a break over music, announcements,
keys and another telephone's packets (some telephones lose their audio at any jump). Relayed packets keep their
distances, so that what was lost on the way stays visible (RFC 3550 §7.1). Refuses to know where the payload comes from.

Places are samples since the leg was opened, by our clock; a timestamp is a place and a random offset.
"""

import secrets
from collections.abc import Callable
from typing import Final, NamedTuple

from acd.live.media.packet import FRAME, RATE, Packet, build

_GAP: Final = 5 * FRAME
"""A stream this far behind the clock has paused: it goes on at the clock, as a new talk spurt."""

_AHEAD: Final = RATE // 2
"""A stream this far before the clock (a flood, a burst after a stall) is dropped until the clock is there."""

_JUMP: Final = RATE
_MISORDER: Final = 100
"""A relayed packet this far from the clock, or from the numbers before it (RFC 3550 A.1), starts a new talk spurt."""

_LONGEST_KEY: Final = 10 * RATE
"""A key keeps the timestamp of its start for up to 0xFFFF samples."""


class _Spurt(NamedTuple):
    """How another stream's numbers became ours: its latest packet, and where that went."""

    first: int
    theirs: Packet
    sequence: int
    place: int


class Outgoing:
    """Numbers packets and sends them."""

    def __init__(self, opened: float, send: Callable[[bytes], None]) -> None:
        self.source: Final = secrets.randbits(32)
        self.packets = self.octets = 0
        self._opened = opened
        self._offset = secrets.randbits(32)
        self._sequence = secrets.randbits(15)
        self._next = 0
        self._fresh = True
        self._flushing = False
        self._spurt: _Spurt | None = None
        self._send = send

    def clock(self, now: float) -> int:
        """The place that belongs to a moment."""
        return int((now - self._opened) * RATE + 0.5)

    def timestamp(self, now: float) -> int:
        """What the timestamp would be at a moment: for sender reports."""
        return (self._offset + self.clock(now)) & 0xFFFFFFFF

    def interrupt(self) -> None:
        """Something else is heard from here on: the next packet starts a talk spurt."""
        self._fresh = True
        self._spurt = None

    def is_due(self, now: float) -> bool:
        """Whether a frame sent now would not be early."""
        return self._next - self.clock(now) <= FRAME

    def frame(self, kind: int, payload: bytes, now: float) -> int:
        """Send the next frame of a sound of our own; returns its place."""
        self._spurt = None
        place = self._place(now)
        self._put(kind, self._fresh, self._sequence, place, payload)
        self._next = place + len(payload)
        return place

    def event(self, kind: int, payload: bytes, into: int, now: float) -> None:
        """Send one packet of a key: all have the place of the first (RFC 4733 §2.2.2)."""
        self._spurt = None
        place = self._place(now) if into == 0 else self._next - into * FRAME
        self._put(kind, into == 0, self._sequence, place, payload)
        self.pass_frame(into, place)

    def pass_frame(self, into: int, place: int | None = None) -> None:
        """Let a frame's time of a key go by; what follows is a new talk spurt."""
        self._next = (self._next if place is None else place + into * FRAME) + FRAME
        self._fresh = True

    def relay(self, packet: Packet, kind: int, payload: bytes, samples: int, now: float) -> int | None:
        """Send another stream's packet on, as ``kind``; returns its place, None where it was dropped.

        ``samples`` is how long it lasts: nothing for a telephone-event, whose timestamp stands still.
        """
        clock = self.clock(now)
        if self._overflows(clock):
            return None
        spurt = self._following(packet, clock, _JUMP if samples else _LONGEST_KEY)
        marker = packet.marker or self._fresh
        if spurt is None:
            spurt = _Spurt(self._sequence, packet, self._sequence, max(self._next, clock))
            marker = True
        elif spurt.sequence < spurt.first:
            return None  # older than the spurt: its number went to another packet
        self._put(kind, marker, spurt.sequence, spurt.place, payload)
        self._next = max(self._next, spurt.place + samples)
        if self._spurt is None or spurt.sequence >= self._spurt.sequence:
            self._spurt = spurt
        return spurt.place

    def _overflows(self, clock: int) -> bool:
        ahead = self._next - clock
        if ahead > _AHEAD or (self._flushing and ahead > 0):
            self._flushing = True
            self.interrupt()
            return True
        self._flushing = False
        return False

    def _following(self, packet: Packet, clock: int, behind: int) -> _Spurt | None:
        spurt = self._spurt
        if spurt is None or spurt.theirs.source != packet.source:
            return None
        step = ((packet.sequence - spurt.theirs.sequence + 0x8000) & 0xFFFF) - 0x8000
        move = ((packet.timestamp - spurt.theirs.timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        place = spurt.place + move
        if -_MISORDER <= step <= _MISORDER and -behind <= place - clock <= _JUMP:
            return _Spurt(spurt.first, packet, spurt.sequence + step, place)
        return None

    def _place(self, now: float) -> int:
        clock = self.clock(now)
        if clock - self._next > _GAP or (self._fresh and clock > self._next):
            self._fresh = True
            return clock
        return self._next

    def _put(self, kind: int, marker: bool, sequence: int, place: int, payload: bytes) -> None:
        self._send(build(kind, marker, sequence, self._offset + place, self.source, payload))
        self._fresh = False
        self._sequence = max(self._sequence, sequence + 1)
        self.packets += 1
        self.octets += len(payload)
