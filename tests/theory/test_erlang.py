"""Erlang B and C: published values, two forms that agree, and what must grow with what."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acd.errors import HuawuError
from simulator.planning.erlang_b import blocking, blocking_by_integral
from simulator.planning.erlang_c import ErlangC, delay, delay_by_sum

loads = st.floats(1e-6, 1e4)
sizes = st.integers(1, 3000)


@pytest.mark.parametrize(
    ("load", "servers", "lost"),
    [(0.0101, 1, 0.01), (4.461, 10, 0.01), (12.03, 20, 0.01), (37.90, 50, 0.01), (84.06, 100, 0.01), (6.216, 10, 0.05)],
)
def test_erlang_b_gives_the_loads_of_the_published_table(load: float, servers: int, lost: float) -> None:
    assert blocking(load, servers) == pytest.approx(lost, rel=2e-3)


def test_erlang_c_of_ten_erlang_and_fourteen_agents() -> None:
    """Worked example: 100 calls in 30 min of 180 s each, 14 agents: 17.4 % wait, 7.8 s, 88.8 % within 20 s."""
    queue = ErlangC(100 / 1800, 180, 14)
    assert queue.wait_probability == pytest.approx(0.1741, abs=5e-5)
    assert queue.mean_wait == pytest.approx(7.83, abs=0.01)
    assert queue.answered_within(20) == pytest.approx(0.888, abs=5e-4)
    assert queue.occupancy == pytest.approx(10 / 14)


def test_one_server_is_the_textbook_queue() -> None:
    queue = ErlangC(0.008, 100, 1)
    assert queue.wait_probability == pytest.approx(0.8)
    assert queue.mean_wait == pytest.approx(0.8 / (0.01 - 0.008))
    assert queue.queue_length == pytest.approx(0.8**2 / 0.2)


@given(loads, sizes)
def test_two_forms_of_erlang_b_agree(load: float, servers: int) -> None:
    assert blocking(load, servers) == pytest.approx(blocking_by_integral(load, servers), rel=1e-9, abs=1e-290)


@given(loads, sizes)
def test_two_forms_of_erlang_c_agree(load: float, servers: int) -> None:
    assert delay(load, servers) == pytest.approx(delay_by_sum(load, servers), rel=1e-9, abs=1e-290)


@given(loads, sizes)
def test_more_servers_lose_less_and_wait_implies_at_least_loss(load: float, servers: int) -> None:
    lost = blocking(load, servers)
    assert 0 <= lost <= delay(load, servers) <= 1
    assert blocking(load, servers + 1) <= lost <= blocking(load, servers - 1)
    assert delay(load, servers + 1) <= delay(load, servers)


@given(st.floats(0.01, 0.99), st.integers(1, 500), st.floats(0, 100))
def test_the_service_level_grows_with_time_and_falls_with_load(rho: float, servers: int, within: float) -> None:
    queue, busier = ErlangC(rho * servers / 100, 100, servers), ErlangC((rho + 0.005) * servers / 100, 100, servers)
    assert queue.answered_within(within) <= queue.answered_within(within + 1) + 1e-15
    assert busier.answered_within(within) <= queue.answered_within(within) + 1e-12
    assert queue.answered_within(0) == pytest.approx(1 - queue.wait_probability)


def test_an_overloaded_queue_is_answered_in_words_of_infinity() -> None:
    queue = ErlangC(2, 100, 150)
    assert (queue.wait_probability, queue.mean_wait, queue.answered_within(60), queue.occupancy) == (1, math.inf, 0, 1)


@pytest.mark.parametrize("load", [1e-300, 1e-6, 1e9])
@pytest.mark.parametrize("servers", [1, 3000])
def test_no_size_overflows(load: float, servers: int) -> None:
    assert 0 <= blocking(load, servers) <= 1
    assert 0 <= delay(load, servers) <= 1


@pytest.mark.parametrize(
    ("rate", "handling", "servers"),
    [(0, 100, 5), (-1, 100, 5), (math.nan, 100, 5), (1, math.inf, 5), (1, 0, 5), (1, 100, 0), (1, 100, 2.5)],
)
def test_nonsense_is_refused_in_words(rate: float, handling: float, servers: int) -> None:
    with pytest.raises(HuawuError, match=r"must be a (finite|whole) number"):
        ErlangC(rate, handling, servers)


def test_a_negative_waiting_time_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        ErlangC(1, 1, 2).answered_within(-1)
