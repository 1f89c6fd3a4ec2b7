"""Keys, in and out (RFC 4733)."""

import struct
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from media.far_end import EVENTS, Exchange, assert_unbroken
from media.tone import tone

from acd.live.media.happenings import Digit
from acd.live.media.leg import Aim
from acd.live.media.packet import FRAME, Packet
from acd.live.media.telephone_event import KEYS, KeysIn, KeysOut


def event(key: str, timestamp: int, duration: int, end: bool = False, source: int = 1) -> Packet:
    payload = struct.pack("!BBH", KEYS.index(key), 0x80 * end | 10, duration)
    return Packet(EVENTS, False, 0, timestamp, source, payload)


def read(packets: list[Packet]) -> str:
    keys = KeysIn()
    return "".join(filter(None, (keys.pressed(packet) for packet in packets)))


def press(key: str, timestamp: int) -> list[Packet]:
    return [*(event(key, timestamp, n * FRAME) for n in range(1, 5)), *[event(key, timestamp, 800, end=True)] * 3]


def test_a_press_counts_once_however_often_its_end_is_repeated() -> None:
    assert read(press("5", 1000)) == "5"


def test_the_same_key_twice_counts_twice() -> None:
    assert read([*press("5", 1000), *press("5", 3000)]) == "55"


def test_a_press_whose_end_was_lost_counts_and_so_does_the_next() -> None:
    assert read([*press("1", 1000)[:3], *press("2", 3000)]) == "12"


def test_a_press_of_which_only_an_end_came_counts() -> None:
    assert read(press("#", 1000)[-1:]) == "#"


def test_a_packet_that_comes_late_from_an_earlier_press_does_not_count() -> None:
    first, second = press("1", 1000), press("2", 3000)
    assert read([*first[:-1], *second[:2], first[-1], *second[2:]]) == "12"


def test_the_clock_may_wrap_between_two_presses() -> None:
    assert read([*press("1", 0xFFFFFFF0), *press("2", 2000)]) == "12"


def test_a_key_held_for_long_comes_in_segments_and_counts_once() -> None:
    held = [event("7", 1000, 0xFFFF), event("7", 1000 + 0xFFFF, 160), event("7", 1000 + 0xFFFF, 320, end=True)]
    assert read(held) == "7"


def test_the_same_key_again_at_the_very_moment_of_its_end_counts_twice() -> None:
    assert read([event("7", 1000, 800, end=True), event("7", 1800, 160)]) == "77"


def test_another_source_starts_anew() -> None:
    assert read([event("1", 9000, 160), event("2", 10, 160, source=2)]) == "12"


@given(st.lists(st.binary(max_size=8), max_size=20))
def test_anything_may_come_as_an_event(payloads: list[bytes]) -> None:
    keys = KeysIn()
    for k, payload in enumerate(payloads):
        assert keys.pressed(Packet(EVENTS, False, k, k, 1, payload)) in {None, *KEYS}


def test_keys_are_sent_as_the_other_side_reads_them() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    phone.leg.press("12#x1")
    exchange.run(60)
    events = [packet for packet in phone.heard if packet.kind == EVENTS]
    assert read(events) == "12#1"
    assert [packet.marker for packet in events] == ([True] + [False] * 7) * 4
    assert {packet.payload[1] & 0x80 for packet in events[5::8]} == {0x80}
    durations = [struct.unpack("!BBH", packet.payload)[2] for packet in events[:8]]
    assert durations == [160, 320, 480, 640, 800, 800, 800, 800]
    assert len({packet.timestamp for packet in events}) == 4
    starts = [packet.timestamp for packet in events[::8]]
    assert [(b - a) & 0xFFFFFFFF for a, b in pairwise(starts)] == [11 * FRAME] * 3


def test_nothing_is_sent_to_a_telephone_that_takes_no_events() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a", dtmf=None)
    phone.leg.press("1")
    exchange.run(20)
    assert {packet.kind for packet in phone.heard} == {0}


def test_keys_in_the_middle_of_a_conversation_and_speech_goes_on_after_them() -> None:
    exchange = Exchange()
    caller, agent = exchange.telephone("caller"), exchange.telephone("agent")
    caller.leg.join(agent.leg, exchange.now)
    sound = tone(440, 0.02)
    exchange.run(10, lambda _number: caller.say(sound, exchange.now))
    agent.leg.press("3")
    exchange.run(30, lambda _number: caller.say(sound, exchange.now))
    kinds = [packet.kind for packet in agent.heard]
    assert kinds == [0] * 10 + [EVENTS] * 8 + [0] * (len(kinds) - 18)
    assert len(kinds) >= 37
    assert [k for k, packet in enumerate(agent.heard) if packet.marker] == [0, 10, 18]
    assert_unbroken(agent.heard)


def test_keys_that_wait_do_not_outlive_the_far_ends_taking_them() -> None:
    exchange = Exchange()
    caller, agent = exchange.telephone("caller"), exchange.telephone("agent")
    caller.leg.join(agent.leg, exchange.now)
    agent.leg.press("123")
    agent.leg.point(agent.address, Aim(0, None, True, True), exchange.now)
    exchange.run(10, lambda _number: caller.say(tone(440, 0.02), exchange.now))
    assert [packet.kind for packet in agent.heard] == [0] * 10


def test_what_waits_to_be_sent_is_bounded() -> None:
    keys = KeysOut()
    keys.press("1" * 100_000)
    assert sum(1 for _ in iter(keys.frame, None)) == 64 * 11


def test_a_key_is_told_and_passed_on_to_who_is_joined() -> None:
    exchange = Exchange()
    caller, agent = exchange.telephone("caller"), exchange.telephone("agent", dtmf=96)
    caller.leg.join(agent.leg, exchange.now)
    sound = tone(440, 0.02)

    def speak(number: int) -> None:
        if 10 <= number < 18:
            end = number >= 15
            caller.put(EVENTS, struct.pack("!BBH", 9, 0x80 * end | 10, min(800, (number - 9) * 160)), exchange.now)
            return
        caller.timestamp += 8 * FRAME if number == 18 else 0
        caller.say(sound, exchange.now)

    exchange.run(30, speak)
    assert exchange.told == [Digit("caller", "9")]
    events = [packet for packet in agent.heard if packet.kind == 96]
    assert read(events) == "9"
    assert len(events) == 8
    assert len({packet.timestamp for packet in events}) == 1
