"""Quantiles of gamma laws, thousands at a time.

Knows one function of mathematics. SciPy's own takes a microsecond a value, which would be an eighth of drawing a day.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainccinv, gammaincinv, gammaln, ndtr, ndtri

Floats = NDArray[np.float64]

WIDTH: Final = 8.5
"""Standard deviations that the table spans to each side: all that a uniform of 53 bits can be."""
CELLS: Final = 4096
LEAST_SHAPE: Final = 0.5
"""Below it the table would be less exact than a part in 10^10."""


def gamma_quantile(shape: float, u: Floats) -> Floats:
    """Of the gamma law of scale 1, to a part in 10^10: a microsecond in three hours.

    The cube root of the quantile is almost a straight line in the normal quantile (Wilson and Hilferty 1931), so a
    table of it, cubic between its points, is as good as exact.
    """
    if shape < LEAST_SHAPE:
        return np.asarray(gammaincinv(shape, u))
    roots, slopes = _table(shape)
    place = (np.clip(ndtri(u), -WIDTH, WIDTH) + WIDTH) * (CELLS / (2 * WIDTH))
    cell = np.minimum(place.astype(np.intp), CELLS - 1)
    part = place - cell
    root, slope, rise = roots[cell], slopes[cell], roots[cell + 1] - roots[cell]
    bend = slope + slopes[cell + 1] - 2 * rise
    root = root + part * (slope + part * (rise - slope - bend + part * bend))
    return np.where(u > 0, root * root * root, 0.0)


@lru_cache(maxsize=64)
def _table(shape: float) -> tuple[Floats, Floats]:
    """The cube root of the quantile at each border of a cell, and how much it rises in one cell there."""
    z = np.linspace(-WIDTH, WIDTH, CELLS + 1)
    x = np.where(z < 0, gammaincinv(shape, ndtr(z)), gammainccinv(shape, ndtr(-z)))
    roots = np.cbrt(x)
    density = np.exp((shape - 1) * np.log(x) - x - gammaln(shape))
    normal = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return roots, normal / density / (3 * roots**2) * (2 * WIDTH / CELLS)
