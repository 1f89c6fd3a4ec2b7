"""M/M/s/K: s agents and room for K callers in all, as with a limited number of lines; nobody hangs up."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.planning.birth_death import stationary
from simulator.planning.quadrature import Floats
from simulator.planning.station import Station, require_count


@dataclass(frozen=True)
class FiniteQueue(Station):
    """M/M/s/K: at most ``places`` callers present, in service and waiting; a call beyond them is lost."""

    places: int

    def __post_init__(self) -> None:
        super().__post_init__()
        require_count(self.servers, places=self.places)

    @cached_property
    def _shares(self) -> Floats:
        departures = np.minimum(np.arange(1.0, self.places + 1), self.servers) / self.handling
        return stationary(np.full(self.places, self.arrival_rate), departures)

    @property
    def blocking(self) -> float:
        """Share of calls lost."""
        return float(self._shares[-1])

    @property
    def wait_probability(self) -> float:
        """Share of all calls that get in and have to wait."""
        return float(np.sum(self._shares[self.servers : -1]))

    @property
    def queue_length(self) -> float:
        """Mean number of callers waiting."""
        waiting = np.arange(self.places - self.servers + 1)
        return float(np.sum(waiting * self._shares[self.servers :]))

    @property
    def mean_wait(self) -> float:
        """Mean seconds from offer to answer over the calls that get in."""
        return self.queue_length / (self.arrival_rate * (1 - self.blocking))

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.load * (1 - self.blocking) / self.servers
