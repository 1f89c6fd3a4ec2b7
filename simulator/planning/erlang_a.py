"""Erlang A, M/M/s+M: callers hang up after an exponential patience. In closed form.

Palm 1957; Mandelbaum & Zeltyn, "Service engineering in action: the Palm/Erlang-A queue", 2007, section 4 and appendix.
``erlang_a_chain`` computes the same figures from the chain of states and must agree.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import gammainc

from simulator.planning.erlang_b import blocking
from simulator.planning.palm import log_palm, palm_terms
from simulator.planning.quadrature import mean_of
from simulator.planning.station import Station, require_moment, require_positive


@dataclass(frozen=True)
class ErlangA(Station):
    """The figures of M/M/s+M. patience: mean seconds a caller would wait before hanging up."""

    patience: float

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(patience=self.patience)

    @property
    def _x(self) -> float:
        return self.service_rate * self.patience

    @property
    def _y(self) -> float:
        return self.arrival_rate * self.patience

    @cached_property
    def wait_probability(self) -> float:
        """Share of callers who find no agent ready: A B / (1 + (A - 1) B), B being Erlang B."""
        lost = blocking(self.load, self.servers - 1)
        if lost == 0:
            return 0.0
        odds_against = -math.log(lost) - math.log(self.load / self.servers) - log_palm(self._x, self._y)
        return 1 / (1 + math.exp(min(odds_against, 700.0)))

    @cached_property
    def _abandonment_of_waiting(self) -> float:
        if self._y > self._x:
            return 1 - self._answered_later_of_waiting(0.0)
        terms = palm_terms(self._x, self._y)
        j = np.arange(1.0, len(terms) + 1)
        return float(np.sum(terms * j / (self._x + j)) / np.sum(terms))

    def _answered_later_of_waiting(self, within: float) -> float:
        """Share, among those who wait, of the ones answered after more than so many seconds.

        (x/y) P(x + 1, y exp(-θt)) / P(x, y), P the regularised incomplete gamma function; where y <= x and P may
        underflow, by Palm's function.
        """
        spent = within / self.patience
        left = self._y * math.exp(-spent)
        if self._y > self._x:
            return float(gammainc(self._x + 1, left) / gammainc(self._x, self._y)) * self._x / self._y
        exponent = -self._y * math.expm1(-spent) - (self._x + 1) * spent
        later = log_palm(self._x + 1, left) - log_palm(self._x, self._y)
        return math.exp(exponent + later) * self._x / (self._x + 1)

    @property
    def abandonment(self) -> float:
        """Share of callers who hang up (放弃率)."""
        return self.wait_probability * self._abandonment_of_waiting

    @property
    def mean_wait(self) -> float:
        """Mean seconds waited, over all callers, whether answered or not: the abandonment times the mean patience."""
        return self.abandonment * self.patience

    @cached_property
    def mean_wait_answered(self) -> float:
        """Mean seconds from offer to answer, over the callers answered (at once: 0)."""
        if self.wait_probability == 0:
            return 0.0
        mode = max(0.0, math.log(self._y / (self._x + 1)))
        pull = self._y * math.exp(-mode)
        waited = mean_of(lambda v: -pull * np.expm1(mode - v) - (self._x + 1) * (v - mode), mode) * self.patience
        return self.wait_probability * self._answered_later_of_waiting(0.0) * waited / (1 - self.abandonment)

    def answered_within(self, within: float) -> float:
        """Service level (服务水平): share of callers offered who are answered in at most so many seconds."""
        require_moment(within)
        later = self._answered_later_of_waiting(within)
        in_time = self._answered_later_of_waiting(0.0) - later
        return 1 - self.wait_probability + self.wait_probability * in_time

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.load * (1 - self.abandonment) / self.servers

    @property
    def queue_length(self) -> float:
        """Mean number of callers waiting."""
        return self.arrival_rate * self.mean_wait
