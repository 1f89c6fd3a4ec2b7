"""From where packets are taken, and where they are sent."""

from acd.live.media.latch import Latch
from acd.live.media.packet import Packet

AIMED = ("10.0.0.1", 4000)
OTHER_PORT = ("10.0.0.1", 4444)
STRANGER = ("192.0.2.9", 5000)


def packet(sequence: int, source: int = 1) -> Packet:
    return Packet(0, False, sequence, 0, source, b"")


def test_sends_to_the_address_of_the_sdp_until_something_comes() -> None:
    assert Latch(AIMED).far == AIMED


def test_the_aimed_address_is_taken_at_once_and_nobody_else_after_it() -> None:
    latch = Latch(AIMED)
    assert latch.admits(AIMED, packet(1))
    assert not latch.admits(OTHER_PORT, packet(2))
    assert not any(latch.admits(STRANGER, packet(n)) for n in range(50))
    assert latch.far == AIMED


def test_another_port_of_the_same_host_may_stand_for_it() -> None:
    latch = Latch(AIMED)
    assert [latch.admits(OTHER_PORT, packet(n)) for n in range(6)] == [False] * 4 + [True] * 2
    assert latch.far == OTHER_PORT
    assert not any(latch.admits(STRANGER, packet(n)) for n in range(50))


def test_behind_address_translation_several_in_a_row_are_needed() -> None:
    latch = Latch(AIMED)
    assert [latch.admits(STRANGER, packet(n)) for n in range(6)] == [False] * 4 + [True] * 2
    assert latch.far == STRANGER


def test_scattered_packets_of_strangers_are_not_several_in_a_row() -> None:
    latch = Latch(AIMED)
    assert not any(latch.admits((f"192.0.2.{n}", 5000), packet(n)) for n in range(50))
    assert not any(latch.admits(STRANGER, packet(7 * n)) for n in range(50))
    assert not any(latch.admits(STRANGER, packet(n, source=n)) for n in range(50))


def test_the_aimed_address_takes_back_what_a_stranger_had() -> None:
    latch = Latch(AIMED)
    for n in range(6):
        latch.admits(STRANGER, packet(n))
    assert latch.admits(AIMED, packet(100))
    assert latch.far == AIMED
    assert not latch.admits(STRANGER, packet(6))


def test_a_second_stranger_takes_nothing_from_the_first() -> None:
    latch = Latch(AIMED)
    for n in range(6):
        latch.admits(STRANGER, packet(n))
    assert not any(latch.admits(("192.0.2.77", 6000), packet(n, source=2)) for n in range(50))
    assert latch.far == STRANGER
