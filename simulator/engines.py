"""The three engines: the plain loop, the same loop compiled, and SimPy's clock. One text of rules, one ledger.

Each turns a laid-out scenario and a drawn day into the day's events, block by block. Refuses to know what blocks are
for: counting is for ``metrics``, repeating for ``simulator.replicate``.
"""

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

import acd.model.lists
import acd.model.presence
import acd.model.reach
import acd.policies.whom_to_ring
import acd.policies.whom_to_serve
import acd.rules.agents
import acd.rules.answering
import acd.rules.arriving
import acd.rules.closing
import acd.rules.faults
import acd.rules.freeing
import acd.rules.leaving
import acd.rules.outbox
import acd.rules.overflow
import acd.rules.ringing
import acd.rules.talking
import acd.rules.waiting
import simulator.agenda
import simulator.loop
import simulator.world.behaviour
import simulator.world.happening
from acd.config.policy import Routing
from acd.model import Policy
from metrics.compiled import compiled, function_type, int64, mark
from metrics.tables import Tables, TablesType
from simulator import storage
from simulator.layout import Layout
from simulator.loop import Pause, run
from simulator.workload import Workload

Engine = Literal["compiled", "loop", "simpy"]
Block = npt.NDArray[np.void]

POLICIES = (acd.model.lists, acd.model.reach, acd.policies.whom_to_ring, acd.policies.whom_to_serve)
"""Every module whose functions a policy may call."""

RULES = (
    acd.model.lists,
    acd.model.presence,
    acd.model.reach,
    acd.rules.outbox,
    acd.rules.ringing,
    acd.rules.overflow,
    acd.rules.freeing,
    acd.rules.leaving,
    acd.rules.waiting,
    acd.rules.arriving,
    acd.rules.answering,
    acd.rules.talking,
    acd.rules.faults,
    acd.rules.agents,
    acd.rules.closing,
    simulator.agenda,
    simulator.world.behaviour,
    simulator.world.happening,
    simulator.loop,
)
"""Every module whose functions the loop calls. Policies are not among them: they are compiled apart and handed in by
address, so that a changed policy costs its own compilation and not that of all the rules."""


def loop(layout: Layout, policy: Policy, workload: Workload) -> Iterator[Block]:
    """The day on the plain loop, interpreted: the reference."""
    day = storage.interpreted(layout, workload)
    centre, world, agenda = day
    most = storage.most_events(layout)
    pause = Pause.LEDGER_FULL.value
    while pause != Pause.OVER:
        pause = run(centre, policy, world, agenda, most)
        if pause == Pause.TABLES_FULL:
            storage.lengthen_lists(layout, day)
            continue
        yield storage.as_block(centre.log, centre.floor[0].events)
        centre.floor[0].events = 0


def fast(still: storage.Still, policy: Policy, workload: Workload) -> Iterator[Block]:
    """The day on the same loop, compiled. A block is overwritten when the next one is asked for."""
    day = still.day(workload)
    most = storage.most_events(still.layout)
    floor = np.asarray(day[0].floor)
    pause = Pause.LEDGER_FULL.value
    while pause != Pause.OVER:
        tables = [Tables(part) for part in day]
        go, choose_agent, choose_call = native(policy, *(part.type for part in tables))
        pause = go(*tables, most, choose_agent, choose_call)
        if pause == Pause.TABLES_FULL:
            day = storage.lengthened(still.layout, day)
            continue
        yield np.asarray(day[0].log)[: floor["events"][0]]
        floor["events"] = 0


def native(policy: Policy, centre: TablesType, world: TablesType, agenda: TablesType) -> tuple[Callable[..., Any], ...]:
    """The compiled loop, and the policy's two functions compiled for it."""
    return _loop(centre, world, agenda), *(_chosen_by(function, centre) for function in policy)


@cache
def _loop(centre: TablesType, world: TablesType, agenda: TablesType) -> Callable[..., Any]:
    def go(centre: Any, world: Any, agenda: Any, most: int, choose_agent: Any, choose_call: Any) -> int:
        return run(centre, Policy(choose_agent, choose_call), world, agenda, most)

    choose = function_type(int64, centre, int64, int64)
    return compiled(go, RULES, int64(centre, world, agenda, int64, choose, choose))


@cache
def _chosen_by(function: Callable[..., Any], centre: TablesType) -> Callable[..., Any]:
    inner = _within(function)
    for part in inner:
        _chosen_by(part, centre)
    modules = [module for part in (*inner, function) if (module := inspect.getmodule(part)) is not None]
    mark(*POLICIES)
    return compiled(function, [*POLICIES, *modules, function], int64(centre, int64, int64), checked=True)


def _within(function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """Every policy of a chain, the innermost too: its file's text is part of what is compiled."""
    parts = [cell.cell_contents for cell in function.__closure__ or ()]
    return [each for part in parts if callable(part) for each in (*_within(part), part)]


def check_compiles(found: Routing) -> None:
    """Compile the users' own policies alone; :class:`NotCompilableError` names file and line of what cannot be."""
    for function in (*found.own, *found.policy):
        _chosen_by(function, storage.centre_type())
