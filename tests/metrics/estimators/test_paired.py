"""Differences on the same days: exact where nothing differs, intervals that cover, what pairing saves, many at once."""

import numpy as np
import pytest
from scipy import stats

from metrics.definitions import CALLS
from metrics.definitions.senses import has_sense, is_better
from metrics.estimators.paired import Paired, holm, paired_shares

DAYS = 30


def paired(one, other):
    found = Paired(one[0].shape[1:])
    for day in range(len(one[0])):
        found.add((one[0][day], one[1][day]), (other[0][day], other[1][day]))
    return found.difference()


def studies(draw, count, days=DAYS, gain=0.03):
    """Two sides answering the same callers of a day that is busy for both: their n and d, day x study."""
    busy = draw.gamma(25, 1 / 25, size=(days, count))
    offered = draw.poisson(200 * busy)
    redials = draw.poisson(np.maximum(20 * busy, 0))
    share = np.clip(0.95 - offered / 1000, 0, 1)
    one = draw.binomial(offered, share)
    other = one + draw.binomial(offered - one, gain / (1 - share))
    return (one.astype(float), (offered + redials).astype(float)), (other.astype(float), offered.astype(float))


def test_equal_sides_differ_by_exactly_nothing():
    one, _other = studies(np.random.default_rng(1), 40)
    found = paired(one, one)
    assert not found.value.any()
    assert not found.low.any()
    assert not found.high.any()
    assert (found.p == 1).all()


def test_it_is_the_difference_of_the_ratios_of_sums():
    one, other = studies(np.random.default_rng(2), 5)
    truth = other[0].sum(0) / other[1].sum(0) - one[0].sum(0) / one[1].sum(0)
    assert paired(one, other).value == pytest.approx(truth, rel=1e-12)


def test_of_counts_it_is_the_paired_t_test():
    draw = np.random.default_rng(3)
    one, other = draw.poisson(50, (2, DAYS, 4)).astype(float)
    days = np.ones((DAYS, 4))
    found = paired((one, days), (other, days))
    known = stats.ttest_rel(other, one)
    interval = known.confidence_interval(0.95)
    assert found.p == pytest.approx(known.pvalue)
    assert found.low == pytest.approx(interval.low)
    assert found.high == pytest.approx(interval.high)


def test_turned_round_it_is_the_same():
    one, other = studies(np.random.default_rng(4), 30)
    there, back = paired(one, other), paired(other, one)
    assert there.value == pytest.approx(-back.value)
    assert there.low == pytest.approx(-back.high)
    assert there.p == pytest.approx(back.p)


def test_intervals_cover():
    """They hold the true difference in 93-97 % of 2000 studies of 30 days (fixed seed; 95 % are promised)."""
    draw = np.random.default_rng(20261102)
    one, other = studies(draw, 2000)
    (n, d), (m, e) = studies(draw, 4000, days=500)
    truth = m.sum() / e.sum() - n.sum() / d.sum()
    found = paired(one, other)
    assert 0.93 <= ((found.low <= truth) & (truth <= found.high)).mean() <= 0.97


def test_chances_are_even_where_nothing_differs():
    """Sides that differ by luck alone: of 2000 such differences about 5 % have p ≤ 0.05."""
    draw = np.random.default_rng(5)
    offered = draw.poisson(200 * draw.gamma(25, 1 / 25, size=(DAYS, 2000)))
    one, other = draw.binomial(offered, 0.8, (2, *offered.shape)).astype(float)
    found = paired((one, offered.astype(float)), (other, offered.astype(float)))
    assert 0.04 <= (found.p <= 0.05).mean() <= 0.06


def test_what_pairing_saves():
    draw = np.random.default_rng(6)
    one, other = studies(draw, 200)
    _apart, stranger = studies(draw, 200)
    assert np.median(paired(one, other).saved) > 5
    assert np.median(paired(one, stranger).saved) == pytest.approx(1, abs=0.2)


def test_what_has_no_value_has_no_difference():
    none = np.zeros((DAYS, 1))
    found = paired((none, none), (none + 1, none + 1))
    assert np.isnan([found.value, found.low, found.p]).all()


def test_one_day_knows_no_interval():
    one, other = studies(np.random.default_rng(7), 1, days=1)
    found = paired(one, other)
    assert np.isfinite(found.value).all()
    assert np.isnan([found.low, found.high, found.p, found.saved]).all()


def test_a_constant_difference_is_certain():
    cost = np.random.default_rng(8).normal(9e4, 100, (DAYS, 1))
    days = np.ones((DAYS, 1))
    found = paired((cost, days), (cost + 360, days))
    assert (found.value[0], found.p[0]) == (pytest.approx(360), 0)
    assert found.high[0] - found.low[0] < 1e-6


def test_shares_of_the_same_days():
    found = paired_shares(27, 0, 100)
    assert found.value == 0.27
    assert (round(found.low, 3), round(found.high, 3)) == (0.175, 0.355)
    assert found.p == pytest.approx(2 * 0.5**27)
    assert paired_shares(0, 0, 100).p == 1
    assert paired_shares(3, 3, 100).p == 1


def test_intervals_of_shares_cover():
    """At least 93 %, also where few days differ: 4000 studies of 40 days for each pair of chances."""
    draw = np.random.default_rng(9)
    for more, less in ((0.3, 0.02), (0.05, 0.05), (0.1, 0.0), (0.4, 0.3)):
        days = draw.multinomial(40, [more, less, 1 - more - less], size=4000)
        found = [paired_shares(int(gained), int(lost), 40) for gained, lost, _same in days]
        assert np.mean([each.low <= more - less <= each.high for each in found]) >= 0.93


def test_holm():
    assert holm([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02]
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([0.04]) == [0.04]
    assert np.isnan(holm([float("nan"), 0.04])).tolist() == [True, False]


SENSES = [
    ("service_level", 0.8, 0.9, True),
    ("mean_answer_wait", 8.0, 9.0, False),
    ("occupancy", 0.6, 0.7, None),
    ("aht", 200.0, 180.0, None),
    ("abandon_rate", 0.08, 0.05, True),
    ("abandon_rate", 0.02, 0.05, False),
    ("abandon_rate", 0.029, 0.012, None),
    ("busy_rate", 0.02, 0.005, None),
    ("work_efficiency", 0.85, 0.95, None),
    ("cost", 100.0, 90.0, True),
    ("service_level_variants.answered_within/answered", 0.8, 0.7, False),
    ("service_level", 0.8, 0.8, None),
]


@pytest.mark.parametrize(("name", "before", "after", "better"), SENSES)
def test_which_way_is_better(name, before, after, better):
    assert is_better(CALLS[name], before, after) is better
    assert has_sense(CALLS[name]) or better is None


def test_what_has_no_sense():
    without = ("occupancy", "utilisation", "aht", "offered", "queue_ratio", "staffed", "work_efficiency")
    assert not any(has_sense(CALLS[name]) for name in without)
