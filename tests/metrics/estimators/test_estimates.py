"""What many days say: means that are ratios of sums, intervals that cover, deciles, chances, flat memory."""

import numpy as np
import pytest

from acd.errors import HuawuError
from acd.events import MICROSECONDS
from metrics.estimators import Estimates, GroupTarget, Moments, wilson
from metrics.estimators import estimates as module
from metrics.report import figures
from metrics.tally import Tally, book_of

FRAME = {"measured": (0, 3600 * MICROSECONDS)}


def sums_of(day):
    tally = Tally(book_of(day.header))
    tally.add_block(day.events())
    return tally.finish(int(day.events()["t"][-1]))


def day_with(make_day, offered, within):
    day = make_day(groups=2, **FRAME)
    day.sign_in(0, 0)
    for call in range(offered):
        t = 60 * call
        day.offer(t, call)
        day.ring(t if call < within else t + 21, call)
        day.answer(t + 1 if call < within else t + 22, call)
        day.end(t + 50, call)
    return day


@pytest.fixture
def two_days(make_day):
    days = [day_with(make_day, 10, 9), day_with(make_day, 20, 12)]
    estimates = Estimates(days[0].header, targets={"g0": GroupTarget(0.8)})
    for day in days:
        estimates.add(sums_of(day))
    return estimates


def test_mean_is_a_ratio_of_sums(two_days):
    level = two_days.document()["centre"]["service_level"]
    assert level["mean"] == 21 / 30
    assert level["low"] < 0.7 < level["high"]
    assert level["days"] == {"p10": 0.63, "p50": 0.75, "p90": 0.87}


def test_counts_are_means_of_days(two_days):
    offered = two_days.document()["centre"]["offered"]
    assert offered["mean"] == 15
    half = 12.706204736 * np.std([10, 20], ddof=1) / np.sqrt(2)
    assert offered["high"] == pytest.approx(15 + half, abs=1e-5)


def test_chance_is_the_share_of_days(two_days):
    chance = two_days.document()["chance"]["g0.service_level"]
    assert (chance["target"], chance["share"]) == (0.8, 0.5)
    assert 0 < chance["low"] < 0.5 < chance["high"] < 1


def test_a_target_over_intervals_asks_each_of_them(make_day):
    both = day_with(make_day, 40, 36)
    estimates = Estimates(both.header, targets={"g0": GroupTarget(0.8, "day"), "g1": GroupTarget(0.8, "interval")})
    estimates.add(sums_of(both))
    of_interval = Estimates(both.header, targets={"g0": GroupTarget(0.8, "interval")})
    of_interval.add(sums_of(both))
    assert estimates.document()["chance"]["g0.service_level"]["share"] == 1
    assert estimates.document()["chance"]["g1.service_level"]["share"] == 1, "no calls: nothing missed"
    assert of_interval.document()["chance"]["g0.service_level"]["share"] == 0


def test_one_replication_knows_no_interval(make_day):
    day = day_with(make_day, 10, 9)
    estimates = Estimates(day.header)
    estimates.add(sums_of(day))
    level = estimates.document()["centre"]["service_level"]
    assert (level["mean"], level["low"], level["high"]) == (0.9, None, None)
    assert estimates.half_width() == float("inf")


def test_what_has_no_value_is_null(two_days):
    document = two_days.document({"engine": "loop"})
    assert document["engine"] == "loop"
    assert document["groups"]["g1"]["service_level"]["mean"] is None
    assert document["groups"]["g1"]["service_level"]["days"]["p50"] is None
    assert document["centre"]["repeat_rate"]["mean"] is None


def test_one_day_says_what_the_report_of_its_ledger_says(random_day):
    day = random_day(4, measured=(8 * 3600 * MICROSECONDS, 9 * 3600 * MICROSECONDS))
    sums = sums_of(day)
    estimates = Estimates(day.header)
    estimates.add(sums)
    plain = figures(estimates.floor, sums)

    def means(cells):
        return (
            cells["mean"]
            if isinstance(cells, dict) and "mean" in cells
            else {key: means(value) for key, value in cells.items()}
            if isinstance(cells, dict)
            else [means(value) for value in cells]
            if isinstance(cells, list)
            else cells
        )

    document = estimates.document()
    for part in plain:
        assert means(document[part]) == plain[part]


def test_half_width_is_relative_and_unknown_kpis_are_named(two_days):
    t = 12.706205  # Student, one degree of freedom
    offered = two_days.document()["centre"]["offered"]
    assert two_days.half_width("offered") == pytest.approx(t * 5 / 15, abs=1e-5)  # half the distance of two days
    assert offered["high"] == pytest.approx(15 + t * 5, abs=1e-3)
    assert two_days.half_width("abandoned") == 0
    with pytest.raises(HuawuError, match="service_levle"):
        two_days.half_width("service_levle")


def test_no_bound_lies_where_the_kpi_cannot(two_days):
    level, offered = (two_days.document()["centre"][kpi] for kpi in ("service_level", "offered"))
    assert two_days.half_width() > 1
    assert (level["low"], level["high"], offered["low"]) == (0, 1, 0)


def test_days_are_kept_up_to_a_limit(make_day, monkeypatch):
    monkeypatch.setattr(module, "DAYS_KEPT", 3)
    day = day_with(make_day, 4, 4)
    estimates = Estimates(day.header)
    seen = estimates.observe(sums_of(day))
    for _ in range(10):
        estimates.add_day(seen)
    assert estimates.replications == 10
    assert {len(days) for days in estimates.days.values()} == {3}


def test_the_delta_method_covers():
    """95 % intervals of a ratio with correlated parts hold the true ratio in 93-97 % of 1000 studies of 30 days."""
    draw = np.random.default_rng(20261102)
    d = draw.poisson(200 * draw.gamma(25, 1 / 25, size=(30, 1000)))
    n = draw.binomial(d, np.clip(0.95 - d / 1000, 0, 1))
    many = np.maximum(draw.poisson(200 * draw.gamma(25, 1 / 25, size=400_000)), 0)
    truth = (np.clip(0.95 - many / 1000, 0, 1) * many).sum() / many.sum()
    moments = Moments((1000,))
    for day in range(30):
        moments.add(n[day].astype(float), d[day].astype(float))
    covered = np.abs(moments.mean() - truth) <= moments.half_width()
    assert 0.93 <= covered.mean() <= 0.97


def test_moments_are_those_of_the_residuals():
    draw = np.random.default_rng(7)
    n, d = draw.normal(1e9, 3, (2, 12, 1))
    moments = Moments((1,))
    for x, y in zip(n, d, strict=True):
        moments.add(x, y)
    residual = n - n.sum() / d.sum() * d
    expected = 2.200985 * np.sqrt((residual**2).sum() / 11 / 12) / d.mean()
    assert moments.half_width()[0] == pytest.approx(expected, rel=1e-5)


def test_wilson():
    share, low, high = wilson(19, 30)
    assert (round(share, 4), round(low, 4), round(high, 4)) == (0.6333, 0.4551, 0.7813)
    assert wilson(0, 10)[1] == 0
