"""One source, one run of numbers, timestamps on the clock: whatever is sent, and however it changes."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acd.live.media.incoming import Incoming
from acd.live.media.outgoing import Outgoing
from acd.live.media.packet import FRAME, RATE, Packet, parse

FULL = bytes(FRAME)


class Stream:
    """A stream on a virtual clock."""

    def __init__(self) -> None:
        self.now = 100.0
        self.sent: list[Packet] = []
        self.out = Outgoing(self.now, self._keep)
        self.incoming = Incoming()

    def _keep(self, datagram: bytes) -> None:
        packet = parse(datagram)
        assert packet is not None
        self.sent.append(packet)

    def play(self, frames: int) -> None:
        for _ in range(frames):
            self.out.frame(0, FULL, self.now)
            self.now += 0.02

    def relay(self, numbers: list[int], source: int = 9, ahead: int = 0) -> None:
        for number in numbers:
            packet = Packet(0, False, number & 0xFFFF, number * FRAME + ahead & 0xFFFFFFFF, source, FULL)
            if self.incoming.admits(packet, self.now):
                self.out.relay(packet, 0, FULL, FRAME, self.now)
            self.now += 0.02

    @property
    def numbers(self) -> list[int]:
        return [packet.sequence - self.sent[0].sequence for packet in self.sent]

    @property
    def stamps(self) -> list[int]:
        """In frames after the first."""
        return [((packet.timestamp - self.sent[0].timestamp) & 0xFFFFFFFF) // FRAME for packet in self.sent]

    @property
    def markers(self) -> list[int]:
        return [k for k, packet in enumerate(self.sent) if packet.marker]


def test_frames_follow_each_other_for_hours() -> None:
    stream = Stream()
    stream.play(180_000)
    assert {(b.timestamp - a.timestamp) & 0xFFFFFFFF for a, b in pairwise(stream.sent)} == {FRAME}
    assert {(b.sequence - a.sequence) & 0xFFFF for a, b in pairwise(stream.sent)} == {1}
    assert stream.markers == [0]


def test_another_sound_goes_on_with_the_numbers_and_begins_a_talk_spurt() -> None:
    stream = Stream()
    stream.play(5)
    stream.out.interrupt()
    stream.play(5)
    assert stream.numbers == stream.stamps == list(range(10))
    assert stream.markers == [0, 5]


def test_after_a_pause_the_timestamp_is_where_the_clock_is() -> None:
    stream = Stream()
    stream.play(2)
    stream.now += 1.0
    stream.play(2)
    assert stream.numbers == [0, 1, 2, 3]
    assert stream.stamps == [0, 1, 52, 53]
    assert stream.markers == [0, 2]


def test_another_telephones_packets_go_on_with_ours() -> None:
    stream = Stream()
    stream.play(3)
    stream.relay([65_534, 65_535, 65_536, 65_537])
    stream.play(2)
    stream.relay([65_540], source=10)
    assert stream.numbers == stream.stamps == list(range(10))
    assert stream.markers == [0, 3, 9]


def test_what_was_lost_on_the_way_stays_visible() -> None:
    stream = Stream()
    stream.relay([1, 2, 5, 6])
    assert stream.numbers == stream.stamps == [0, 1, 4, 5]


def test_what_comes_late_keeps_its_place() -> None:
    stream = Stream()
    stream.relay([1, 3, 2, 4])
    assert stream.numbers == stream.stamps == [0, 2, 1, 3]


def test_what_is_older_than_the_talk_spurt_is_dropped() -> None:
    stream = Stream()
    stream.play(3)
    stream.relay([10, 9, 11])
    assert stream.numbers == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("ahead", [5 * RATE, 2**31, 2**32 - 5 * RATE])
def test_a_jump_of_their_timestamps_is_none_of_ours(ahead: int) -> None:
    stream = Stream()
    stream.relay([1, 2, 3])
    stream.relay([4, 5, 6], ahead=ahead)
    assert stream.numbers == stream.stamps == list(range(6))
    assert stream.markers == [0, 3]


def test_a_burst_after_a_stall_is_passed_on_but_not_without_end() -> None:
    stream = Stream()
    stream.relay([1])
    for number in range(2, 200):
        stream.out.relay(Packet(0, False, number, number * FRAME, 9, FULL), 0, FULL, FRAME, stream.now)
    assert 25 <= len(stream.sent) <= 28
    stream.now += 1.0
    stream.relay([200, 201])
    assert stream.numbers[-2:] == [len(stream.sent) - 2, len(stream.sent) - 1]
    assert abs(stream.stamps[-1] - (stream.now - 100.0) * 50) < 3


Step = Callable[[Stream], None]
STEPS: list[st.SearchStrategy[Step]] = [
    st.integers(1, 10).map(lambda n: lambda s: s.play(n)),
    st.tuples(st.integers(0, 2**17), st.integers(1, 8), st.integers(1, 3), st.integers(0, 2**32 - 1)).map(
        lambda t: lambda s: s.relay(list(range(t[0], t[0] + t[1])), t[2], t[3])
    ),
    st.just(lambda s: s.out.interrupt()),
    st.floats(0, 3).map(lambda d: lambda s: setattr(s, "now", s.now + d)),
    st.just(lambda s: [s.out.event(101, b"\1\x0a\0\xa0", k, s.now) for k in range(3)]),
]


@settings(max_examples=1000)
@given(st.lists(st.one_of(STEPS), max_size=25))
def test_any_order_of_sounds_is_one_unbroken_stream(steps: list[Step]) -> None:
    stream = Stream()
    for step in steps:
        step(stream)
    assert len({packet.source for packet in stream.sent}) <= 1
    first = stream.sent[0].sequence if stream.sent else 0
    in_order = sorted(stream.sent, key=lambda packet: (packet.sequence - first) & 0xFFFF)
    for before, after in pairwise(in_order):
        assert before.sequence != after.sequence, "no number twice"
        assert (after.timestamp - before.timestamp) & 0xFFFFFFFF < 2**31, "timestamps never go back"
        assert (after.sequence - before.sequence) & 0xFFFF <= 100, "no gap that no packet made"
    if stream.sent:
        last = (in_order[-1].timestamp - stream.out.timestamp(100.0)) & 0xFFFFFFFF
        assert last - stream.out.clock(stream.now) <= RATE + FRAME, "never far ahead of the clock"
