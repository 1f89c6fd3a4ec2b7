"""Legs on a virtual clock, each with a telephone that keeps what it hears: no socket, no process."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from acd.live.media.g711 import Samples, decode, encode
from acd.live.media.happenings import MediaHappening
from acd.live.media.latch import Address
from acd.live.media.leg import Aim, Leg
from acd.live.media.loop import BEAT
from acd.live.media.packet import FRAME, PCMA, PCMU, Packet, build, parse

EVENTS = 101


class Telephone:
    """A far end: says frames with numbers of its own, keeps every packet that it hears."""

    def __init__(self, leg: Leg, address: Address, law: int) -> None:
        self.leg, self.address, self.law = leg, address, law
        self.heard: list[Packet] = []
        self.at: list[float] = []
        self.sequence, self.timestamp, self.source = 65_530, 0xFFFFFF00, 0xABCD
        """About to wrap, both."""

    def say(self, samples: Samples, now: float, marker: bool = False) -> None:
        self.put(self.law, encode(samples, self.law), now, marker)
        self.timestamp += len(samples)

    def put(self, kind: int, payload: bytes, now: float, marker: bool = False) -> None:
        datagram = build(kind, marker, self.sequence, self.timestamp, self.source, payload)
        self.leg.receive(datagram, self.address, now)
        self.sequence += 1

    def sound(self) -> Samples:
        """All audio that it heard, one packet after the other."""
        heard = [decode(each.payload, each.kind) for each in self.heard if each.kind in (PCMU, PCMA)]
        return np.concatenate(heard) if heard else np.empty(0, np.int16)


class Exchange:
    """Legs and the time."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.told: list[MediaHappening] = []
        self.telephones: list[Telephone] = []

    def telephone(self, name: str, law: int = PCMU, dtmf: int | None = EVENTS) -> Telephone:
        address = ("10.0.0.1", 4000 + 2 * len(self.telephones))

        def heard(datagram: bytes, to: Address) -> None:
            packet = parse(datagram)
            assert packet is not None
            if to == phone.address:
                phone.heard.append(packet)
                phone.at.append(self.now)

        phone = Telephone(Leg(name, self.now, heard, self.told.append), address, law)
        phone.leg.point(address, Aim(law, dtmf, True, True), self.now)
        self.telephones.append(phone)
        return phone

    def run(self, frames: int, each: Callable[[int], None] = lambda _number: None) -> None:
        """Let frames of time go by; half way through each, ``each`` may let telephones speak."""
        for number in range(frames):
            self.now += BEAT / 2
            each(number)
            self.now += BEAT / 2
            for phone in self.telephones:
                phone.leg.tick(self.now)


def frame_of(samples: Samples, number: int) -> Samples:
    """One 20 ms of a sound, over and over."""
    start = number * FRAME % len(samples)
    return samples[start : start + FRAME]


def assert_unbroken(heard: list[Packet]) -> None:
    """One source, numbers without a gap, and timestamps without one longer than silence stands in for (200 ms)."""
    assert len({packet.source for packet in heard}) == 1
    for before, after in pairwise(heard):
        assert (after.sequence - before.sequence) & 0xFFFF == 1
        step = (after.timestamp - before.timestamp) & 0xFFFFFFFF
        assert step <= 12 * FRAME, "the timestamp went back, or far ahead"
