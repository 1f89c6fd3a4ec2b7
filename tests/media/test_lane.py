"""One side of a recording: everything where it belongs in time, in bounded memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from acd.live.media.lane import SPAN, Lane
from acd.live.media.packet import FRAME, RATE

ONES = np.ones(FRAME, np.int16)


def test_late_and_reordered_packets_lie_where_they_belong() -> None:
    lane = Lane()
    for number, late in ((0, 0), (2, 0), (1, 300), (3, 100)):
        lane.put(5000 + number * FRAME, ONES * (number + 1), 1000 + number * FRAME + late)
    taken = lane.take(4000)
    assert not taken[:1000].any()
    assert (taken[1000 : 1000 + 4 * FRAME] == np.repeat([1, 2, 3, 4], FRAME)).all()
    assert not taken[1000 + 4 * FRAME :].any()


def test_what_did_not_come_is_silence() -> None:
    lane = Lane()
    for number in (0, 1, 3):
        lane.put(number * FRAME, ONES, number * FRAME)
    assert lane.take(4 * FRAME).reshape(4, FRAME)[:, 0].tolist() == [1, 1, 0, 1]


def test_timestamps_may_wrap_and_jump() -> None:
    lane = Lane()
    lane.put(0xFFFFFFFF - 100, ONES, 0)
    lane.put((0xFFFFFFFF - 100 + FRAME) & 0xFFFFFFFF, ONES * 2, FRAME)
    lane.put(77_000_000, ONES * 3, 2 * FRAME)
    assert (lane.take(3 * FRAME) == np.repeat([1, 2, 3], FRAME)).all()


def test_a_slow_clock_is_followed() -> None:
    """At 1 % slow, an hour's drift comes in a minute: never is a packet 100 ms from when it came."""
    lane = Lane()
    for number in range(5000):
        now = int(number * FRAME * 1.01)
        lane.put(number * FRAME, ONES, now)
        if number % 25 == 24:
            end = now - RATE // 2
            if end > 0:
                lane.take(end)
    tail = lane.take(now + FRAME)
    assert np.flatnonzero(tail)[-1] > len(tail) - FRAME - RATE // 10


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 1600), st.integers(0, 5000)), max_size=50))
def test_any_timestamps_leave_the_length_right(puts: list[tuple[int, int, int]]) -> None:
    lane = Lane()
    now = taken = 0
    for timestamp, length, pause in puts:
        now += min(pause, SPAN // 4)
        lane.put(timestamp, np.ones(length, np.int16), now)
        if now - taken > SPAN // 2:
            assert len(lane.take(now)) == now - taken
            taken = now
