"""Many days: each drawn, run and counted, in as many processes as there are cores, and added up in their order.

Knows how replications are shared out and when enough is enough. Refuses to know what the figures mean.
"""

import itertools
import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from acd.errors import HuawuError
from acd.language import _
from metrics.definitions.observation import Day
from metrics.estimators import Estimates
from metrics.estimators.chance import GroupTarget
from metrics.tally import Tally, book_of
from scenarios import Scenario
from simulator.day import Simulator
from simulator.engines import Block

LEAST: Final = 10
"""Replications before a half-width is believed (``--until``)."""

MOST: Final = 10_000
"""Replications after which ``--until`` gives up."""

AHEAD: Final = 4
"""Batches of days under way per process: enough to keep it busy, few enough that memory does not grow."""

BATCH: Final = 8
"""Days handed to a process at once, where there are many: to hand over one costs a hundredth of a day."""


@dataclass(frozen=True, slots=True)
class Until:
    """Go on until a KPI's relative half-width at the centre is small enough."""

    half_width: float
    kpi: str = "service_level"

    def reached(self, estimates: Estimates) -> bool:
        """Whether it is known that well, by enough replications to be believed."""
        return estimates.replications >= LEAST and estimates.half_width(self.kpi) <= self.half_width


Seen = TypeVar("Seen", covariant=True)


class Observer(Protocol[Seen]):
    """Runs replications, one at a time; what it sees of each can be sent between processes."""

    def observe(self, replication: int) -> Seen: ...


class Interrupted(KeyboardInterrupt):
    """Ctrl-C after at least one day; ``estimates`` keeps the days that are done."""

    def __init__(self, estimates: Estimates) -> None:
        super().__init__()
        self.estimates = estimates


def targets(scenario: Scenario) -> dict[str, GroupTarget]:
    """The service levels that groups promise."""
    return {
        name: GroupTarget(group.service_level.target, group.service_level.over)
        for name, group in scenario.groups.items()
        if group.service_level.target is not None
    }


class Counter:
    """Runs and counts single days, keeping its tables from one day to the next."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        header = simulator.header
        self.estimates = Estimates(header, targets=targets(simulator.layout.scenario))
        self.tally = Tally(book_of(header))

    def observe(self, replication: int) -> Day:
        """One day's figures."""
        last = 0
        for block in ledger_of(self.simulator, replication):
            self.tally.add_block(block)
            last = int(block["t"][-1])
        seen = self.estimates.observe(self.tally.finish(last))
        self.tally.restart()
        return seen


def ledger_of(simulator: Simulator, replication: int) -> Generator[Block, None, None]:
    """One day's ledger; where a user's own policy is at fault for its breaking off, :class:`PolicyError` says so."""
    try:
        yield from simulator.day(replication)
    except Exception as wrong:
        simulator.routing.blame(wrong)
        raise


def replicate(
    simulator: Simulator,
    replications: int,
    workers: int | None = None,
    until: Until | None = None,
    each: Callable[[Estimates], None] = lambda _: None,
) -> Estimates:
    """Run days 1, 2, … and add them up, at most ``replications``; ``each`` is called after every day.

    Ctrl-C raises :class:`Interrupted` with the days that are done.
    """
    counter = Counter(simulator)
    estimates = counter.estimates
    if until:
        estimates.half_width(until.kpi)  # a KPI that does not exist is refused before the first day
    days = observed(counter, replications, workers)
    try:
        for day in days:
            estimates.add_day(day)
            each(estimates)
            if until and until.reached(estimates):
                break
    except KeyboardInterrupt:
        if estimates.replications:
            raise Interrupted(estimates) from None
        raise
    finally:
        days.close()
    return estimates


def _workers(workers: int | None, replications: int) -> int:
    """As many as asked for, else as there are cores, and never more than there are days."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(workers or here, replications))


def observed(observer: Observer[Seen], replications: int, workers: int | None) -> Generator[Seen, None, None]:
    """What an observer sees of replications 1, 2, …, in their order, found in as many processes."""
    numbers = iter(range(1, replications + 1))
    workers = _workers(workers, replications)
    yield observer.observe(next(numbers))
    if workers == 1:
        yield from map(observer.observe, numbers)
        return
    # Forked after the first day, so that nothing is compiled or laid out twice.
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(observer,))
    try:
        batch = max(1, min(BATCH, replications // (2 * workers * AHEAD)))
        yield from _in_order(pool, numbers, batch, workers * AHEAD)
    except BrokenProcessPool:
        raise HuawuError(
            _("a process that simulated days was ended from outside (out of memory?); try --workers 1")
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, numbers: Iterator[int], batch: int, ahead: int) -> Iterator[Any]:
    batches = iter(lambda: list(itertools.islice(numbers, batch)), [])
    under_way: list[Future[list[Any]]] = [pool.submit(_observe, each) for each in itertools.islice(batches, ahead)]
    while under_way:
        yield from under_way.pop(0).result()
        under_way += [pool.submit(_observe, each) for each in itertools.islice(batches, 1)]


_observer: Any = None


def _begin(observer: Observer[Any]) -> None:
    """In each process: one observer, used for all its days. Ctrl-C is for the parent to see to."""
    import signal

    global _observer  # noqa: PLW0603 - one observer a process is what the pool's initializer is for
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _observer = observer


def _observe(replications: list[int]) -> list[Any]:
    return [_observer.observe(replication) for replication in replications]
