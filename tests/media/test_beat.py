"""The beat is kept against absolute deadlines, and the line to the main process never waits."""

import socket
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from acd.live.media.channel import Channel
from acd.live.media.loop import BEAT, Loop


class Clock:
    """Goes on a little whenever it is looked at."""

    def __init__(self) -> None:
        self.now = 10.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@pytest.fixture
def busy() -> Iterator[socket.socket]:
    """Something can always be read: the loop never waits in real time."""
    ours, theirs = socket.socketpair()
    theirs.send(b"!")
    yield ours
    ours.close()
    theirs.close()


def beats(busy: socket.socket, count: int, stalls: dict[int, float]) -> tuple[list[float], float]:
    """The deadlines beaten, some of them taking their time; and the moment of the last."""
    clock, dues = Clock(), []
    loop = Loop(lambda error: pytest.fail(str(error)), clock)
    loop.watch(busy, lambda: None)

    def beat(due: float) -> None:
        assert due <= clock.now
        dues.append(due)
        clock.now += stalls.get(len(dues), 0.0)
        if len(dues) == count:
            loop.end()

    loop.run(beat)
    return dues, clock.now


def in_beats(dues: list[float]) -> list[int]:
    return [round((due - dues[0]) / BEAT) for due in dues]


def test_deadlines_do_not_drift(busy: socket.socket) -> None:
    dues, _now = beats(busy, 500, {})
    assert in_beats(dues) == list(range(500))
    assert max(abs(due - dues[0] - k * BEAT) for k, due in enumerate(dues)) < 1e-6


def test_a_short_stall_is_made_up_for(busy: socket.socket) -> None:
    dues, now = beats(busy, 50, {10: 0.09})
    assert in_beats(dues) == list(range(50))
    assert now - dues[-1] < BEAT


def test_of_a_long_stall_the_rest_is_left_out(busy: socket.socket) -> None:
    dues, now = beats(busy, 50, {10: 3.0})
    numbers = in_beats(dues)
    assert numbers[:10] == list(range(10))
    assert numbers[10] >= 150
    assert [b - a for a, b in pairwise(numbers[10:])] == [1] * 39
    assert now - dues[-1] < 2 * BEAT


def test_a_step_that_fails_ends_nothing() -> None:
    failed: list[Exception] = []
    loop = Loop(failed.append, Clock())
    count = 0

    def beat(_due: float) -> None:
        nonlocal count
        count += 1
        if count == 3:
            loop.end()
        raise ValueError(count)

    loop.run(beat)
    assert [str(error) for error in failed] == ["1", "2", "3"]


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield Channel(ours), theirs
    ours.close()
    theirs.close()


def everything(end: socket.socket, more: Callable[[], None]) -> bytes:
    end.setblocking(False)
    got = b""
    while True:
        try:
            got += end.recv(1 << 16)
        except BlockingIOError:
            before = len(got)
            more()
            try:
                got += end.recv(1 << 16)
            except BlockingIOError:
                return got
            assert len(got) > before


def test_what_has_no_room_is_kept_and_sent_later(ends: tuple[Channel, socket.socket]) -> None:
    channel, other = ends
    for number in range(50_000):
        channel.tell({"pong": number})
    got = everything(other, channel.flush)
    assert got.count(b"\n") == 50_000
    assert not channel.closed


def test_a_main_process_that_never_reads_is_dead_in_the_end(ends: tuple[Channel, socket.socket]) -> None:
    channel, _other = ends
    for _ in range(40):
        channel.tell({"trouble": "x" * (1 << 19)})
    assert channel.closed


def test_a_line_that_is_closed_is_known_to_be(ends: tuple[Channel, socket.socket]) -> None:
    channel, other = ends
    other.sendall(b'["ping",1]\n["pi')
    assert list(channel.read()) == [["ping", 1]]
    assert list(channel.read()) == []
    assert not channel.closed
    other.close()
    assert list(channel.read()) == []
    assert channel.closed
    channel.tell({"pong": 1})
