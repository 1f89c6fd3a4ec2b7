"""Erlang A: published values, the closed form against the chain, limits, and what must grow with what."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acd.errors import HuawuError
from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_a_chain import ErlangAChain
from simulator.planning.erlang_b import blocking
from simulator.planning.erlang_c import ErlangC

FIGURES = ("wait_probability", "abandonment", "mean_wait", "mean_wait_answered", "occupancy", "queue_length")

sizes = st.integers(1, 3000)
utilisations = st.floats(1e-3, 3)
patiences = st.floats(0.01, 20).map(lambda ratio: 100 * ratio)


def test_a_hundred_agents_at_97_erlang() -> None:
    for queue in (ErlangA(97 / 300, 300, 100, 180), ErlangAChain(97 / 300, 300, 100, 180)):
        assert queue.abandonment == pytest.approx(0.03151, abs=5e-6)
        assert queue.mean_wait == pytest.approx(5.672, abs=5e-4)


def test_the_example_of_garnett_mandelbaum_and_reiman() -> None:
    """50 agents, 48 calls a minute of 1 min, patience 2 min: 3.1 % abandon, wait 3.7 s, occupancy 93 % (2002)."""
    queue = ErlangA(48 / 60, 60, 50, 120)
    assert queue.abandonment == pytest.approx(0.031, abs=5e-4)
    assert queue.mean_wait == pytest.approx(3.7, abs=0.05)
    assert queue.occupancy == pytest.approx(0.93, abs=5e-3)


def test_patience_like_handling_makes_the_number_present_poisson() -> None:
    """With θ = μ every caller present leaves at one rate: M/M/∞."""
    load, agents = 7.5, 9
    present = [math.exp(-load) * load**n / math.factorial(n) for n in range(60)]
    queue = ErlangA(load / 100, 100, agents, 100)
    assert queue.wait_probability == pytest.approx(1 - sum(present[:agents]), rel=1e-12)
    assert queue.queue_length == pytest.approx(sum((n - agents) * p for n, p in enumerate(present) if n > agents))


@settings(deadline=None)
@given(sizes, utilisations, patiences, st.floats(0, 500))
def test_two_forms_agree(servers: int, rho: float, patience: float, within: float) -> None:
    closed = ErlangA(rho * servers / 100, 100, servers, patience)
    chain = ErlangAChain(rho * servers / 100, 100, servers, patience)
    for figure in FIGURES:
        assert getattr(closed, figure) == pytest.approx(getattr(chain, figure), rel=1e-9, abs=1e-250), figure
    assert closed.answered_within(within) == pytest.approx(chain.answered_within(within), rel=1e-9, abs=1e-13)


@pytest.mark.parametrize(
    ("servers", "rho", "patience"), [(3000, 10, 300), (3000, 1, 1e5), (1, 300, 1), (50, 1e-6, 1e4), (400, 1.05, 1e4)]
)
def test_two_forms_agree_at_extreme_sizes(servers: int, rho: float, patience: float) -> None:
    closed = ErlangA(rho * servers / 100, 100, servers, patience)
    chain = ErlangAChain(rho * servers / 100, 100, servers, patience)
    for figure in FIGURES:
        assert getattr(closed, figure) == pytest.approx(getattr(chain, figure), rel=1e-9, abs=1e-250), figure


@given(sizes, st.floats(-9, 6), st.floats(-6, 7), st.floats(0, 1e6))
def test_no_size_overflows(servers: int, log_rho: float, log_patience: float, within: float) -> None:
    queue = ErlangA(10**log_rho * servers / 100, 100, servers, 10**log_patience)
    for figure in FIGURES:
        assert math.isfinite(getattr(queue, figure)), figure
    for share in (queue.wait_probability, queue.abandonment, queue.occupancy, queue.answered_within(within)):
        assert -1e-9 <= share <= 1 + 1e-9


@given(st.integers(1, 300), utilisations, patiences)
def test_impatience_and_agents_relieve_the_queue(servers: int, rho: float, patience: float) -> None:
    rate = rho * servers / 100
    queue = ErlangA(rate, 100, servers, patience)
    assert ErlangA(rate, 100, servers + 1, patience).abandonment <= queue.abandonment
    assert ErlangA(rate * 1.01, 100, servers, patience).abandonment >= queue.abandonment
    assert ErlangA(rate, 100, servers, patience * 1.1).abandonment <= queue.abandonment * (1 + 1e-9)
    assert ErlangA(rate, 100, servers, patience * 1.1).mean_wait >= queue.mean_wait * (1 - 1e-9)
    assert ErlangA(rate, 100, servers + 1, patience).answered_within(20) >= queue.answered_within(20) - 1e-12
    assert queue.answered_within(20) <= queue.answered_within(30) + 1e-12


@given(st.integers(1, 100), st.floats(0.05, 0.95))
def test_great_patience_leads_to_erlang_c_and_none_to_erlang_b(servers: int, rho: float) -> None:
    rate, load = rho * servers / 100, rho * servers
    patient, c = ErlangA(rate, 100, servers, 1e8), ErlangC(rate, 100, servers)
    assert patient.wait_probability == pytest.approx(c.wait_probability, rel=1e-3)
    assert patient.mean_wait == pytest.approx(c.mean_wait, rel=1e-3)
    assert patient.answered_within(20) == pytest.approx(c.answered_within(20), rel=1e-3)
    assert ErlangA(rate, 100, servers, 1e-7).abandonment == pytest.approx(blocking(load, servers), rel=1e-6)


def test_who_hangs_up_within_the_time_is_not_answered_in_it() -> None:
    queue = ErlangA(97 / 300, 300, 100, 180)
    assert queue.answered_within(1e9) == pytest.approx(1 - queue.abandonment)
    assert queue.answered_within(0) == pytest.approx(1 - queue.wait_probability)


def test_nonsense_is_refused_in_words() -> None:
    with pytest.raises(HuawuError, match="patience is 0"):
        ErlangA(1, 100, 5, 0)
    with pytest.raises(HuawuError, match="use the closed form"):
        _ = ErlangAChain(9000, 100, 3000, 1e5).mean_wait
