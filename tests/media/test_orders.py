"""Orders and samples on a virtual clock: the switchboard without its process."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from acd.live.media.happenings import Digit, Played, Sampled, from_fields, to_fields
from acd.live.media.loop import BEAT, Loop
from acd.live.media.packet import build
from acd.live.media.switchboard import Switchboard
from acd.live.media.wire import Lines, Settings, line, settings_in


class Board:
    """A switchboard whose time is ours, and one telephone."""

    def __init__(self) -> None:
        self.now = 50.0
        self.told: list[Any] = []
        self.failed: list[Exception] = []
        self.loop = Loop(self.failed.append, lambda: self.now)
        self.board = Switchboard(Settings(waiting=2), self.loop, self.told.append)
        self.ports: list[int] = list(self.told[0]["ports"])
        self.phone = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.phone.bind(("127.0.0.1", 0))

    def open(self, leg: str) -> None:
        self.board.carry_out(["open", leg, self.ports.pop()])
        self.board.carry_out(["aim", leg, *self.phone.getsockname(), 0, 101, True, True])

    def run(self, beats: int, lose: int = 0) -> None:
        """Let time go by; the telephone says something at every beat, but for every so manieth."""
        for number in range(beats):
            self.now += BEAT
            if not lose or number % lose:
                self.phone.sendto(build(0, False, number, number * 160, 5, b"\xff" * 160), self._to)
                self.board._lines["a"].read()
            self.board.beat(self.now)

    @property
    def _to(self) -> tuple[str, int]:
        return "127.0.0.1", self.board._lines["a"].pair.port

    def happened(self) -> list[Any]:
        return [from_fields(each) for each in self.told if "happened" in each]


@pytest.fixture
def board() -> Iterator[Board]:
    board = Board()
    yield board
    board.board.close()
    board.phone.close()
    assert board.failed == []


def test_a_leg_is_sampled_every_five_seconds(board: Board) -> None:
    board.open("a")
    board.run(50 * 15)
    samples = board.happened()
    assert len(samples) in (2, 3)
    assert {(each.leg, each.loss, each.jitter_ms) for each in samples} == {("a", 0.0, 0.0)}
    assert samples[-1].mos == 4.4


def test_loss_is_in_the_sample_and_in_the_score(board: Board) -> None:
    board.open("a")
    board.run(50 * 11, lose=10)
    last = board.happened()[-1]
    assert isinstance(last, Sampled)
    assert last.loss == pytest.approx(0.1, abs=0.005)
    assert 3.0 < last.mos < 3.6


def test_a_leg_that_says_nothing_has_no_sample(board: Board) -> None:
    board.open("a")
    for _ in range(500):
        board.now += BEAT
        board.board.beat(board.now)
    assert board.happened() == []


def test_ports_are_bound_again_as_they_are_taken(board: Board) -> None:
    board.open("a")
    assert [len(each["ports"]) for each in board.told] == [2, 1]
    board.board.carry_out(["close", "a"])
    board.open("b")
    assert sum(len(each["ports"]) for each in board.told) >= 4


def test_a_ping_is_answered_and_an_unknown_order_passed_over(board: Board) -> None:
    board.board.carry_out(["ping", 7])
    board.board.carry_out(["dance", "a"])
    board.board.carry_out(["join", "a", "b"])
    assert board.told[1:] == [{"pong": 7}]


@pytest.mark.parametrize("happening", [Digit("a", "#"), Played("线路", "token"), Sampled("a", 4.4, 0.1, 0.0, None)])
def test_happenings_are_the_same_on_the_other_side(happening: Any) -> None:
    assert [from_fields(each) for each in Lines().feed(line(to_fields(happening)))] == [happening]


def test_messages_may_come_in_any_pieces() -> None:
    lines = Lines()
    content = line(["play", "a", ["声音.wav"], "", False]) + line({"pong": 1})
    got = [message for k in range(len(content)) for message in lines.feed(content[k : k + 1])]
    assert got == [["play", "a", ["声音.wav"], "", False], {"pong": 1}]


def test_a_line_without_end_is_not_kept() -> None:
    with pytest.raises(ValueError, match="without end"):
        list(Lines().feed(b"x" * (2 << 20)))


@pytest.mark.parametrize("settings", [Settings(), Settings("10.0.0.1", (10_000, 10_999), 64, 5.5, "zh")])
def test_settings_are_the_same_on_the_other_side(settings: Settings) -> None:
    assert settings_in(settings.text()) == settings
