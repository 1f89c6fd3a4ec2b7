"""One study from order to report: days run, what is needed beside what is on, what would help, and the files.

Knows the order of the work and what is written where. Refuses to know how any of it is worked out.
"""

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from acd.language import _, spoken
from metrics import ledger
from metrics.cli.report import write_json
from metrics.estimators import Estimates
from scenarios import Scenario
from scenarios.tables.mapping import read_mapping
from scenarios.tables.overlay import overlay
from scenarios.tables.volumes import Actuals, read_actuals
from simulator.day import Simulator, simulator_for
from simulator.engines import Engine
from simulator.planning.need import needs
from simulator.remedy import Remedy, find_remedy
from simulator.replicate import Until, replicate
from simulator.report import Findings, show, write_html, write_xlsx

LONGEST_LEDGER: Final = 1_000_000
"""Events of a day whose ledger is kept without being asked for (`cli.md`, sim run)."""

TRIED_DAYS: Final = 20
"""Replications on which a remedy is tried, with the same callers each time."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the planner asks for."""

    scenario: Scenario
    overrides: Sequence[str] = ()
    replications: int | None = None
    until: Until | None = None
    seed: int | None = None
    engine: Engine | None = None
    workers: int | None = None
    actual: Path | None = None
    mapping: Path | None = None
    ledger: Path | None = None
    ledger_replication: int = 1
    out: Path | None = None
    html: Path | None = None
    xlsx: Path | None = None
    remedy: bool = True
    quiet: bool = False
    talks: bool = True


@dataclass(frozen=True, slots=True)
class Study:
    """What came of it."""

    scenario: Scenario
    document: dict[str, Any]
    folder: Path


@dataclass(slots=True)
class _Bench:
    """Where a study is made: the console that is talked to, and how days are run."""

    order: Order
    errors: Console = field(default_factory=lambda: Console(stderr=True))

    def simulate(
        self, scenario: Scenario, days: int, what: str, until: Until | None = None
    ) -> tuple[Simulator, Estimates]:
        order = self.order
        simulator = simulator_for(scenario, order.engine, order.seed, self.errors.print)
        with self._progress(what, None if until else days) as advance:
            return simulator, replicate(simulator, days, order.workers, until, lambda _estimates: advance())

    @contextlib.contextmanager
    def _progress(self, what: str, days: int | None) -> Iterator[Callable[[], None]]:
        if self.order.quiet or not self.errors.is_terminal:
            yield lambda: None
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.errors, transient=True) as progress:
            task = progress.add_task(what, total=days)
            yield lambda: progress.advance(task)


def study(order: Order) -> Study:
    """Run the days, work out what follows, write the files and show the result.

    Everything that can be refused is refused before the first day is run.
    """
    actuals = _actuals(order)
    need = needs(order.scenario) if order.scenario.interval_count else []
    bench = _Bench(order)
    asked = order.replications or order.scenario.replications
    simulator, estimates = bench.simulate(order.scenario, asked, _("simulating days"), order.until)
    document = estimates.document(_heading(simulator))
    if not order.scenario.interval_count:
        del document["intervals"]
    findings = Findings(
        document,
        order.scenario,
        need,
        _remedy(bench, document),
        None if actuals is None else overlay(actuals, document, _day_of(actuals, order.scenario)),
        interrupted=estimates.replications < asked and order.until is None,
    )
    folder = _write(order, simulator, findings)
    if order.talks:
        show(findings, Console())
        if not order.quiet:
            bench.errors.print(_("report and results: {folder}").format(folder=folder), soft_wrap=True)
    return Study(order.scenario, document, folder)


def _heading(simulator: Simulator) -> dict[str, Any]:
    scenario = simulator.layout.scenario
    return {
        "scenario": scenario.scenario,
        "label": scenario.label,
        "mode": "simulation",
        "engine": simulator.engine,
        "seed": simulator.seed,
        "version": version("huawu"),
        "policy": str(simulator.routing),
    }


def _actuals(order: Order) -> Actuals | None:
    if order.actual is None:
        return None
    return read_actuals(order.actual, None if order.mapping is None else read_mapping(order.mapping))


def _day_of(actuals: Actuals, scenario: Scenario) -> datetime.date | None:
    """The scenario's own date where the table has it; else the table must be of one day."""
    return scenario.date if scenario.date in actuals.dates else None


def _remedy(bench: _Bench, document: dict[str, Any]) -> Remedy | None:
    scenario = bench.order.scenario
    if not bench.order.remedy or not document["chance"] or scenario.source is None or not scenario.interval_count:
        return None

    def evaluate(changed: Scenario) -> dict[str, Any]:
        _simulator, estimates = bench.simulate(changed, TRIED_DAYS, _("trying what would help"))
        return estimates.document()

    return find_remedy(scenario, document, evaluate, bench.order.overrides)


def _write(order: Order, simulator: Simulator, findings: Findings) -> Path:
    name = order.scenario.scenario
    folder = order.out or Path("runs") / f"{name}-{datetime.datetime.now():%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    write_json(findings.document, str(folder / "results.json"))
    for html in (folder / "report.html", order.html):
        if html is not None:
            write_html(findings, html, spoken())
    if order.xlsx is not None:
        write_xlsx(findings, order.xlsx)
    if not order.scenario.is_study and _events(simulator, order.ledger_replication) <= LONGEST_LEDGER:
        write_ledger(simulator, order.ledger_replication, folder / "ledger.db")
    if order.ledger is not None:
        write_ledger(simulator, order.ledger_replication, order.ledger)
    return folder


def _events(simulator: Simulator, replication: int) -> int:
    return sum(len(block) for block in simulator.day(replication))


def write_ledger(simulator: Simulator, replication: int, file: Path) -> None:
    """One day's events, as its replication ran them."""
    ledger.write(file, simulator.header, simulator.day(replication))
