"""One replication's ledger: its opening, what was planned, the events of the engine, and its end.

Knows how a simulated day is written down. Refuses to know who reads it.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from acd.config.policy import Routing, routing
from acd.errors import ExtensionError
from acd.events import MICROSECONDS, NOBODY, Kind
from acd.language import _
from metrics.compiled import NotCompilableError
from metrics.ledger import EVENT
from metrics.ledger.header import Header
from scenarios import Scenario
from simulator.engines import Block, Engine, check_compiles, fast, loop
from simulator.extension import Extension, extension, run_beside
from simulator.first_attempts import Factors, counted, first_attempts_of
from simulator.layout import Layout, lay_out
from simulator.simpy_clock import on_simpy
from simulator.storage import Still
from simulator.workload import Drawing, Workload
from simulator.workload.chance import Streams
from simulator.world import Happening, Moment


class Simulator:
    """A scenario made ready to be run, day after day."""

    def __init__(self, layout: Layout, routing: Routing, engine: Engine = "compiled", seed: int | None = None) -> None:
        self.layout = layout
        self.routing = routing
        self.engine = engine
        self.seed = layout.scenario.seed if seed is None else seed
        self.first_attempts: Factors = {}
        self.guests: Extension | None = None
        self._drawing = Drawing(layout)
        self._plan = planned(layout, self._drawing.calendar.whole())
        self._still = Still(layout) if engine == "compiled" else None

    def welcome(self, guests: Extension) -> None:
        """Let a modeller's processes run beside the rules from now on; each is a reason for being not ready."""
        self.guests = guests
        reasons = self.layout.header.reasons
        reasons += [name for name in guests.names if name not in reasons]

    @property
    def policy(self) -> str:
        """What decided the calls, with its fingerprint, and what ran beside it."""
        return str(self.routing) if self.guests is None else f"{self.routing} with {self.guests}"

    @property
    def header(self) -> Header:
        """What the ledger of any day says of itself."""
        header = self.layout.header
        header.policy = self.policy
        header.seed = self.seed
        header.config = self.layout.scenario.resolved()
        return header

    def day(self, replication: int) -> Iterator[Block]:
        """The whole ledger of one day, block by block; a block is overwritten when the next is asked for."""
        workload = self._drawing.day(replication, self.seed, self.first_attempts)
        plan = of_those_who_come(self._plan, workload.moments)
        last = int(plan["t"][0])
        yield plan
        for block in self._events_with_guests(workload, replication):
            if len(block):
                last = int(block["t"][-1])
            yield block
        yield _row(max(last, self.layout.scenario.closes), Kind.RUN_ENDED)

    def _events_with_guests(self, workload: Workload, replication: int) -> Iterator[Block]:
        if self.guests is None:
            return self.events(workload)
        return run_beside(self.layout, self.routing.policy, workload, self.guests, Streams(self.seed, replication))

    def events(self, workload: Workload) -> Iterator[Block]:
        """What happens on a drawn day, nobody else having a hand in it."""
        if self._still is not None:
            return fast(self._still, self.routing.policy, workload)
        return (loop if self.engine == "loop" else on_simpy)(self.layout, self.routing.policy, workload)


def simulator_for(
    scenario: Scenario,
    engine: Engine | None = None,
    seed: int | None = None,
    say: Callable[[str], object] = print,
    first_attempts: Factors | None = None,
    guests: Sequence[str] = (),
) -> Simulator:
    """A scenario made ready to run on the engine asked for, else the compiled one.

    A policy that does not compile runs on the plain loop, and one line says so; if the compiled engine was asked for,
    it is an error. Where volumes count redials, a few days are run to find the first attempts among them, unless they
    are given: whoever compares two ways to serve the same callers gives both the same. ``guests`` are a modeller's
    processes (``module:function``); they run on SimPy's clock.
    """
    found = routing(scenario)
    beside = extension(guests, scenario.folder)
    if beside is not None:
        engine = _clock_for(beside, engine, say)
    if engine in (None, "compiled"):
        try:
            check_compiles(found)
        except NotCompilableError as refused:
            if engine == "compiled":
                raise
            say(_("{reason}; running on the plain loop instead").format(reason=refused))
            engine = "loop"
    simulator = Simulator(lay_out(scenario), found, engine or "compiled", seed)
    known = first_attempts or {}
    if set(counted(scenario)) <= set(known):
        simulator.first_attempts = {name: known[name] for name in counted(scenario)}
    else:
        simulator.first_attempts = first_attempts_of(simulator.layout, simulator.seed, simulator.events)
    if beside is not None:
        simulator.welcome(beside)
    return simulator


def _clock_for(guests: Extension, engine: Engine | None, say: Callable[[str], object]) -> Engine:
    names = "+".join(guests.names)
    if engine not in (None, "simpy"):
        raise ExtensionError(
            _("--with {names}: processes run on SimPy's clock only; leave out --engine {engine}").format(
                names=names, engine=engine
            )
        )
    if engine is None:
        say(_("running on SimPy's clock, as {names} runs beside the rules").format(names=names))
    return "simpy"


def _row(t: int, kind: Kind) -> Block:
    row = np.full(1, NOBODY, EVENT)
    row["t"], row["kind"] = t, kind
    return row


def planned(layout: Layout, moments: npt.NDArray[np.void]) -> Block:
    """``run.started``, then each stretch of work, briefing and break planned for the day, one after the other."""
    plans = [plan for own in _presences(moments) for plan in _stretches(own, layout.scenario.closes)]
    rows = np.full(1 + len(plans), NOBODY, EVENT)
    rows["kind"] = Kind.SHIFT_PLANNED
    rows["kind"][0] = Kind.RUN_STARTED
    rows["t"] = min(0, int(moments["t"][0]))
    if plans:
        agent, start, end, activity = np.array(plans).T
        rows["agent"][1:], rows["c"][1:] = agent, activity
        rows["a"][1:], rows["b"][1:] = start // MICROSECONDS, end // MICROSECONDS
    return rows


def of_those_who_come(plan: Block, moments: npt.NDArray[np.void]) -> Block:
    """A day's plan, from that of a day on which nobody is absent."""
    here = np.isin(plan["agent"], moments["agent"][moments["kind"] == Happening.SIGNS_IN])
    here[0] = True
    today = plan.take(np.flatnonzero(here))
    today["t"] = min(0, int(moments["t"][0]))
    return today


def _presences(moments: npt.NDArray[np.void]) -> Iterator[list[Moment]]:
    """Each presence of each agent, from signing in on; ``on_duty`` and stepping away are no plan."""
    own = moments[np.isin(moments["kind"], (Happening.SIGNS_IN, Happening.BREAK_DUE, Happening.SHIFT_ENDS))]
    rows = [Moment(*row) for row in own[np.lexsort((own["t"], own["agent"]))].tolist()]
    for _agent, group in itertools.groupby(rows, key=lambda moment: moment.agent):
        own_rows = list(group)
        starts = [k for k, moment in enumerate(own_rows) if moment.kind == Happening.SIGNS_IN]
        yield from (own_rows[k:end] for k, end in itertools.pairwise([*starts, len(own_rows)]))


def _stretches(own: list[Moment], closes: int) -> Iterator[tuple[int, int, int, int]]:
    """Agent, start, end and activity (−1, none written: work) of what stands in the plan, without overlaps."""
    agent, at = own[0].agent, own[0].t
    until = next((m.t for m in own if m.kind == Happening.SHIFT_ENDS), closes)
    for away in (m for m in own if m.value):
        if away.t > at:
            yield agent, at, away.t, NOBODY
        yield agent, away.t, min(away.t + away.value, until), away.reason
        at = away.t + away.value
    if until > at:
        yield agent, at, until, NOBODY
