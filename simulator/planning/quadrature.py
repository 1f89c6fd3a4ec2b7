"""Integrals over t >= 0 of exp(f(t)), f concave: the shape of most integrals in the theory of waiting.

Knows how far out nothing is left and how fine to look (Gauss-Legendre in panels). Refuses to know what is integrated.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NEGLIGIBLE: Final = 50.0
"""What lies more than this below the peak of f is left out: exp(-50) is far below rounding."""

_ORDER: Final = 16
_PANELS: Final = 128
_POINTS, _WEIGHTS = legendre.leggauss(_ORDER)


def log_integral(exponent: Callable[[Floats], Floats], mode: float) -> float:
    """Logarithm of the integral over t >= 0 of exp(exponent(t)), concave with its peak at ``mode``."""
    peak = float(exponent(np.array([mode]))[0])
    nodes, weights = _concave(exponent, mode, peak)
    return peak + math.log(float(np.sum(weights * np.exp(exponent(nodes) - peak))))


def mean_of(exponent: Callable[[Floats], Floats], mode: float) -> float:
    """Mean of t >= 0 with density proportional to exp(exponent(t)), concave with its peak at ``mode``."""
    peak = float(exponent(np.array([mode]))[0])
    nodes, weights = _concave(exponent, mode, peak)
    density = weights * np.exp(exponent(nodes) - peak)
    return float(np.sum(density * nodes) / np.sum(density))


def _concave(exponent: Callable[[Floats], Floats], mode: float, peak: float) -> tuple[Floats, Floats]:
    def lost(t: float) -> bool:
        return float(exponent(np.array([t]))[0]) < peak - NEGLIGIBLE

    after = 1e-12 + 1e-9 * mode
    while not lost(mode + after):
        after *= 2
    before = min(after, mode)
    while before < mode and not lost(mode - before):
        before = min(2 * before, mode)
    return panels(np.linspace(mode - before, mode + after, _PANELS + 1))


def panels(edges: Floats) -> tuple[Floats, Floats]:
    """Nodes and weights, both of shape (panels, order), of Gauss-Legendre between each two neighbours of ``edges``."""
    half = np.diff(edges)[:, None] / 2
    middle = (edges[:-1] + edges[1:])[:, None] / 2
    return middle + half * _POINTS, half * _WEIGHTS


def running_integral(edges: Floats, values: Floats) -> Floats:
    """Integral from the first edge up to each node of ``panels(edges)`` of the function with these values there."""
    half = np.diff(edges)[:, None] / 2
    before = np.concatenate(([0.0], np.cumsum(half[:, 0] * (values @ _WEIGHTS))[:-1]))
    within: Floats = half * (values @ _PARTIAL.T)
    return before[:, None] + within


def _partial_integrals() -> Floats:
    """Row i turns values at the nodes into the integral from -1 to node i of the polynomial through them."""
    integrals = np.column_stack([legendre.legval(_POINTS, legendre.legint(row, lbnd=-1)) for row in np.eye(_ORDER)])
    matrix: Floats = integrals @ np.linalg.inv(legendre.legvander(_POINTS, _ORDER - 1))
    return matrix


_PARTIAL: Final = _partial_integrals()
