"""One day of a generated centre on each engine, as one table of events."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from a_day import coarse
from generate import Config, scenario

from acd.events import Event
from acd.model import Policy
from acd.policies import choose_agent, choose_call
from metrics.compiled import dtype_of
from scenarios import Scenario
from simulator import storage
from simulator.engines import Block, Engine, fast, loop
from simulator.layout import Layout, lay_out
from simulator.simpy_clock import on_simpy
from simulator.workload import Workload, draw_day

Ledger = npt.NDArray[np.void]

STANDARD = Policy(choose_agent, choose_call)
ENGINES: tuple[Engine, ...] = ("loop", "simpy", "compiled")
NAMES = dtype_of(Event).names or ()


def made(config: Config) -> Scenario:
    """The scenario that a mapping describes."""
    return Scenario.model_validate(config, context={"folder": Path()})


def a_layout(seed: int, **changes: object) -> Layout:
    """A random centre, laid out."""
    return lay_out(made(scenario(seed) | changes))


def a_workload(layout: Layout, *, ties: bool, replication: int = 1) -> Workload:
    """A day of it; with ``ties`` on a clock of whole seconds, so that much happens at once."""
    drawn = draw_day(layout, replication)
    return coarse(drawn) if ties else drawn


def ledger(engine: Engine, layout: Layout, workload: Workload, policy: Policy = STANDARD) -> Ledger:
    """The day's events on an engine."""
    blocks: Iterable[Block]
    if engine == "compiled":
        blocks = fast(storage.Still(layout), policy, workload)
    else:
        blocks = (loop if engine == "loop" else on_simpy)(layout, policy, workload)
    return np.concatenate([block.copy() for block in blocks])


def assert_same(one: Ledger, other: Ledger) -> None:
    """The same events, and if not, the first that differs."""
    rows, others = told(one), told(other)
    first = next((n for n, (a, b) in enumerate(zip(rows, others, strict=False)) if a != b), min(len(rows), len(others)))
    assert rows[first : first + 2] == others[first : first + 2], f"event {first}"
    assert len(rows) == len(others)


def told(events: Ledger) -> list[tuple[int, ...]]:
    """Events as tuples of their columns; padding between columns is none of them."""
    return list(zip(*(events[name].tolist() for name in NAMES), strict=True))
