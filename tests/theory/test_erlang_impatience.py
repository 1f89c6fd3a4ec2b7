"""M/M/s+G and M/M/s+D against Erlang A, each other and integrals worked here by another rule."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from acd.errors import HuawuError
from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_b import blocking
from simulator.planning.impatience import EquallyPatient, ImpatientQueue

FIGURES = ("wait_probability", "abandonment", "mean_wait", "mean_wait_answered", "occupancy", "queue_length")
PATIENCE = {
    "lognormal": stats.lognorm(s=0.8, scale=150 * math.exp(-0.32)),
    "weibull, heavy": stats.weibull_min(0.6, scale=100),
    "weibull, light": stats.weibull_min(2.5, scale=170),
    "gamma": stats.gamma(3, scale=50),
}


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.floats(0.05, 3), st.floats(1, 1000), st.floats(0, 300))
def test_exponential_patience_is_erlang_a(servers: int, rho: float, patience: float, within: float) -> None:
    rate = rho * servers / 100
    general = ImpatientQueue(rate, 100, servers, lambda t: np.exp(-t / patience))
    closed = ErlangA(rate, 100, servers, patience)
    for figure in FIGURES:
        assert getattr(general, figure) == pytest.approx(getattr(closed, figure), rel=1e-9, abs=1e-100), figure
    assert general.answered_within(within) == pytest.approx(closed.answered_within(within), rel=1e-9, abs=1e-12)


def mean_busy(load: float, servers: int, wait_probability: float) -> float:
    """Agents on calls: all of them while callers would wait, else as in a loss system of one agent less."""
    return servers * wait_probability + (1 - wait_probability) * load * (1 - blocking(load, servers - 1))


@pytest.mark.parametrize("name", PATIENCE)
@pytest.mark.parametrize("load", [6.0, 10.0, 14.0])
def test_other_patience_agrees_with_a_plain_sum(name: str, load: float) -> None:
    """The integrals of Zeltyn & Mandelbaum by the midpoint rule, steps of 0.1 s."""
    servers, rate, survival, step = 10, load / 100, PATIENCE[name].sf, 0.1
    waits = np.arange(step / 2, 3000, step)
    patient = survival(waits)
    borne = (np.cumsum(patient) - patient / 2) * step
    density = rate * step * np.exp(rate * borne - 0.1 * waits)
    everyone = 1 / blocking(load, servers - 1) + np.sum(density)
    queue = ImpatientQueue(rate, 100, servers, survival)
    assert queue.wait_probability == pytest.approx(np.sum(density) / everyone, rel=1e-3)
    assert queue.abandonment == pytest.approx(np.sum(density * (1 - patient)) / everyone, rel=1e-3)
    assert queue.mean_wait == pytest.approx(np.sum(density * borne) / everyone, rel=1e-3)


@pytest.mark.parametrize("name", PATIENCE)
@pytest.mark.parametrize(("rate", "servers"), [(0.05, 10), (0.12, 10), (10.5, 1000), (0.02, 1)])
def test_flow_is_conserved_under_any_patience(name: str, rate: float, servers: int) -> None:
    queue = ImpatientQueue(rate, 100, servers, PATIENCE[name].sf)
    busy = mean_busy(rate * 100, servers, queue.wait_probability)
    assert queue.occupancy * servers == pytest.approx(busy, rel=1e-6)
    assert queue.answered_within(1e9) == pytest.approx(1 - queue.abandonment, rel=1e-9)
    assert queue.answered_within(0) == pytest.approx(1 - queue.wait_probability, rel=1e-9)


@pytest.mark.parametrize("rho", [0.5, 0.97, 1.0, 1.2])
def test_equal_patience_is_the_limit_of_patience_that_hardly_varies(rho: float) -> None:
    equal = EquallyPatient(rho * 20 / 100, 100, 20, 60)
    nearly = ImpatientQueue(rho * 20 / 100, 100, 20, stats.gamma(40_000, scale=60 / 40_000).sf)
    for figure in ("wait_probability", "abandonment", "mean_wait", "occupancy"):
        assert getattr(equal, figure) == pytest.approx(getattr(nearly, figure), rel=2e-3), figure


@pytest.mark.parametrize(("rate", "servers"), [(0.05, 10), (0.1, 10), (0.2, 10), (30, 1000), (9, 1000), (10, 1000)])
def test_flow_is_conserved_under_equal_patience(rate: float, servers: int) -> None:
    queue = EquallyPatient(rate, 100, servers, 50)
    busy = mean_busy(rate * 100, servers, queue.wait_probability)
    assert queue.occupancy * servers == pytest.approx(busy, rel=1e-9)


def test_no_size_overflows() -> None:
    for rate, servers, patience in [(1e-9, 3000, 10.0), (3e4, 3000, 1e4), (30, 3000, 1e4), (1e3, 1, 1e-6)]:
        queue = EquallyPatient(rate, 100, servers, patience)
        assert 0 <= queue.abandonment <= queue.wait_probability <= 1
        assert 0 <= queue.mean_wait <= patience


def test_an_overload_that_nobody_leaves_is_refused() -> None:
    with pytest.raises(HuawuError, match="too patient"):
        _ = ImpatientQueue(0.2, 100, 10, np.ones_like).mean_wait
