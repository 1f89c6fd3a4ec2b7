"""The same queue in other simulators, written as their own manuals would: M/M/100+M without a ledger.

Each takes a number of callers and a seed; returns share abandoned, mean wait of all callers in seconds, and callers.
"""

import random

import ciw
import simpy
from simpy.events import Event

AGENTS = 100
BETWEEN_CALLS, TALK, PATIENCE = 3600 / 1164, 300.0, 180.0

Figures = tuple[float, float, int]


def idiomatic_simpy(callers: int, seed: int) -> Figures:
    """A process per caller, a Resource, and whichever comes first of the request and a timeout."""
    rng = random.Random(seed)
    environment = simpy.Environment()
    agents = simpy.Resource(environment, AGENTS)
    waits, abandoned = 0.0, 0

    def caller():
        nonlocal waits, abandoned
        came = environment.now
        with agents.request() as request:
            patience = environment.timeout(rng.expovariate(1 / PATIENCE))
            yield request | patience
            waits += environment.now - came
            if request.triggered:
                yield environment.timeout(rng.expovariate(1 / TALK))
            else:
                abandoned += 1

    def source():
        for _ in range(callers):
            yield environment.timeout(rng.expovariate(1 / BETWEEN_CALLS))
            environment.process(caller())

    environment.process(source())
    environment.run()
    return abandoned / callers, waits / callers, callers


class _Kernel:
    """A state machine on SimPy's schedule alone: no process, no resource."""

    def __init__(self, callers: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.environment = simpy.Environment()
        self.left = callers
        self.free = AGENTS
        self.queue: dict[int, float] = {}
        self.waits, self.abandoned = 0.0, 0
        self._next()

    def _after(self, delay: float, then, value: int = 0) -> None:
        self.environment.timeout(delay, value).callbacks.append(then)

    def _next(self) -> None:
        if self.left:
            self.left -= 1
            self._after(self.rng.expovariate(1 / BETWEEN_CALLS), self._arrives, self.left)

    def _arrives(self, event: Event) -> None:
        if self.free:
            self.free -= 1
            self._after(self.rng.expovariate(1 / TALK), self._ends)
        else:
            self.queue[event.value] = self.environment.now
            self._after(self.rng.expovariate(1 / PATIENCE), self._gives_up, event.value)
        self._next()

    def _gives_up(self, event: Event) -> None:
        came = self.queue.pop(event.value, None)
        if came is not None:
            self.waits += self.environment.now - came
            self.abandoned += 1

    def _ends(self, _event: Event) -> None:
        if self.queue:
            self.waits += self.environment.now - self.queue.pop(next(iter(self.queue)))
            self._after(self.rng.expovariate(1 / TALK), self._ends)
        else:
            self.free += 1


def simpy_kernel(callers: int, seed: int) -> Figures:
    """SimPy's timeouts and callbacks only: what its schedule costs without its processes."""
    state = _Kernel(callers, seed)
    state.environment.run()
    return state.abandoned / callers, state.waits / callers, callers


def ciw_reneging(callers: int, seed: int) -> Figures:
    """Ciw's network of one node with reneging, which keeps a record of every caller."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1 / BETWEEN_CALLS)],
        service_distributions=[ciw.dists.Exponential(1 / TALK)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
        number_of_servers=[AGENTS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(callers, method="Finish")
    records = simulation.get_all_records()
    abandoned = sum(record.record_type == "renege" for record in records)
    return abandoned / len(records), sum(record.waiting_time for record in records) / len(records), len(records)
