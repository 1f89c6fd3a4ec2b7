"""How well a difference is known where both sides met the same days: of ratios of sums, and of shares of days.

Knows formulas of sampling. Refuses to know what is compared, and which way is better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from scipy.special import bdtr, ndtri, stdtr, stdtrit

from metrics.definitions.figures import Values
from metrics.definitions.kpi import ratio
from metrics.estimators.interval import LEVEL

PARTS: Final = 4
"""Numerator and denominator of the first, and what the second has more of each."""


class Difference(NamedTuple):
    """``other`` less ``one``, cell by cell, with its 95 % interval; NaN where there is no value.

    ``p``: how likely chance alone makes so large a difference. ``saved``: how many times as many days would be needed
    to know it as well, had each side met days of its own.
    """

    one: Values
    other: Values
    value: Values
    low: Values
    high: Values
    p: Values
    saved: Values


class Paired:
    """Sums of two sides' n and d over the same replications: all that the difference of their ratios needs.

    The second is kept as what it has more than the first, so that two equal sides differ by exactly nothing; sums are
    measured from the first replication, so that days that differ little lose no digits.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.count = 0
        self.first: Values = np.zeros((PARTS, *shape))
        self.sums: Values = np.zeros((PARTS, *shape))
        self.products: Values = np.zeros((PARTS, PARTS, *shape))

    def add(self, one: tuple[Values, Values], other: tuple[Values, Values]) -> None:
        """One replication: n and d of either side."""
        row = np.stack([*one, other[0] - one[0], other[1] - one[1]])
        if self.count == 0:
            self.first = row
        row = row - self.first
        self.sums += row
        self.products += row[:, None] * row[None]
        self.count += 1

    def difference(self) -> Difference:
        """By the delta method on both ratios together, with Student's t; no interval before the second replication."""
        k = self.count
        n, d, more_n, more_d = self.sums + k * self.first
        one, other = ratio(n, d), ratio(n + more_n, d + more_d)
        value = other - one
        if k < 2:
            unknown = np.full(value.shape, np.nan)
            return Difference(one, other, value, unknown, unknown, unknown, unknown)
        of_one, of_other = self._weights(one, d / k, 0.0), self._weights(other, (d + more_d) / k, 1.0)
        error = np.sqrt(self._variance(of_other - of_one))
        half = stdtrit(k - 1, (1 + LEVEL) / 2) * error
        apart = self._variance(of_one) + self._variance(of_other)
        p, saved = _chance(value, error, k - 1), ratio(apart, error**2)
        return Difference(one, other, value, value - half, value + half, p, saved)

    def _weights(self, mean: Values, d: Values, more: float) -> Values:
        """What a day's parts move a ratio by: its residual over the mean denominator."""
        per_day = ratio(np.ones(d.shape), d)
        return np.stack([per_day, -mean * per_day, more * per_day, -more * mean * per_day])

    def _variance(self, weights: Values) -> Values:
        """Of the mean over days of the parts so weighted."""
        k = self.count
        scatter = self.products - self.sums[:, None] * self.sums[None] / k
        squares = np.einsum("i...,ij...,j...->...", weights, scatter, weights)
        return np.asarray(np.maximum(squares, 0) / (k - 1) / k)


def _chance(value: Values, error: Values, freedom: int) -> Values:
    """Two-sided; what is the same every day is certain."""
    sizes = ratio(np.abs(value), error)
    p = 2 * stdtr(freedom, -np.where(np.isnan(sizes), 0.0, sizes))
    p = np.where(error == 0, np.where(value == 0, 1.0, 0.0), p)
    return np.asarray(np.where(np.isnan(value), np.nan, p))


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """How much larger a share of the same days is, with its 95 % interval and the chance of so much by chance alone."""

    value: float
    low: float
    high: float
    p: float


def paired_shares(gained: int, lost: int, of: int) -> ShareDifference:
    """From the days that only the second, and only the first side has (Bonett and Price; McNemar's exact test)."""
    more, less = (gained + 1) / (of + 2), (lost + 1) / (of + 2)
    middle, z = more - less, float(ndtri((1 + LEVEL) / 2))
    half = z * float(np.sqrt((more + less - middle**2) / (of + 2)))
    p = min(2 * float(bdtr(min(gained, lost), gained + lost, 0.5)), 1.0) if gained + lost else 1.0
    return ShareDifference((gained - lost) / of, max(middle - half, -1.0), min(middle + half, 1.0), p)


def holm(chances: Sequence[float]) -> list[float]:
    """Chances as they count where several things are looked at together (Holm): at 5 %, one of them wrong on 5 %."""
    adjusted: dict[int, float] = {}
    least = 0.0
    known = sorted((p, at) for at, p in enumerate(chances) if not np.isnan(p))
    for rank, (p, at) in enumerate(known):
        least = max(least, min((len(known) - rank) * p, 1.0))
        adjusted[at] = least
    return [adjusted.get(at, float("nan")) for at in range(len(chances))]
