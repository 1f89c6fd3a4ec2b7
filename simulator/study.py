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

from acd.errors import HuawuError
from acd.language import _, spoken
from metrics.cli.output import screen, write_json
from metrics.definitions import Scope
from metrics.estimators import Estimates
from metrics.ledger import Ledger
from metrics.ledger.whole import STANDARD
from metrics.report.advice import Thresholds
from metrics.results import keep
from scenarios import Scenario
from scenarios.tables.mapping import read_mapping
from scenarios.tables.volumes import Actuals, read_actuals
from simulator.day import Simulator, simulator_for
from simulator.engines import Engine
from simulator.first_attempts import Factors
from simulator.places import check_ledger_name, check_place, folder_of
from simulator.planning.need import needs
from simulator.recorded_day import day_of, laid_over
from simulator.remedy import Remedy, find_remedy
from simulator.replicate import MOST, Interrupted, Until, ledger_of, replicate
from simulator.report import Findings, show, write_html, write_xlsx
from simulator.report.advice import advice
from simulator.report.run import early

LONGEST_LEDGER: Final = 1_000_000
"""Events of a day whose ledger is kept without being asked for (`cli.md`, sim run)."""

TRIED_DAYS: Final = 20
"""Replications on which a remedy is tried, with the same callers each time."""

JUDGED: Final[Sequence[Scope]] = ("groups", "intervals", "group_intervals")
"""All that a remedy is judged by."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the planner asks for."""

    scenario: Scenario
    overrides: Sequence[str] = ()
    replications: int | None = None
    until: Until | None = None
    seed: int | None = None
    engine: Engine | None = None
    guests: Sequence[str] = ()
    workers: int | None = None
    actual: Path | None = None
    actual_day: datetime.date | None = None
    mapping: Path | None = None
    ledger: Path | None = None
    ledger_replication: int = 1
    out: Path | None = None
    json: Path | None = None
    html: Path | None = None
    xlsx: Path | None = None
    remedy: bool = True
    limits: Thresholds = field(default_factory=Thresholds)
    quiet: bool = False

    @property
    def files(self) -> list[Path]:
        """What is to be written beside the folder."""
        return [file for file in (self.json, self.ledger, self.html, self.xlsx) if file is not None]

    @property
    def talks(self) -> bool:
        """Whether the report is shown: not where standard output is one of the files."""
        return Path(STANDARD) not in self.files


@dataclass(frozen=True, slots=True)
class Study:
    """What came of it."""

    scenario: Scenario
    document: dict[str, Any]
    interrupted: bool


@dataclass(slots=True)
class Bench:
    """Where a study is made: the console that is talked to, and how days are run."""

    order: Order
    errors: Console = field(default_factory=lambda: screen(errors=True))
    first_attempts: Factors = field(default_factory=dict)
    """As found for the first scenario: the same callers for all that it is compared with."""

    def say(self, text: str) -> None:
        """One line beside the results."""
        if not self.order.quiet:
            self.errors.print(text, soft_wrap=True, highlight=False)

    def simulator(self, scenario: Scenario, engine: Engine | None) -> Simulator:
        order = self.order
        simulator = simulator_for(scenario, engine, order.seed, self.say, self.first_attempts, order.guests)
        self.first_attempts = {**self.first_attempts, **simulator.first_attempts}
        return simulator

    def simulate(self, simulator: Simulator, days: int, what: str, until: Until | None = None) -> Estimates:
        with self.progress(what, None if until else days) as advance:
            return replicate(simulator, days, self.order.workers, until, lambda _estimates: advance())

    @contextlib.contextmanager
    def progress(self, what: str, days: int | None) -> Iterator[Callable[[], None]]:
        """Show how far the work is; gives what is to be called after every day."""
        if self.order.quiet or not self.errors.is_terminal:
            yield lambda: None
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.errors, transient=True) as progress:
            task = progress.add_task(what, total=days)
            yield lambda: progress.advance(task)


def study(order: Order) -> Study:
    """Run the days, work out what follows, write the files and show the result.

    Everything that can be refused is refused before the first day is run. Ctrl-C keeps the days that are done.
    """
    check(order)
    actuals = _actuals(order)
    day = None if actuals is None else day_of(actuals, order.scenario, order.actual_day)
    need = needs(order.scenario) if order.scenario.interval_count else []
    bench = Bench(order)
    simulator = bench.simulator(order.scenario, order.engine)
    with folder_of(order.scenario.scenario, order.out) as folder:
        estimates, early_end = _days(bench, simulator)
        document = estimates.document(heading(simulator))
        if not order.scenario.interval_count:
            del document["intervals"]
        over = None if actuals is None else laid_over(actuals, order.scenario, document, day)
        if over is not None:
            document["actual"] = over.document
        remedy, stopped = (None, True) if early_end else _remedy(bench, simulator.engine, document)
        findings = Findings(
            document, order.scenario, need, remedy, over, order.overrides, interrupted=early_end, limits=order.limits
        )
        document["advice"] = [each.document() for each in advice(findings)]
        _write(order, simulator, findings, folder)
    _tell(bench, findings, folder)
    return Study(order.scenario, document, interrupted=stopped)


def check(order: Order) -> None:
    """Refuse what cannot be written, and options that make no sense together."""
    if order.mapping is not None and order.actual is None:
        raise HuawuError(
            _("--map {file}: it names the columns of --actual, which is not given").format(file=order.mapping)
        )
    if order.actual_day is not None and order.actual is None:
        raise HuawuError(
            _("--actual-day {day}: it chooses a day of --actual, which is not given").format(day=order.actual_day)
        )
    if order.files.count(Path(STANDARD)) > 1:
        raise HuawuError(_("only one file can be written to standard output"))
    if order.ledger is not None:
        check_ledger_name(order.ledger)
    for file in order.files:
        check_place(file)


def _days(bench: Bench, simulator: Simulator) -> tuple[Estimates, bool]:
    """The days asked for, or those done when Ctrl-C came; says whether it did."""
    order, until = bench.order, bench.order.until
    asked = order.replications or (MOST if until else order.scenario.replications)
    try:
        estimates = bench.simulate(simulator, asked, _("simulating days"), until)
    except Interrupted as stopped:
        return stopped.estimates, True
    if until and not until.reached(estimates):
        known = _("after {days} days {kpi} is known to {half_width:.2%} only").format(
            days=estimates.replications, kpi=until.kpi, half_width=estimates.half_width(until.kpi)
        )
        bench.say(known)
    return estimates, False


def _tell(bench: Bench, findings: Findings, folder: Path) -> None:
    if bench.order.talks:
        show(findings, screen())
    elif findings.interrupted:
        bench.say(early(findings))
    bench.say(_("report and results: {folder}").format(folder=folder))


def heading(simulator: Simulator) -> dict[str, Any]:
    """What a document says first: which scenario, on which engine, from which seed."""
    scenario = simulator.layout.scenario
    return {
        "scenario": scenario.scenario,
        "label": scenario.label,
        "mode": "simulation",
        "engine": simulator.engine,
        "seed": simulator.seed,
        "version": version("huawu"),
        "policy": simulator.policy,
        "first_attempts": dict(simulator.first_attempts),
    }


def _actuals(order: Order) -> Actuals | None:
    if order.actual is None:
        return None
    return read_actuals(order.actual, None if order.mapping is None else read_mapping(order.mapping))


def _remedy(bench: Bench, engine: Engine, document: dict[str, Any]) -> tuple[Remedy | None, bool]:
    """What would help, if it is asked for and can be tried; says whether Ctrl-C ended the search."""
    scenario = bench.order.scenario
    if not bench.order.remedy or not document["chance"] or scenario.source is None or not scenario.interval_count:
        return None, False

    def evaluate(changed: Scenario) -> dict[str, Any]:
        simulator = bench.simulator(changed, engine)
        return bench.simulate(simulator, TRIED_DAYS, _("trying what would help")).document(scopes=JUDGED)

    try:
        return find_remedy(scenario, document, evaluate, bench.order.overrides), False
    except KeyboardInterrupt:
        bench.say(_("the search for what would help was stopped"))
        return None, True


def _write(order: Order, simulator: Simulator, findings: Findings, folder: Path) -> None:
    """The folder first: what was asked for beside it may be a pipe that nobody reads to the end."""
    write_json(findings.document, str(folder / "results.json"))
    write_html(findings, folder / "report.html", spoken())
    if not order.scenario.is_study and _events(simulator) <= LONGEST_LEDGER:
        write_ledger(simulator, 1, folder / "ledger.db")
    if order.ledger is not None:
        write_ledger(simulator, order.ledger_replication, order.ledger)
    if order.html is not None:
        write_html(findings, order.html, spoken())
    if order.xlsx is not None:
        write_xlsx(findings, order.xlsx)
    if order.json is not None:
        write_json(findings.document, str(order.json))


def _events(simulator: Simulator) -> int:
    return sum(len(block) for block in simulator.day(1))


def write_ledger(simulator: Simulator, replication: int, file: Path) -> None:
    """One day's events, as its replication ran them."""
    keep(file, Ledger(simulator.header, lambda: ledger_of(simulator, replication)))
