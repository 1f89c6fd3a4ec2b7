"""What is drawn has the law that the scenario says: fixed seeds, bounds of four standard errors."""

from math import sqrt
from typing import Any

import numpy as np
import pytest
from one_type import ORDER, laid_out
from scipy import stats

from acd.events import MICROSECONDS
from simulator.layout import Layout
from simulator.workload import draw_day
from simulator.world import FOREVER

HOUR = 3600 * MICROSECONDS
OPENS = 8 * HOUR
DAYS = 300


def calls(layout: Layout, days: int = DAYS) -> list[Any]:
    """The drawn calls of each day, without the sentinel."""
    return [draw_day(layout, replication).draws[:-1] for replication in range(1, days + 1)]


def counts(layout: Layout, days: int = DAYS) -> Any:
    """Calls per day (rows) and interval (columns)."""
    edges = OPENS + HOUR * np.arange(5)
    return np.array([np.histogram(day["arrives"], edges)[0] for day in calls(layout, days)])


def assert_near(found: Any, mean: float, sd: float, n: int) -> None:
    assert abs(np.mean(found) - mean) <= 4 * sd / sqrt(n), (np.mean(found), mean)


def test_arrivals_are_poisson_in_each_interval() -> None:
    found = counts(laid_out())
    for column, mean in enumerate(ORDER["arrivals"]["per_interval"]):
        assert_near(found[:, column], mean, sqrt(mean), DAYS)
    dispersion = found[:, 1].var(ddof=1) / 200
    assert abs(dispersion - 1) < 4 * sqrt(2 / DAYS)
    assert abs(np.corrcoef(found[:, 0], found[:, 1])[0, 1]) < 4 / sqrt(DAYS)


def test_arrivals_are_spread_evenly_within_an_interval() -> None:
    within = np.concatenate([day["arrives"] for day in calls(laid_out(), 50)]) % HOUR
    assert stats.kstest(within / HOUR, "uniform").pvalue > 1e-4


def test_a_day_is_sorted_and_ends_with_a_sentinel() -> None:
    draws = draw_day(laid_out(), 1).draws
    assert (np.diff(draws["arrives"]) >= 0).all()
    assert draws["arrives"][-1] == FOREVER
    assert draws["arrives"][0] >= OPENS
    assert draws["arrives"][-2] < OPENS + 4 * HOUR


@pytest.mark.parametrize("bias", [0, 0.1])
def test_the_forecast_error_has_its_mean_and_deviation(bias: float) -> None:
    arrivals = {"arrivals": {"per_interval": [5000, 0, 0, 0]}}
    totals = counts(laid_out(arrivals, forecast_error={"sd": 0.2, "bias": bias, "shared": 0.7}))[:, 0]
    mean = 5000 * (1 + bias)
    sd = sqrt((0.2 * mean) ** 2 + mean)
    assert_near(totals, mean, sd, DAYS)
    assert abs(totals.std(ddof=1) / sd - 1) < 4 / sqrt(2 * DAYS)


@pytest.mark.parametrize("shared", [0.0, 0.7, 1.0])
def test_call_types_share_that_part_of_the_forecast_error(shared: float) -> None:
    busy = ORDER | {"arrivals": {"per_interval": [5000, 0, 0, 0]}}
    layout = laid_out(call_types={"one": busy, "two": busy}, forecast_error={"sd": 0.2, "bias": 0, "shared": shared})
    days = calls(layout, 200)
    one, two = (np.array([(day["call_type"] == k).sum() for day in days]) for k in (0, 1))
    wanted = shared * 0.2**2 / (0.2**2 + 1 / 5000)
    assert abs(np.corrcoef(one, two)[0, 1] - wanted) < 4 * (1 - wanted**2) / sqrt(200) + 0.01


def test_durations_have_their_laws() -> None:
    order = {"patience": {"exponential": {"mean": "2min"}}, "wrap_up": {"constant": "30s"}, "balk": 0.2}
    day = np.concatenate(calls(laid_out(order), 50))
    n = len(day)
    assert stats.kstest(day["talk"] / MICROSECONDS, "expon", (0, 180)).pvalue > 1e-4
    assert stats.kstest(day["patience"] / MICROSECONDS, "expon", (0, 120)).pvalue > 1e-4
    assert abs(np.corrcoef(day["talk"], day["patience"])[0, 1]) < 4 / sqrt(n)
    assert set(day["wrap_up"].tolist()) == {30 * MICROSECONDS}
    assert_near(day["balks"], 0.2, 0.4, n)


def test_a_mean_per_interval_is_that_of_the_calls_own_interval() -> None:
    layout = laid_out({"talk": {"exponential": {"mean": ["1min", "2min", "3min", "4min"]}}})
    day = np.concatenate(calls(layout, 50))
    for interval, mean in ((0, 60), (1, 120), (3, 240)):
        mine = day["talk"][(day["arrives"] - OPENS) // HOUR == interval] / MICROSECONDS
        assert_near(mine, mean, mean, len(mine))


def test_who_is_patient_without_end_never_hangs_up() -> None:
    assert (draw_day(laid_out(), 1).draws["patience"][:-1] == FOREVER).all()


def test_uniforms_of_answer_miss_and_chance_are_independent() -> None:
    day = draw_day(laid_out({"arrivals": {"per_interval": [5000, 0, 0, 0]}}), 1)
    columns = np.column_stack([day.answers[:, :2], day.misses[:, :2], day.chances[:, :2]]) / 65_536
    n = len(columns)
    assert abs(columns.mean(0) - 0.5).max() < 4 * sqrt(1 / 12 / n)
    assert abs(np.corrcoef(columns.T) - np.eye(6)).max() < 4.5 / sqrt(n)
