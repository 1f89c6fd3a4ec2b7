"""Laws of patience and of pauses from times of which many were cut short, and plain ones of talk.

Knows the product-limit estimator (Kaplan and Meier 1958). Refuses to know whose times they are.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

POINTS: Final = 1_000
"""Quantiles written for a law: each stands for a thousandth of the mass."""

FEW: Final = 30
"""With fewer than these still waiting, the estimator is left for an exponential tail."""


def kaplan_meier(times: Sequence[float], ended: Sequence[bool]) -> tuple[Floats, Floats]:
    """Times at which something ended, ascending, and the share that lasts longer, right after each.

    ``ended`` is false where the end was not seen: an answered caller would have waited longer.
    """
    t, seen = np.asarray(times, dtype=np.float64), np.asarray(ended, dtype=bool)
    at = np.unique(t[seen])
    order = np.sort(t)
    left = len(t) - np.searchsorted(order, at, "left")
    ends = np.searchsorted(np.sort(t[seen]), at, "right") - np.searchsorted(np.sort(t[seen]), at, "left")
    return at, np.asarray(np.cumprod(1 - ends / left), dtype=np.float64)


def quantiles(times: Sequence[float], ended: Sequence[bool]) -> Floats:
    """Midpoint quantiles of the law that :func:`kaplan_meier` estimates, with an exponential tail.

    The tail's rate is ends over time spent beyond the point where ``FEW`` are left, else (none seen there) overall.
    """
    t, seen = np.asarray(times, dtype=np.float64), np.asarray(ended, dtype=bool)
    at, last = kaplan_meier(times, ended)
    turn = float(np.sort(t)[-FEW]) if len(t) > FEW else 0.0
    known = at <= turn
    at, last = at[known], last[known]
    u = (np.arange(POINTS) + 0.5) / POINTS
    remaining = float(last[-1]) if len(last) else 1.0
    tail = turn - _mean_beyond(t, seen, turn) * np.log(np.minimum((1 - u) / max(remaining, 1e-9), 1))
    inside = np.searchsorted(1 - last, u, "left")
    padded = np.append(at, np.inf)
    return np.asarray(np.where(u <= 1 - remaining, padded[np.minimum(inside, len(at))], tail))


def _mean_beyond(t: Floats, seen: npt.NDArray[np.bool_], turn: float) -> float:
    late = t > turn
    if seen[late].any():
        return float((t[late] - turn).sum() / seen[late].sum())
    return float(t.sum() / max(seen.sum(), 1))


def even(times: Iterable[float]) -> Floats:
    """At most ``POINTS`` of the recorded times, evenly through their order; zero is not a length of anything."""
    order = np.sort(np.fromiter(times, dtype=np.float64))
    if len(order) <= POINTS:
        return order
    return np.asarray(np.quantile(order, (np.arange(POINTS) + 0.5) / POINTS))
