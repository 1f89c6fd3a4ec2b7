"""What a telephone hears, on a virtual clock: sounds, the other telephone, silence, and nothing that is not for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from media.far_end import EVENTS, Exchange, Telephone, assert_unbroken, frame_of
from media.tone import share, tone

from acd.live.media.g711 import SILENT
from acd.live.media.happenings import LegDead, Played
from acd.live.media.leg import Aim
from acd.live.media.packet import FRAME, PCMA, PCMU, build
from acd.live.media.playlist import Playlist, Sound

HELD = Aim(PCMU, EVENTS, sending=False, receiving=False)


def playlist(hertz: float, seconds: float = 1.0, token: str = "", loop: bool = False) -> Playlist:
    return Playlist([Sound(tone(hertz, seconds))], token, loop)


def talk(exchange: Exchange, frames: int, **hertz: float) -> None:
    """Telephones say their tones, each its own."""
    sounds = {name: tone(each, 1.0) for name, each in hertz.items()}

    def each(number: int) -> None:
        for phone in exchange.telephones:
            if phone.leg.name in sounds:
                phone.say(frame_of(sounds[phone.leg.name], number), exchange.now)

    exchange.run(frames, each)


def joined(law: int = PCMU, other: int = PCMU) -> tuple[Exchange, Telephone, Telephone]:
    exchange = Exchange()
    one, two = exchange.telephone("one", law), exchange.telephone("two", other)
    one.leg.join(two.leg, exchange.now)
    return exchange, one, two


def test_a_telephone_that_hears_nothing_is_sent_silence() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a", PCMA)
    exchange.run(50)
    assert [packet.payload for packet in phone.heard] == [SILENT[PCMA] * FRAME] * 50
    assert_unbroken(phone.heard)


@pytest.mark.parametrize("law", [PCMU, PCMA])
def test_sounds_are_heard_one_after_the_other_and_their_end_is_told(law: int) -> None:
    exchange = Exchange()
    phone = exchange.telephone("a", law)
    phone.leg.play(Playlist([Sound(tone(500, 0.5)), Sound(tone(900, 0.51))], "welcome"))
    exchange.run(51)
    assert exchange.told == []
    exchange.run(1)
    assert exchange.told == [Played("a", "welcome")]
    sound = phone.sound()
    assert share(sound[:4000], 500) > 0.99
    assert share(sound[4000:8000], 900) > 0.99
    assert_unbroken(phone.heard)


def test_a_loop_has_no_seam_and_no_end() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    phone.leg.play(playlist(420, 0.55, "music", loop=True))
    exchange.run(500)
    assert share(phone.sound(), 420) > 0.99
    assert exchange.told == []


def test_what_is_replaced_has_not_come_to_its_end() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    phone.leg.play(playlist(400, 0.2, "first"))
    exchange.run(5)
    phone.leg.play(playlist(600, 0.2, "second"))
    exchange.run(20)
    assert exchange.told == [Played("a", "second")]
    assert [k for k, packet in enumerate(phone.heard) if packet.marker] == [0, 5]


@pytest.mark.parametrize(("law", "other"), [(PCMU, PCMU), (PCMU, PCMA), (PCMA, PCMU), (PCMA, PCMA)])
def test_joined_telephones_hear_each_other_and_not_themselves(law: int, other: int) -> None:
    exchange, one, two = joined(law, other)
    talk(exchange, 50, one=440, two=1000)
    assert share(one.sound(), 1000) > 0.99
    assert share(two.sound(), 440) > 0.99
    assert {packet.kind for packet in one.heard} == {law}
    assert {packet.kind for packet in two.heard} == {other}
    assert_unbroken(one.heard)


def test_a_packet_is_passed_on_when_it_comes_not_with_the_beat() -> None:
    exchange, one, two = joined()
    at = exchange.now = exchange.now + 0.003
    one.say(tone(440, 0.02), at)
    assert two.at == [at]


def test_one_stream_through_music_conversation_and_hold() -> None:
    exchange = Exchange()
    caller, agent = exchange.telephone("caller"), exchange.telephone("agent", PCMA)
    caller.leg.play(playlist(300, loop=True))
    exchange.run(40)
    caller.leg.join(agent.leg, exchange.now)
    talk(exchange, 40, caller=440, agent=1000)
    caller.leg.play(playlist(300, loop=True))
    talk(exchange, 40, agent=1000)
    caller.leg.join(agent.leg, exchange.now)
    talk(exchange, 40, agent=1000)
    caller.leg.part()
    exchange.run(40)
    assert_unbroken(caller.heard)
    sound = caller.sound()
    assert share(sound[: 40 * FRAME], 300) > 0.99
    assert share(sound[42 * FRAME : 79 * FRAME], 1000) > 0.99
    assert share(sound[82 * FRAME : 119 * FRAME], 300) > 0.99
    assert share(sound[122 * FRAME : 158 * FRAME], 1000) > 0.99
    assert not sound[-30 * FRAME :].any()


def test_music_for_one_leaves_the_other_hearing() -> None:
    exchange, one, two = joined()
    two.leg.play(playlist(300, loop=True))
    talk(exchange, 40, one=440, two=1000)
    assert share(one.sound(), 1000) > 0.99
    assert share(two.sound(), 300) > 0.99


@pytest.mark.parametrize("who", ["one", "two"])
def test_parted_telephones_hear_each_other_no_more(who: str) -> None:
    exchange, one, two = joined()
    talk(exchange, 10, one=440, two=1000)
    (one if who == "one" else two).leg.part()
    heard = len(one.heard), len(two.heard)
    talk(exchange, 20, one=440, two=1000)
    assert not one.sound()[heard[0] * FRAME :].any()
    assert not two.sound()[heard[1] * FRAME :].any()


def test_parting_leaves_the_music_of_the_other() -> None:
    exchange, one, two = joined()
    two.leg.play(playlist(300, loop=True))
    one.leg.part()
    talk(exchange, 40, one=440, two=1000)
    assert share(two.sound(), 300) > 0.99
    assert not one.sound().any()


def test_joining_another_parts_from_the_first() -> None:
    exchange, one, two = joined()
    three = exchange.telephone("three")
    one.leg.join(three.leg, exchange.now)
    talk(exchange, 30, one=440, two=1000, three=700)
    assert share(one.sound(), 700) > 0.99
    assert share(three.sound(), 440) > 0.99
    assert not two.sound().any()


def test_silence_stands_in_for_a_telephone_that_says_nothing() -> None:
    exchange, _one, two = joined()
    exchange.run(60)
    assert len(two.heard) == pytest.approx(50, abs=2)
    assert_unbroken(two.heard)


def test_a_held_telephone_is_sent_nothing_and_nothing_of_it_is_heard() -> None:
    exchange, one, two = joined()
    talk(exchange, 20, one=440, two=1000)
    one.leg.point(one.address, HELD, exchange.now)
    one.heard.clear()
    before = len(two.heard)
    talk(exchange, 50, one=440, two=1000)
    assert one.heard == []
    held = two.sound()[before * FRAME :]
    assert not held.any()
    assert_unbroken(two.heard)
    one.leg.point(one.address, Aim(PCMU, EVENTS, True, True), exchange.now)
    talk(exchange, 20, one=440, two=1000)
    assert share(one.sound(), 1000) > 0.99
    assert one.heard[0].marker


def test_an_announcement_goes_on_while_the_telephone_holds_us() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    phone.leg.play(playlist(300, 0.4, "t"))
    phone.leg.point(phone.address, HELD, exchange.now)
    exchange.run(21)
    assert exchange.told == [Played("a", "t")]
    assert phone.heard == []


def test_a_telephone_that_moves_hears_on_at_its_new_place() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    exchange.run(5)
    phone.address = ("10.0.0.7", 9000)
    phone.leg.point(phone.address, Aim(PCMA, EVENTS, True, True), exchange.now)
    exchange.run(5)
    assert len(phone.heard) == 10
    assert [packet.kind for packet in phone.heard] == [PCMU] * 5 + [PCMA] * 5
    assert_unbroken(phone.heard)


def test_packets_of_another_length_are_passed_on_as_they_are() -> None:
    exchange, one, two = joined()
    exchange.run(10, lambda _number: one.say(tone(500, 0.03), exchange.now))
    assert {len(packet.payload) for packet in two.heard} == {240}


def test_a_leg_from_which_nothing_comes_is_dead_once() -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    talk(exchange, 5, a=440)
    for _ in range(30):
        exchange.now += 1
        phone.leg.watch(exchange.now, 20.0)
        assert exchange.told == ([LegDead("a")] if exchange.now - phone.leg.alive_at >= 20 else [])
    assert exchange.told == [LegDead("a")]


@pytest.mark.parametrize("hold", [HELD, Aim(PCMU, EVENTS, sending=False, receiving=True)], ids=["inactive", "sendonly"])
def test_a_leg_on_hold_is_not_dead_and_has_its_time_again_afterwards(hold: Aim) -> None:
    exchange = Exchange()
    phone = exchange.telephone("a")
    phone.leg.point(phone.address, hold, exchange.now)
    exchange.now += 1000
    phone.leg.watch(exchange.now, 20.0)
    phone.leg.point(phone.address, Aim(PCMU, None, True, True), exchange.now)
    phone.leg.watch(exchange.now + 19, 20.0)
    assert exchange.told == []


DATAGRAMS = st.one_of(
    st.binary(max_size=64),
    st.builds(
        build, st.sampled_from([0, 8, 13, EVENTS, 127]), st.booleans(), st.integers(0, 65535),
        st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 2**32 - 1]), st.binary(max_size=1700),
    ),
)  # fmt: skip
SENDERS = st.sampled_from([("10.0.0.1", 4000), ("10.0.0.1", 9), ("192.0.2.1", 4000)])


@given(st.lists(st.tuples(DATAGRAMS, SENDERS, st.floats(0, 0.5)), max_size=40))
def test_whatever_comes_nothing_raises_and_the_others_audio_is_whole(
    attack: list[tuple[bytes, tuple[str, int], float]],
) -> None:
    exchange, one, two = joined(PCMU, PCMA)
    for datagram, sender, pause in attack:
        exchange.now += pause
        one.leg.receive(datagram, sender, exchange.now)
        two.leg.tick(exchange.now)
    heard = len(one.heard)
    talk(exchange, 30, one=440, two=1000)
    assert share(one.sound()[(heard + 1) * FRAME :], 1000) > 0.95
    assert len({packet.source for packet in two.heard}) <= 1


def test_a_flood_is_passed_on_no_faster_than_speech() -> None:
    exchange, one, two = joined()
    sound = tone(440, 0.02)
    for _ in range(20_000):
        exchange.now += 0.0001
        one.say(sound, exchange.now)
    assert len(two.heard) < 2 * 50 + 30
