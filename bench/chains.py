"""Exact figures where no formula is known: small Markov chains, solved numerically.

Two designs: two groups of agents of which one may help the other (an N), and one group whose arrivals and staffing
change over the day. Knows rates and states; refuses to know how a simulation does it.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_array, csr_array, diags_array
from scipy.sparse.linalg import expm_multiply, spsolve

State = tuple[int, ...]


@dataclass(frozen=True)
class NDesign:
    """Calls a go to agents 1, else to agents 2; calls b to agents 2 only, who take a waiting b before a waiting a.

    Rates per second; ``patience`` of a and b and ``talk`` in mean seconds, exponential; queues end at ``longest``.
    """

    arrivals: tuple[float, float]
    talk: float
    agents: tuple[int, int]
    patience: tuple[float, float]
    longest: int = 40

    def mean_queues(self) -> tuple[float, float]:
        """Mean number of a and of b that wait."""
        sizes = (*self.agents, self.longest, self.longest)
        states = [state for state in itertools.product(*(range(n + 1) for n in sizes)) if self._possible(*state)]
        place = {state: k for k, state in enumerate(states)}
        moves = [(place[state], place[to], rate) for state in states for to, rate in self._moves(*state) if to in place]
        share = stationary(moves, len(states))
        queues = np.array(states)[:, 2:]
        return float(share @ queues[:, 0]), float(share @ queues[:, 1])

    def _possible(self, busy1: int, busy2: int, a: int, b: int) -> bool:
        """Nobody waits beside an agent who may help."""
        return (busy2 == self.agents[1] or a + b == 0) and (busy1 == self.agents[0] or a == 0)

    def _moves(self, busy1: int, busy2: int, a: int, b: int) -> Iterator[tuple[State, float]]:
        if busy1 < self.agents[0]:
            yield (busy1 + 1, busy2, a, b), self.arrivals[0]
        elif busy2 < self.agents[1]:
            yield (busy1, busy2 + 1, a, b), self.arrivals[0]
        else:
            yield (busy1, busy2, a + 1, b), self.arrivals[0]
        yield ((busy1, busy2 + 1, a, b) if busy2 < self.agents[1] else (busy1, busy2, a, b + 1)), self.arrivals[1]
        yield ((busy1, busy2, a - 1, b) if a else (busy1 - 1, busy2, a, b)), busy1 / self.talk
        first = (busy1, busy2, a, b - 1) if b else (busy1, busy2, a - 1, b)
        yield (first if a + b else (busy1, busy2 - 1, a, b)), busy2 / self.talk
        yield (busy1, busy2, a - 1, b), a / self.patience[0]
        yield (busy1, busy2, a, b - 1), b / self.patience[1]


def stationary(moves: list[tuple[int, int, float]], size: int) -> np.ndarray:
    """Long-run share of time in each state of a chain that moves (from, to, rate)."""
    equations = generator(moves, size).T.tolil()
    equations[-1, :] = 1
    right = np.zeros(size)
    right[-1] = 1
    return np.asarray(spsolve(equations.tocsc(), right))


def generator(moves: list[tuple[int, int, float]], size: int) -> csr_array:
    """Rates from state to state; each row adds up to 0."""
    start, end, rate = (np.array(column) for column in zip(*moves, strict=True))
    rates = csr_array((rate, (start, end)), shape=(size, size))
    return csr_array(rates - diags_array(rates.sum(axis=1)))


@dataclass(frozen=True)
class ChangingDay:
    """M(t)/M/s(t)+M: expected calls and people on, interval by interval; who is no longer needed leaves when idle.

    A state is (people present, calls in the centre). When people are to leave, the idle go at once and the others as
    they finish, so more may be present than are wanted.
    """

    calls: tuple[float, ...]
    on_duty: tuple[int, ...]
    interval: float
    talk: float
    patience: float
    most: int = 60

    def mean_queues(self) -> list[float]:
        """Mean number that wait, averaged over each interval, and over one more after closing; empty at the start."""
        shares = np.zeros((max(self.on_duty) + 1, self.most + 1))
        shares[0, 0] = 1
        found = []
        for calls, wanted in zip((*self.calls, 0.0), (*self.on_duty, self.on_duty[-1]), strict=True):
            shares, waited = self._pass(_regroup(shares, wanted), calls / self.interval, wanted)
            found.append(waited / self.interval)
        return found

    def _pass(self, shares: np.ndarray, rate: float, wanted: int) -> tuple[np.ndarray, float]:
        """Kolmogorov's forward equations over one interval, with one more coordinate that adds up waiting time."""
        size = shares.size
        forward = generator(list(self._moves(shares.shape, rate, wanted)), size).T
        queue = np.array([max(n - present, 0) for present, n in np.ndindex(shares.shape)], dtype=float)
        adding = csr_array((queue, (np.zeros(size, int), np.arange(size))), shape=(1, size))
        whole = block_array([[forward, None], [adding, csr_array((1, 1))]], format="csr")
        after = expm_multiply(whole * self.interval, np.append(shares.ravel(), 0.0))
        return after[:-1].reshape(shares.shape), float(after[-1])

    def _moves(self, shape: tuple[int, ...], rate: float, wanted: int) -> Iterator[tuple[int, int, float]]:
        for present, n in np.ndindex(shape):
            here = int(np.ravel_multi_index((present, n), shape))
            if n < self.most and rate > 0:
                yield here, here + 1, rate
            if n > 0:
                leaves = present - 1 if present > wanted and n >= present else present
                if present:
                    yield here, int(np.ravel_multi_index((leaves, n - 1), shape)), min(n, present) / self.talk
                if n > present:
                    yield here, here - 1, (n - present) / self.patience


def _regroup(shares: np.ndarray, wanted: int) -> np.ndarray:
    """The moment at which another number of people is wanted: the idle leave or others come, the busy stay."""
    changed = np.zeros_like(shares)
    for present, n in np.ndindex(shares.shape):
        changed[max(wanted, min(present, n)), n] += shares[present, n]
    return changed
