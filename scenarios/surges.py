"""Times of a day when more (or fewer) people call than usual: by how much the calls of a type are multiplied, and when.

Knows incidents of the scenario that ``multiply_arrivals``. Refuses to know how many calls there are, and draws nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scenarios import Scenario
from scenarios.schema.callers import CallType

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Surge:
    """By how much the calls of a type are multiplied: between each two ``edges`` (µs since midnight) one factor."""

    edges: Ints
    factors: Floats

    def span(self, moments: Ints) -> Ints:
        """The span in which each moment lies."""
        return np.searchsorted(self.edges, moments, side="right") - 1

    def spread(self, per_interval: Floats) -> Floats:
        """Calls of each span, where intervals have these calls."""
        parts = np.diff(self.edges) / self._length(len(per_interval))
        return np.asarray(per_interval[self._intervals(len(per_interval))] * parts)

    def over(self, per_interval: Floats) -> Floats:
        """Calls of each interval, multiplied."""
        count = len(per_interval)
        multiplied = self.spread(per_interval) * self.factors
        return np.bincount(self._intervals(count), multiplied, count).astype(np.float64)

    def _intervals(self, count: int) -> Ints:
        """The interval of each span, where there are so many."""
        return np.asarray((self.edges[:-1] - self.edges[0]) // self._length(count))

    def _length(self, count: int) -> int:
        return int(self.edges[-1] - self.edges[0]) // count


def surge_of(scenario: Scenario, call_type: CallType) -> Surge | None:
    """When and by how much calls of this type are multiplied; ``None`` where they are not."""
    name = next(name for name, each in scenario.call_types.items() if each is call_type)
    by = [(each, (each.multiply_arrivals or {}).get(name, 1.0)) for each in scenario.incidents]
    windows = [(each.at, min(each.ends, scenario.closes), factor) for each, factor in by if factor != 1.0]
    if not windows:
        return None
    borders = {*np.linspace(scenario.opens, scenario.closes, (scenario.interval_count or 1) + 1).astype(np.int64)}
    edges = np.array(sorted(borders.union(*(window[:2] for window in windows))), dtype=np.int64)
    factors = np.ones(len(edges) - 1)
    for start, end, factor in windows:
        factors[(start <= edges[:-1]) & (edges[:-1] < end)] *= factor
    return Surge(edges, factors)
