"""Which packets are new, what was lost, how much they jitter, and that nobody sends too many."""

import pytest

from acd.live.media.incoming import Incoming
from acd.live.media.packet import FRAME, RATE, Packet


def packet(sequence: int, timestamp: int | None = None, source: int = 5) -> Packet:
    stamp = sequence * FRAME if timestamp is None else timestamp
    return Packet(0, False, sequence & 0xFFFF, stamp & 0xFFFFFFFF, source, b"")


def take(incoming: Incoming, numbers: list[int], source: int = 5) -> list[int]:
    """Those admitted; a second goes by between two, so that the rate is not what is tested."""
    take.now = getattr(take, "now", 0.0)  # type: ignore[attr-defined]
    admitted = []
    for number in numbers:
        take.now += 1.0  # type: ignore[attr-defined]
        if incoming.admits(packet(number, source=source), take.now):  # type: ignore[attr-defined]
            admitted.append(number)
    return admitted


def test_numbers_wrap_and_nothing_is_lost() -> None:
    incoming = Incoming()
    numbers = list(range(65_500, 65_600))
    assert take(incoming, numbers) == numbers
    assert incoming.since_last().loss == 0
    assert incoming.highest == 65_599


def test_what_comes_twice_counts_once_and_what_comes_late_counts() -> None:
    incoming = Incoming()
    assert take(incoming, [10, 11, 13, 13, 12, 12, 11, 14, 10]) == [10, 11, 13, 12, 14]
    assert incoming.since_last().loss == 0


def test_loss_is_a_share_of_what_was_due_since_it_was_last_asked() -> None:
    incoming = Incoming()
    take(incoming, [n for n in range(100) if n % 10 != 5])
    assert incoming.since_last().loss == pytest.approx(0.1)
    take(incoming, list(range(100, 200)))
    assert incoming.since_last() == (100, 100, 0.0)


def test_one_number_far_off_is_refused_two_that_follow_are_a_new_start() -> None:
    incoming = Incoming()
    assert take(incoming, [10, 11, 30_000, 12, 40_000, 40_001, 40_002]) == [10, 11, 12, 40_001, 40_002]
    assert incoming.since_last().loss == 0


def test_another_source_is_a_new_start() -> None:
    incoming = Incoming()
    take(incoming, [10, 11])
    assert take(incoming, [500, 501], source=6) == [500, 501]
    assert incoming.expected == 2


def test_a_flood_is_cut_to_what_a_telephone_may_send() -> None:
    incoming = Incoming()
    flood = [packet(number) for number in range(20_000)]
    admitted = sum(incoming.admits(each, 10 + number / 10_000) for number, each in enumerate(flood))
    assert admitted <= 100 + 150 * 2 + 1


def test_jitter_is_that_of_the_rfc() -> None:
    incoming = Incoming()
    for number in range(2000):
        late = 0.004 * (number % 2)
        incoming.time(packet(number), number * 0.02 + late)
    assert incoming.jitter == pytest.approx(0.004, rel=0.01)


def test_a_jump_of_the_timestamps_is_no_jitter() -> None:
    incoming = Incoming()
    for number in range(100):
        incoming.time(packet(number, number * FRAME + (10 * RATE if number > 50 else 0)), number * 0.02)
    assert incoming.jitter == pytest.approx(0, abs=1e-9)
