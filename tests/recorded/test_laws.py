"""Censored times: the product-limit estimator against hand-worked and known laws."""

import numpy as np
import pytest

from bench.recorded.laws import POINTS, even, kaplan_meier, quantiles


def test_kaplan_meier_worked_by_hand() -> None:
    at, lasts = kaplan_meier([1, 2, 2, 3, 4], [True, True, False, False, True])
    assert at.tolist() == [1, 2, 4]
    assert lasts.tolist() == pytest.approx([4 / 5, 4 / 5 * 3 / 4, 0])


def test_patience_is_found_behind_the_answers_that_hide_it() -> None:
    rng = np.random.default_rng(1)
    patience, answered = rng.exponential(300, 20_000), rng.exponential(200, 20_000)
    waits = np.minimum(patience, answered)
    law = quantiles(waits.tolist(), (patience < answered).tolist())
    assert law.mean() == pytest.approx(300, rel=0.1)
    assert np.median(law) == pytest.approx(300 * np.log(2), rel=0.05)
    assert waits[patience < answered].mean() < 150, "what the abandoned waited is no patience"
    assert (np.diff(law) >= 0).all()


def test_even_keeps_few_times_and_thins_many() -> None:
    assert even([3, 1, 2]).tolist() == [1, 2, 3]
    many = even(range(10_000))
    assert len(many) == POINTS
    assert many.mean() == pytest.approx(4_999.5)
