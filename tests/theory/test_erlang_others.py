"""Priorities and M/M/s/K against Erlang C, Erlang B and hand-worked values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acd.errors import HuawuError
from simulator.planning.erlang_b import blocking
from simulator.planning.erlang_c import ErlangC
from simulator.planning.finite_queue import FiniteQueue
from simulator.planning.priorities import mean_waits


def test_two_classes_at_one_server_by_cobham() -> None:
    """λ = 0.2 and 0.3, μ = 1: W0 = 0.5, W1 = 0.5/0.8, W2 = 0.5/(0.8 x 0.5)."""
    assert mean_waits([0.2, 0.3], 1, 1) == pytest.approx([0.625, 1.25])


@given(st.floats(0.01, 0.45), st.floats(0.01, 0.45), st.integers(1, 200))
def test_priorities_move_waiting_from_one_class_to_another(urgent: float, other: float, servers: int) -> None:
    rates = [urgent * servers / 100, other * servers / 100]
    first, second = mean_waits(rates, 100, servers)
    anyone = ErlangC(sum(rates), 100, servers).mean_wait
    assert first <= anyone * (1 + 1e-9) <= second * (1 + 2e-9)
    assert (rates[0] * first + rates[1] * second) / sum(rates) == pytest.approx(anyone, rel=1e-9)


def test_the_urgent_are_served_where_the_rest_overload() -> None:
    assert mean_waits([0.05, 0.2], 100, 10) == [pytest.approx(10 / 0.5), math.inf]


def test_no_room_to_wait_is_erlang_b_and_endless_room_erlang_c() -> None:
    assert FiniteQueue(0.08, 100, 10, 10).blocking == pytest.approx(blocking(8, 10), rel=1e-12)
    roomy, endless = FiniteQueue(0.08, 100, 10, 400), ErlangC(0.08, 100, 10)
    assert roomy.wait_probability == pytest.approx(endless.wait_probability, rel=1e-9)
    assert roomy.mean_wait == pytest.approx(endless.mean_wait, rel=1e-9)


def test_one_server_and_two_places() -> None:
    """λ = μ: the states 0, 1, 2 are equally likely."""
    queue = FiniteQueue(1, 1, 1, 2)
    assert queue.blocking == pytest.approx(1 / 3)
    assert queue.wait_probability == pytest.approx(1 / 3)
    assert queue.mean_wait == pytest.approx(0.5)
    assert queue.occupancy == pytest.approx(2 / 3)


def test_fewer_places_than_servers_are_refused() -> None:
    with pytest.raises(HuawuError, match="places is 3"):
        FiniteQueue(1, 1, 4, 3)
