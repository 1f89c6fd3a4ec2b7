"""Palm's function A(x, y) = 1 + sum over j >= 1 of y^j / ((x+1)…(x+j)), on which Erlang A rests.

A(x, y) = x e^y y^-x γ(x, y), γ the lower incomplete gamma function (Palm 1957; Mandelbaum & Zeltyn 2007, (A.2)).
Kept in logarithms; the incomplete gamma function where y > x, the series, which has no cancellation, elsewhere.
"""

import math
from typing import Final

import numpy as np
from scipy.special import gammainc

from simulator.planning.quadrature import Floats

_STIRLING: Final = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)


def log_palm(x: float, y: float) -> float:
    """Logarithm of A(x, y), x > 0, y >= 0."""
    if y > x:
        return math.log(float(gammainc(x, y))) - _log_poisson(x, y)
    return math.log(float(np.sum(palm_terms(x, y))))


def palm_terms(x: float, y: float) -> Floats:
    """The terms of the series of A(x, y) from j = 0, for y <= x, as many as count."""
    count = 50 + int(10 * math.sqrt(x))
    ratios = y / (x + np.arange(1.0, count))
    return np.concatenate(([1.0], np.cumprod(ratios)))


def _log_poisson(x: float, y: float) -> float:
    """Logarithm of y^x e^-y / Γ(x+1), by Loader's saddle-point form where the plain one would lose digits."""
    if x < 15:
        return x * math.log(y) - y - math.lgamma(x + 1)
    excess = (y - x) / x
    stirling = sum(c / x ** (2 * k + 1) for k, c in enumerate(_STIRLING))
    return -x * (excess - math.log1p(excess)) - stirling - math.log(2 * math.pi * x) / 2
