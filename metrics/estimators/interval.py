"""How well a mean is known: intervals for ratios of sums and for shares.

Knows formulas of sampling. Refuses to know what is sampled.
"""

from typing import Final

import numpy as np
from scipy.special import ndtri, stdtrit

from metrics.definitions.figures import Values
from metrics.definitions.kpi import ratio

LEVEL: Final = 0.95


class Moments:
    """Sums of n, d, n², d², n·d over replications, cell by cell: all that a ratio of sums and its interval need.

    Two passes are avoided by measuring from the first replication, so that days that differ little lose no digits.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.count = 0
        self.n0: Values = np.zeros(shape)
        self.d0: Values = np.zeros(shape)
        self.sums: Values = np.zeros((5, *shape))

    def add(self, n: Values, d: Values) -> None:
        """Add one replication; the order decides the last digits, so it must be the replications'."""
        if self.count == 0:
            self.n0, self.d0 = n.copy(), d.copy()
        x, y = n - self.n0, d - self.d0
        self.sums += (x, y, x * x, y * y, x * y)
        self.count += 1

    def mean(self) -> Values:
        """Σn / Σd, NaN where Σd is 0."""
        return ratio(self.sums[0] + self.count * self.n0, self.sums[1] + self.count * self.d0)

    def half_width(self) -> Values:
        """Of the 95 % interval by the delta method with Student's t; NaN with fewer than two replications."""
        k = self.count
        if k < 2:
            return np.full(self.n0.shape, np.nan)
        mean = self.mean()
        x, y, xx, yy, xy = self.sums
        residual = self.n0 - mean * self.d0
        squares = xx - 2 * mean * xy + mean**2 * yy + 2 * residual * (x - mean * y) + k * residual**2
        d = y + k * self.d0
        t = stdtrit(k - 1, (1 + LEVEL) / 2)
        return np.asarray(t * np.sqrt(np.maximum(squares, 0) * k / (k - 1)) / np.abs(np.where(d == 0, np.nan, d)))


def wilson(hits: int, of: int) -> tuple[float, float, float]:
    """A share with its 95 % interval (Wilson): share, low, high."""
    share = hits / of
    z = float(ndtri((1 + LEVEL) / 2))
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * float(np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)))
    return share, max(middle - half, 0.0), min(middle + half, 1.0)
