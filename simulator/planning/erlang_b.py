"""Erlang B, the loss system M/G/s/s: the share of calls that find every line busy.

Two forms: the recursion, which is what everything else uses, and the integral, which shares nothing with it.
"""

import numpy as np

from simulator.planning.quadrature import log_integral
from simulator.planning.station import require_count, require_positive


def blocking(load: float, servers: int) -> float:
    """Share of calls lost, of a load in Erlang offered to so many servers (0 servers lose all).

    Recursion B(n) = a B(n-1) / (n + a B(n-1)), stable for any size (Jagerman 1974).
    """
    require_positive(load=load)
    require_count(0, servers=servers)
    lost = 1.0
    for n in range(1, servers + 1):
        lost = load * lost / (n + load * lost)
    return lost


def blocking_by_integral(load: float, servers: float) -> float:
    """The same by 1/B = integral over t >= 0 of exp(-t) (1 + t/a)^s (Fortet; Jagerman 1974); s need not be whole."""
    require_positive(load=load)
    mode = max(0.0, servers - load)
    log_inverse = log_integral(lambda t: servers * np.log1p(t / load) - t, mode)
    return float(np.exp(-log_inverse))
