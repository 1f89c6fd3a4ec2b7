"""The same days for every variant: each replication run once by each, and added up together.

Knows that a day counts for all variants or for none. Refuses to know what differences mean.
"""

import contextlib
import itertools
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

import numpy as np

from metrics.definitions import Scope
from metrics.definitions.observation import Day
from metrics.estimators import Estimates
from metrics.estimators.paired import Paired
from simulator.comparison.common import SCOPES, common
from simulator.day import Simulator
from simulator.replicate import LEAST, Counter, Until, observed

Pair = tuple[int, int]
"""Places of two variants, the earlier first."""


class Contest:
    """Runs one replication of every variant, in order."""

    def __init__(self, simulators: Sequence[Simulator]) -> None:
        self.counters = [Counter(simulator) for simulator in simulators]

    def observe(self, replication: int) -> list[Day]:
        """One day's figures of each."""
        return [counter.observe(replication) for counter in self.counters]


class Together:
    """Estimates of each variant, and for each pair of them the sums that their differences need."""

    def __init__(self, estimates: Sequence[Estimates]) -> None:
        self.estimates = list(estimates)
        self.common = common(self.estimates)
        self.pairs: list[Pair] = list(itertools.combinations(range(len(self.estimates)), 2))
        self.paired: dict[Pair, dict[Scope, Paired]] = {pair: {} for pair in self.pairs}
        self.met: list[list[tuple[bool, ...]]] = [[] for _ in self.estimates]
        """Of each variant, day by day, which of its promises (in the order of ``promised``) were kept."""

    @property
    def days(self) -> int:
        """How many have been added."""
        return self.estimates[0].replications

    def promised(self, variant: int) -> list[str]:
        """The groups that promise a service level under a variant."""
        of = self.estimates[variant]
        return [of.floor.header.groups[group] for group in of.chance.targets]

    def add(self, days: Sequence[Day]) -> None:
        """One replication, as each variant's day."""
        for estimates, met, day in zip(self.estimates, self.met, days, strict=True):
            estimates.add_day(day)
            met.append(_met(estimates, day))
        for scope in SCOPES:
            parts = [self._parts(scope, variant, day) for variant, day in enumerate(days)]
            for one, other in self.pairs:
                held = self.paired[one, other].setdefault(scope, Paired(parts[one][0].shape))
                held.add(parts[one], parts[other])

    def _parts(self, scope: Scope, variant: int, day: Day) -> tuple[Any, Any]:
        n, d = (self.common.select(scope, variant, part) for part in (day[scope].n, day[scope].d))
        return n, d

    def known_to(self, kpi: str) -> float:
        """The widest half-width of the first's differences at the centre, relative to the first; ``--until``."""
        self.estimates[0].half_width(kpi)  # a KPI that does not exist is refused
        if kpi not in self.common.kpis["centre"] or self.days < 2:
            return float("inf")
        place = self.common.kpis["centre"].index(kpi)
        first = float(self.estimates[0].moments["centre"].mean()[list(self.estimates[0].asked["centre"]).index(kpi)])
        widths = []
        for other in range(1, len(self.estimates)):
            found = self.paired[0, other]["centre"].difference()
            widths.append(float(found.high[place] - found.low[place]) / 2)
        return max(widths) / abs(first) if first and np.isfinite(first) else float("inf")


def _met(of: Estimates, day: Day) -> tuple[bool, ...]:
    level = list(of.asked["group_intervals"]).index("service_level")
    seen = day["group_intervals"]
    return tuple(of.chance.met(group, seen.n[level], seen.d[level]) for group in of.chance.targets)


def simulate(
    simulators: Sequence[Simulator],
    replications: int,
    workers: int | None,
    until: Until | None,
    each: Callable[[], None],
) -> tuple[Together, bool]:
    """Run days 1, 2, … under every variant, at most ``replications``; ``each`` is called after every day.

    Ctrl-C keeps the days that all variants have done; says whether it came. Before the first of them it goes through.
    """
    contest = Contest(simulators)
    together = Together([counter.estimates for counter in contest.counters])
    if until:
        together.known_to(until.kpi)
    days = observed(contest, replications, workers)
    try:
        _collect(days, together, until, each)
    except KeyboardInterrupt:
        if not together.days:
            raise
        return together, True
    finally:
        days.close()
    return together, False


def _collect(
    days: Generator[list[Day], None, None], together: Together, until: Until | None, each: Callable[[], None]
) -> None:
    for seen in days:
        with _undivided():
            together.add(seen)
        each()
        if until and together.days >= LEAST and together.known_to(until.kpi) <= until.half_width:
            return


@contextlib.contextmanager
def _undivided() -> Iterator[None]:
    """Ctrl-C waits until the work is done, so that no day counts for some variants only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
