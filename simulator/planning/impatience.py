"""M/M/s+G: callers hang up after a patience of any continuous distribution; and M/M/s+D, all equally patient.

Zeltyn & Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G queue", 2005,
section 3: with H(x) the integral of the survival function of patience up to x, the wait V offered to a caller who would
never hang up has the density λ exp(λH(x) - sμx) / (E + λJ), x > 0, and V = 0 with probability E / (E + λJ), where
E is the inverse of Erlang B for s - 1 servers and J the integral of exp(λH(x) - sμx). (Baccelli & Hebuterne 1981.)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy.special import hyp1f1

from acd.language import _
from simulator.planning.erlang_b import blocking
from simulator.planning.quadrature import NEGLIGIBLE, Floats, panels, running_integral
from simulator.planning.station import PlanningError, Station, require_moment, require_positive

_GRADED: Final = np.concatenate(([0.0], np.geomspace(1e-12, 1.0, 300)))
_EVEN: Final = np.linspace(0.0, 1.0, 400)
_EDGES: Final = np.union1d(_GRADED, _EVEN)
_FARTHEST: Final = 1e9


@dataclass(frozen=True)
class ImpatientQueue(Station):
    """The figures of M/M/s+G. survival: share of callers whose patience exceeds each of an array of seconds."""

    survival: Callable[[Floats], Floats]

    @cached_property
    def _horizon(self) -> float:
        """Seconds beyond which no wait is offered."""
        horizon = NEGLIGIBLE / self.service_rate
        while True:
            exponent = self._offered(horizon * _EDGES)[2]
            if exponent[-1, -1] < np.max(exponent) - NEGLIGIBLE:
                return horizon
            horizon *= 2
            if horizon * self.service_rate > _FARTHEST:
                raise PlanningError(_("callers are too patient: agents cannot carry the load and nobody hangs up"))

    def _offered(self, edges: Floats) -> tuple[Floats, Floats, Floats]:
        """Nodes and weights between these seconds, and λH - sμx there."""
        nodes, weights = panels(edges)
        integral = running_integral(edges, self._patient(nodes))
        return nodes, weights, self.arrival_rate * integral - self.service_rate * nodes

    def _patient(self, nodes: Floats) -> Floats:
        return np.asarray(self.survival(nodes), dtype=np.float64)

    def _waiting(self, within: float = math.inf) -> tuple[Floats, Floats]:
        """Seconds, and the probability of an offered wait there; the last panel ends at ``within``."""
        edges = self._horizon * _EDGES
        if within < self._horizon:
            edges = np.union1d(edges, [within])
        nodes, weights, exponent = self._offered(edges)
        peak = float(np.max(exponent))
        density = weights * np.exp(exponent - peak)
        return nodes, density * (self._wait_probability(peak, float(np.sum(density))) / np.sum(density))

    def _wait_probability(self, peak: float, mass: float) -> float:
        lost = blocking(self.load, self.servers - 1)
        if lost == 0:
            return 0.0
        odds_against = -math.log(lost) - math.log(self.arrival_rate * mass) - peak
        return 1 / (1 + math.exp(min(odds_against, 700.0)))

    @cached_property
    def _offers(self) -> tuple[Floats, Floats]:
        return self._waiting()

    @property
    def wait_probability(self) -> float:
        """Share of callers who find no agent ready."""
        return float(np.sum(self._offers[1]))

    @property
    def abandonment(self) -> float:
        """Share of callers who hang up."""
        waits, chances = self._offers
        return float(np.sum(chances * (1 - self._patient(waits))))

    @property
    def mean_wait(self) -> float:
        """Mean seconds waited over all callers, answered or not: the smaller of wait offered and patience."""
        chances = self._offers[1]
        return float(np.sum(chances * running_integral(self._horizon * _EDGES, self._patient(self._offers[0]))))

    @property
    def mean_wait_answered(self) -> float:
        """Mean seconds from offer to answer, over the callers answered."""
        waits, chances = self._offers
        return float(np.sum(chances * self._patient(waits) * waits)) / (1 - self.abandonment)

    def answered_within(self, within: float) -> float:
        """Share of callers offered who are answered in at most so many seconds."""
        require_moment(within)
        waits, chances = self._waiting(within)
        in_time = np.sum(chances * self._patient(waits), where=waits <= within)
        return 1 - self.wait_probability + float(in_time)

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.load * (1 - self.abandonment) / self.servers

    @property
    def queue_length(self) -> float:
        """Mean number of callers waiting."""
        return self.arrival_rate * self.mean_wait


@dataclass(frozen=True)
class EquallyPatient(Station):
    """M/M/s+D: everyone hangs up after exactly ``patience`` seconds; in closed form (Baccelli & Hebuterne 1981)."""

    patience: float

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(patience=self.patience)

    @property
    def _growth(self) -> float:
        """(λ - sμ) d: the logarithm of the density of the wait offered at d, relative to 0."""
        return (self.arrival_rate - self.service_rate) * self.patience

    @cached_property
    def _parts(self) -> tuple[float, float, float]:
        """Probabilities, up to one factor, of no wait, of a wait below d, and of one that outlasts d."""
        scale = max(0.0, self._growth)
        lost = blocking(self.load, self.servers - 1)
        at_once = math.exp(-scale) / lost if lost else math.inf
        below = self.arrival_rate * self.patience * _moment(0, self._growth)
        return at_once, below, self.load / self.servers * math.exp(self._growth - scale)

    @property
    def wait_probability(self) -> float:
        """Share of callers who find no agent ready."""
        at_once, below, beyond = self._parts
        return (below + beyond) / (at_once + below + beyond)

    @property
    def abandonment(self) -> float:
        """Share of callers who hang up."""
        return self._parts[2] / sum(self._parts)

    @property
    def mean_wait(self) -> float:
        """Mean seconds waited over all callers, answered or not."""
        below = self.arrival_rate * self.patience**2 * _moment(1, self._growth)
        return below / sum(self._parts) + self.abandonment * self.patience

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.load * (1 - self.abandonment) / self.servers


def _moment(order: int, growth: float) -> float:
    """Integral over u from 0 to 1 of u^order exp(growth u), order 0 or 1, divided by exp(growth) where growth > 0.

    As Kummer's function M(1, order + 2, ·) or M(order + 1, order + 2, ·), the one whose argument is not positive.
    """
    if growth > 0:
        return float(hyp1f1(1, order + 2, -growth)) / (order + 1)
    return float(hyp1f1(order + 1, order + 2, growth)) / (order + 1)
