"""Erlang C, M/M/s: callers wait for ever, in the order of their arrival.

A load that the agents cannot carry is answered, not refused: everybody waits, and for ever.
"""

import math
from functools import cached_property

import numpy as np

from simulator.planning.birth_death import stationary
from simulator.planning.erlang_b import blocking
from simulator.planning.station import Station, require_count, require_moment, require_positive


def delay(load: float, servers: int) -> float:
    """Probability of having to wait, for a load in Erlang; from Erlang B: C = B / (1 - (a/s)(1 - B)) (Cooper 1981)."""
    require_count(1, servers=servers)
    lost = blocking(load, servers)
    return 1.0 if load >= servers else lost / (1 - load / servers * (1 - lost))


def delay_by_sum(load: float, servers: int) -> float:
    """The same as the share of time that s or more calls are there: the chain up to s, its tail a geometric series."""
    require_positive(load=load)
    require_count(1, servers=servers)
    if load >= servers:
        return 1.0
    shares = stationary(np.full(servers, load), np.arange(1.0, servers + 1))
    tail = float(shares[-1]) / (1 - load / servers)
    return tail / (float(np.sum(shares[:-1])) + tail)


class ErlangC(Station):
    """The figures of M/M/s."""

    @property
    def stable(self) -> bool:
        """Whether the agents can carry the load at all."""
        return self.load < self.servers

    @cached_property
    def wait_probability(self) -> float:
        """Share of callers who have to wait."""
        return delay(self.load, self.servers)

    @property
    def mean_wait(self) -> float:
        """Mean seconds from offer to answer over all callers; infinite where the load cannot be carried."""
        return self.wait_probability / (self.service_rate - self.arrival_rate) if self.stable else math.inf

    def answered_within(self, within: float) -> float:
        """Service level (服务水平): share of callers answered in at most so many seconds."""
        require_moment(within)
        if not self.stable:
            return 0.0
        return 1 - self.wait_probability * math.exp(-(self.service_rate - self.arrival_rate) * within)

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return min(1.0, self.load / self.servers)

    @property
    def queue_length(self) -> float:
        """Mean number of callers waiting."""
        return self.arrival_rate * self.mean_wait
