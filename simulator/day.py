"""One replication's ledger: its opening, what was planned, the events of the engine, and its end.

Knows how a simulated day is written down. Refuses to know who reads it.
"""

from collections.abc import Iterator

import numpy as np

from acd.events import MICROSECONDS, NOBODY, Kind
from metrics.ledger import EVENT
from metrics.ledger.header import Header
from simulator.engines import Block, Engine, fast, loop
from simulator.layout import Layout
from simulator.policy import Routing
from simulator.simpy_clock import on_simpy
from simulator.storage import Still
from simulator.workload import Workload, draw_day
from simulator.world import Happening, Moment


class Simulator:
    """A scenario made ready to be run, day after day."""

    def __init__(self, layout: Layout, routing: Routing, engine: Engine = "compiled", seed: int | None = None) -> None:
        self.layout = layout
        self.routing = routing
        self.engine = engine
        self.seed = layout.scenario.seed if seed is None else seed
        self._still = Still(layout) if engine == "compiled" else None

    @property
    def header(self) -> Header:
        """What the ledger of any day says of itself."""
        header = self.layout.header
        header.policy = str(self.routing)
        header.seed = self.seed
        header.config = self.layout.scenario.resolved()
        return header

    def day(self, replication: int) -> Iterator[Block]:
        """The whole ledger of one day, block by block; a block is overwritten when the next is asked for."""
        workload = draw_day(self.layout, replication, self.seed)
        plan = planned(self.layout, workload.moments)
        last = int(plan["t"][-1])
        yield plan
        for block in self._events(workload):
            if len(block):
                last = int(block["t"][-1])
            yield block
        yield _row(max(last, self.layout.scenario.closes), Kind.RUN_ENDED)

    def _events(self, workload: Workload) -> Iterator[Block]:
        if self._still is not None:
            return fast(self._still, self.routing.policy, workload)
        return (loop if self.engine == "loop" else on_simpy)(self.layout, self.routing.policy, workload)


def _row(t: int, kind: Kind) -> Block:
    row = np.full(1, NOBODY, EVENT)
    row["t"], row["kind"] = t, kind
    return row


def planned(layout: Layout, moments: list[Moment]) -> Block:
    """``run.started``, then each shift and break planned for the day: at midnight, or before where a crew is on."""
    plans = [plan for moment in moments for plan in _plan(moment)]
    ends = {moment.agent: moment.t for moment in moments if moment.kind == Happening.SHIFT_ENDS}
    rows = np.full(1 + len(plans), NOBODY, EVENT)
    rows["kind"] = Kind.SHIFT_PLANNED
    rows["kind"][0] = Kind.RUN_STARTED
    rows["t"] = min(0, moments[0].t)
    for row, (agent, start, end, activity) in zip(rows[1:], plans, strict=True):
        row["agent"] = agent
        row["a"] = start // MICROSECONDS
        row["b"] = (ends.get(agent, layout.scenario.closes) if end < 0 else end) // MICROSECONDS
        row["c"] = activity
    return rows


def _plan(moment: Moment) -> Iterator[tuple[int, int, int, int]]:
    """Agent, start, end (−1: with the shift) and activity (−1: work, where no reason is written)."""
    if moment.kind == Happening.SIGNS_IN:
        if moment.value:
            yield moment.agent, moment.t, moment.t + moment.value, moment.reason
        yield moment.agent, moment.t + moment.value, -1, NOBODY
    elif moment.kind == Happening.BREAK_DUE:
        yield moment.agent, moment.t, moment.t + moment.value, moment.reason
