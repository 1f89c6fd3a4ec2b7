"""Each distribution's quantile agrees with its mean and variance, and with SciPy's own where there is one."""

import math
from pathlib import Path

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from scipy import stats
from scipy.special import gammaincinv

from scenarios.distributions import Delay, Law, Never, Patience
from scenarios.gamma import gamma_quantile

EVEN = (np.arange(200_000) + 0.5) / 200_000


def law(written: object, folder: Path = Path()) -> Law:
    found: Law = TypeAdapter(Delay).validate_python(written, context={"folder": folder})
    return found


LAWS = [
    {"exponential": {"mean": "2min"}},
    {"lognormal": {"mean": "180s", "cv": 0.8}},
    {"gamma": {"mean": 180, "cv": 0.5}},
    {"gamma": {"mean": 1, "cv": 0.1}},
    {"weibull": {"mean": "90s", "shape": 1.3}},
    {"weibull": {"scale": "100s", "shape": 0.8}},
    {"erlang": {"mean": "60s", "k": 3}},
    {"hyperexponential": {"means": ["10s", "5min"], "weights": [3, 1]}},
    {"uniform": {"low": "10s", "high": "30s"}},
    {"constant": "5s"},
]


@pytest.mark.parametrize("written", LAWS, ids=str)
def test_the_quantile_has_the_stated_mean_and_variance(written: object) -> None:
    found = law(written)
    drawn = found.ppf(EVEN)
    assert np.all(np.diff(drawn) >= 0)
    assert drawn.mean() == pytest.approx(found.average(), rel=2e-3)
    assert drawn.var() == pytest.approx(found.variance(), rel=3e-2)


@pytest.mark.parametrize("written", LAWS, ids=str)
def test_a_law_written_back_is_the_same(written: object) -> None:
    assert law(law(written).written()) == law(written)


def test_quantiles_agree_with_scipy() -> None:
    u = np.array([0.0, 0.01, 0.5, 0.99, 0.999999])
    sigma = math.sqrt(math.log1p(0.64))
    pairs = [
        (law({"exponential": {"mean": 7}}), stats.expon(scale=7)),
        (law({"lognormal": {"mean": 7, "cv": 0.8}}), stats.lognorm(sigma, scale=7 * math.exp(-(sigma**2) / 2))),
        (law({"gamma": {"mean": 7, "cv": 0.5}}), stats.gamma(4, scale=7 / 4)),
        (law({"weibull": {"scale": 7, "shape": 1.7}}), stats.weibull_min(1.7, scale=7)),
        (law({"erlang": {"mean": 7, "k": 3}}), stats.gamma(3, scale=7 / 3)),
    ]
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours.ppf(u), theirs.ppf(u), rtol=1e-9)


def test_the_hyperexponential_quantile_inverts_its_distribution() -> None:
    found = law({"hyperexponential": {"means": [2, 50, 700], "weights": [0.5, 0.3, 0.2]}})
    u = np.array([0.0, 1e-9, 0.3, 0.9, 1 - 1e-12])
    survival = sum(w * np.exp(-found.ppf(u) / m) for w, m in [(0.5, 2), (0.3, 50), (0.2, 700)])
    np.testing.assert_allclose(survival, 1 - u, rtol=1e-9)


def test_a_mean_per_interval_follows_the_interval() -> None:
    found = law({"exponential": {"mean": ["10s", "20s", "40s"]}})
    half = np.full(3, 0.5)
    np.testing.assert_allclose(found.ppf(half, np.array([2, 0, 1])), np.array([40, 10, 20]) * math.log(2))
    assert (found.average(1), found.values_per_day) == (20.0, 3)
    with pytest.raises(ValueError, match="needs the interval"):
        found.ppf(half)


def test_never_is_infinite_and_for_patience_only() -> None:
    patience = TypeAdapter(Patience).validate_python("never")
    assert np.all(np.isinf(patience.ppf(np.array([0.1, 0.9]))))
    assert patience == Never()
    with pytest.raises(ValidationError, match="patience only"):
        law("never")


def test_empirical_times_are_read_beside_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "times.csv").write_text("talk\n30\n10\n\n1min\n", "utf-8")
    found = law({"empirical": "times.csv"}, tmp_path)
    assert found.ppf(np.array([0.0, 0.34, 0.99])).tolist() == [10, 30, 60]
    assert found.average() == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("text", "words"), [("talk\n30\nlong\n", r"times\.csv:3: 'long'"), ("", "holds no times"), (None, "cannot be read")]
)
def test_a_broken_file_of_times_is_named(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "times.csv").write_text(text, "utf-8")
    with pytest.raises(ValidationError, match=words):
        law({"empirical": "times.csv"}, tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        5,
        "5s",
        {"exponential": {"mean": 3}, "constant": 5},
        {"lognormal": {"mean": 3, "cv": 0}},
        {"exponential": {"mean": 0}},
        {"exponential": {"mean": []}},
        {"uniform": {"low": 3, "high": 2}},
        {"hyperexponential": {"means": [1, 2], "weights": [1]}},
        {"weibull": {"mean": 3, "scale": 3, "shape": 1}},
        {"weibull": {"scale": 3, "shape": -1}},
    ],
    ids=str,
)
def test_what_is_no_distribution(wrong: object) -> None:
    with pytest.raises(ValidationError):
        law(wrong)


@pytest.mark.parametrize("shape", [0.2, 0.5, 1, 2, 7.3, 400])
def test_quantiles_of_gamma_laws_are_exact_to_a_microsecond_in_three_hours(shape: float) -> None:
    uniforms = np.concatenate([EVEN, [2.0**-53, 1e-9, 1 - 1e-9, 1 - 2.0**-53]])
    np.testing.assert_allclose(gamma_quantile(shape, uniforms), gammaincinv(shape, uniforms), rtol=1e-9, atol=1e-12)
    assert gamma_quantile(shape, np.zeros(1)) == 0
