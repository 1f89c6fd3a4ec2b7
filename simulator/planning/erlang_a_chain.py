"""Erlang A once more, from its birth-death chain: shares nothing with the closed form and must agree with it.

Someone who meets q callers waiting waits for q + 1 departures, at rates sμ, sμ + θ, …, sμ + qθ; the sum of those times,
V, is such that exp(-θV) has the Beta(sμ/θ, q + 1) distribution (Rényi), which gives every figure exactly.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy.special import betainc, digamma

from acd.language import _
from simulator.planning.birth_death import stationary
from simulator.planning.quadrature import NEGLIGIBLE, Floats
from simulator.planning.station import PlanningError, Station, require_moment, require_positive

MOST_STATES: Final = 10_000_000


@dataclass(frozen=True)
class ErlangAChain(Station):
    """The figures of M/M/s+M by its states; same names and meanings as ``ErlangA``."""

    patience: float

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(patience=self.patience)

    @cached_property
    def _shares(self) -> Floats:
        waiting = np.arange(1.0, self._longest_queue() + 1)
        busy = np.arange(1.0, self.servers + 1)
        departures = np.concatenate((busy / self.handling, self.service_rate + waiting / self.patience))
        return stationary(np.full(len(departures), self.arrival_rate), departures)

    def _longest_queue(self) -> int:
        """A length that the queue as good as never exceeds: from its usual one, the fall of the probabilities."""
        usual = max(0.0, (self.arrival_rate - self.service_rate) * self.patience)
        rate = max(self.arrival_rate, self.service_rate)
        spread = math.sqrt(2 * NEGLIGIBLE * rate * self.patience)
        if self.arrival_rate < self.service_rate:
            spread = min(spread, NEGLIGIBLE / math.log(self.service_rate / self.arrival_rate))
        longest = usual + 2 * spread + NEGLIGIBLE
        if longest > MOST_STATES:
            raise PlanningError(
                _("the chain would need {states:.0f} states, at most {most} are solved; use the closed form").format(
                    states=longest, most=MOST_STATES
                )
            )
        return int(longest)

    @cached_property
    def _met(self) -> tuple[Floats, Floats]:
        """Callers already waiting, and the share of arrivals who meet all agents busy and that many waiting."""
        met = self._shares[self.servers :]
        return np.arange(0.0, len(met)), met

    @property
    def wait_probability(self) -> float:
        """Share of callers who find no agent ready."""
        return float(np.sum(self._met[1]))

    @property
    def queue_length(self) -> float:
        """Mean number of callers waiting."""
        waiting, shares = self._met
        return float(np.sum(waiting * shares))

    @property
    def abandonment(self) -> float:
        """Share of callers who hang up: those waiting leave at rate 1/patience each."""
        return self.queue_length / self.patience / self.arrival_rate

    @property
    def mean_wait(self) -> float:
        """Mean seconds waited over all callers, by Little's law."""
        return self.queue_length / self.arrival_rate

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        busy = np.minimum(np.arange(len(self._shares)), self.servers)
        return float(np.sum(busy * self._shares)) / self.servers

    @cached_property
    def mean_wait_answered(self) -> float:
        """Mean seconds from offer to answer, over the callers answered."""
        waiting, shares = self._met
        x = self.service_rate * self.patience
        answered = shares * x / (x + waiting + 1)
        waited = self.patience * (digamma(x + waiting + 2) - digamma(x + 1))
        return float(np.sum(answered * waited) / (np.sum(self._shares[: self.servers]) + np.sum(answered)))

    def answered_within(self, within: float) -> float:
        """Share of callers offered who are answered in at most so many seconds."""
        require_moment(within)
        waiting, shares = self._met
        x = self.service_rate * self.patience
        in_time = betainc(waiting + 1, x + 1, -math.expm1(-within / self.patience)) * x / (x + waiting + 1)
        return float(np.sum(self._shares[: self.servers]) + np.sum(shares * in_time))
