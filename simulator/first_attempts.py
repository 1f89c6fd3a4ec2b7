"""First attempts behind recorded volumes that count the redials (``counts: attempts``): how many of them there are.

Callers who are not served try again, so what a switch has counted is more than the people who wanted to call. How
much more depends on the centre itself; a few days are run to find out. Refuses to know how a day is run.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from acd.events import Kind
from scenarios import Scenario
from scenarios.volumes import sharing
from simulator.engines import Block
from simulator.layout import Layout
from simulator.workload import Workload, draw_day

DAYS: Final = 10
ROUNDS: Final = 12
CLOSE: Final = 0.001

Ints = npt.NDArray[np.int64]
Factors = Mapping[str, float]
"""For each call type whose volumes count attempts, the first attempts among them (1: all)."""


def counted(scenario: Scenario) -> list[str]:
    """The types whose volumes count redials, whoever takes a share of them."""
    types = scenario.call_types.items()
    return [name for name, each in types if each.share is None and each.arrivals.counts == "attempts"]


def first_attempts_of(layout: Layout, seed: int, run: Callable[[Workload], Iterator[Block]]) -> Factors:
    """The factors with which expected attempts equal the volumes; the same for the same scenario and seed.

    A step goes half of the way (in ratio): the fewer first attempts, the less is redialled. There are never more first
    attempts than the volumes tell of, whatever the busy tone keeps from being offered.
    """
    factors: dict[str, float] = dict.fromkeys(counted(layout.scenario), 1.0)
    for _round in range(ROUNDS if factors else 0):
        found = _attempts_per_first(layout, seed, factors, run)
        before = factors
        factors = {name: min(1.0, math.sqrt(factor / found[name])) for name, factor in before.items()}
        if all(abs(factors[name] / before[name] - 1) < CLOSE for name in before):
            break
    return factors


def _attempts_per_first(
    layout: Layout, seed: int, factors: Factors, run: Callable[[Workload], Iterator[Block]]
) -> Mapping[str, float]:
    """Attempts as the volumes count them, per first attempt drawn, over the days of the pilot."""
    scenario = layout.scenario
    first = np.zeros(len(scenario.call_types), np.int64)
    made = {kind: np.zeros_like(first) for kind in (Kind.CALL_ARRIVED, Kind.CALL_OFFERED)}
    for replication in range(1, DAYS + 1):
        workload = draw_day(layout, replication, seed, factors)
        types = workload.draws["call_type"]
        first += np.bincount(types[: workload.first], minlength=len(first))
        for block in run(workload):
            for kind in made:
                made[kind] += np.bincount(types[block["call"][block["kind"] == kind]], minlength=len(first))
    return {name: _ratio(scenario, name, first, made) for name in factors}


def _ratio(scenario: Scenario, name: str, first: Ints, made: Mapping[Kind, Ints]) -> float:
    source = scenario.call_types[name]
    types = list(scenario.call_types)
    own = [types.index(each) for each in (name, *sharing(scenario, source))]
    offered = source.arrivals.at == "offered"
    menus = (scenario.menu(scenario.call_types[types[each]]) for each in own)
    asking = np.array([menu.onward if menu and offered else 1.0 for menu in menus])
    callers = float(first[own] @ asking)
    attempts = made[Kind.CALL_OFFERED if offered else Kind.CALL_ARRIVED][own].sum()
    return float(attempts / callers) if attempts else 1.0
