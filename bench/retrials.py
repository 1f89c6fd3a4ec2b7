"""Callers who try again: a Markov chain without a formula, solved numerically."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bench.chains import stationary


@dataclass(frozen=True)
class Retrials:
    """M/M/s/s with retrials: who hears the busy tone tries again with ``chance``, after an exponential ``delay``.

    Rates per second, times in seconds. A state is (lines taken, callers who will try again, at most ``most``).
    """

    arrivals: float
    talk: float
    lines: int
    chance: float
    delay: float
    most: int = 60

    def busy_rate(self) -> float:
        """Share of all attempts that hear the busy tone."""
        shape = (self.lines + 1, self.most + 1)
        shares = stationary(list(self._moves(shape)), shape[0] * shape[1]).reshape(shape)
        attempts = self.arrivals + np.arange(self.most + 1) / self.delay
        return float(shares[-1] @ attempts / (shares @ attempts).sum())

    def _moves(self, shape: tuple[int, int]) -> Iterator[tuple[int, int, float]]:
        def at(taken: int, later: int) -> int:
            return int(np.ravel_multi_index((taken, min(later, self.most)), shape))

        for taken, later in np.ndindex(shape):
            here = at(taken, later)
            if taken:
                yield here, at(taken - 1, later), taken / self.talk
            if taken < self.lines:
                yield here, at(taken + 1, later), self.arrivals
                if later:
                    yield here, at(taken + 1, later - 1), later / self.delay
            elif later < self.most:
                yield here, at(taken, later + 1), self.arrivals * self.chance
            if taken == self.lines and later:
                yield here, at(taken, later - 1), later / self.delay * (1 - self.chance)
