"""Stationary probabilities of a birth-death chain, in logarithms, so that no size overflows.

Knows rates up and down. Refuses to know that the states count calls.
"""

import numpy as np

from simulator.planning.quadrature import Floats


def stationary(births: Floats, deaths: Floats) -> Floats:
    """Share of time in states 0 … N, from the rates n -> n+1 and n+1 -> n, both of length N.

    Sums outward from the most frequent state: there rounding matters and the logarithms are small.
    """
    steps = np.log(births) - np.log(deaths)
    peak = int(np.argmax(np.concatenate(([0.0], np.cumsum(steps)))))
    below = -np.cumsum(steps[:peak][::-1])[::-1]
    above = np.cumsum(steps[peak:])
    weights = np.exp(np.concatenate((below, [0.0], above)))
    shares: Floats = weights / np.sum(weights)
    return shares
