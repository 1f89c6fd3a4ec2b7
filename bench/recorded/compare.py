"""Recorded figures beside simulated days: what lies in the 80 % range, and where in it.

Knows which figures are compared and how one recorded value is ranked among simulated ones. Refuses to know why.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.recorded.bank_log import Recorded
from bench.recorded.people import GROUPS
from bench.recorded.scenario import CLOSES, OPENS
from metrics.estimators import Estimates

Floats = npt.NDArray[np.float64]

FIGURES: Final = ("mean_wait", "abandon_rate", "served_at_once", "in_20s")
SIMULATED: Final = {"mean_wait": "mean_wait", "abandon_rate": "abandon_rate", "in_20s": "service_level"}
"""KPI of each figure; ``served_at_once`` is what ``queue_ratio`` leaves."""

HOUR: Final = 3_600
LEAST_CALLS: Final = 20
"""An hour with fewer recorded calls is not compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of one day or hour: recorded, and every simulated day's."""

    figure: str
    day: datetime.date
    place: int | str | None
    """An hour, a group, or the whole day."""
    recorded: float
    simulated: Floats

    @property
    def inside(self) -> bool:
        low, high = np.quantile(self.simulated, [0.1, 0.9])
        return bool(low - 1e-6 <= self.recorded <= high + 1e-6)  # days are kept as single precision

    @property
    def rank(self) -> float:
        """Share of simulated days below, ties counting half: uniform if the recorded day is one of them (PIT)."""
        below, same = self.simulated < self.recorded, self.simulated == self.recorded
        return float(below.mean() + same.mean() / 2)

    @property
    def median(self) -> float:
        return float(np.median(self.simulated))


def recorded(calls: Iterable[Recorded]) -> Mapping[str, float]:
    """The figures of recorded calls."""
    own = list(calls)
    return {
        "mean_wait": float(np.mean([c.wait for c in own])),
        "abandon_rate": float(np.mean([not c.answered for c in own])),
        "served_at_once": float(np.mean([not c.queued for c in own])),
        "in_20s": float(np.mean([c.answered and c.wait <= 20 for c in own])),
    }


def simulated(estimates: Estimates, scope: str) -> Mapping[str, Floats]:
    """The figures of each simulated day: days, or days x hours."""
    places = list(estimates.asked[scope])  # type: ignore[index]
    days = np.stack(estimates.days[scope]).astype(np.float64)  # type: ignore[index]
    found = {figure: days[:, places.index(kpi)] for figure, kpi in SIMULATED.items()}
    return found | {"served_at_once": 1 - days[:, places.index("queue_ratio")]}


def compare(day: datetime.date, calls: Sequence[Recorded], estimates: Estimates) -> list[Compared]:
    """The day as a whole, then each hour with enough calls, then each group."""
    found = _figures(day, None, recorded(calls), simulated(estimates, "centre"))
    hourly = simulated(estimates, "intervals")
    for k, start in enumerate(range(OPENS, CLOSES, HOUR)):
        own = [c for c in calls if start <= c.offered < start + HOUR]
        if len(own) >= LEAST_CALLS:
            found += _figures(day, start // HOUR, recorded(own), {name: of[:, k] for name, of in hourly.items()})
    grouped = simulated(estimates, "groups")
    for k, group in enumerate(estimates.floor.header.groups):
        own = [c for c in calls if GROUPS[c.kind] == group]
        if own and len(estimates.floor.header.groups) > 1:
            found += _figures(day, group, recorded(own), {name: of[:, k] for name, of in grouped.items()})
    return found


def _figures(
    day: datetime.date, place: int | str | None, actual: Mapping[str, float], days: Mapping[str, Floats]
) -> list[Compared]:
    return [Compared(figure, day, place, actual[figure], days[figure]) for figure in FIGURES]
