"""``sim run``: what the day will be like under this staffing and routing."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from acd.errors import HuawuError
from acd.language import _, speak
from scenarios import load
from simulator.cli.options import Language, Overrides, as_engine, as_language, as_share
from simulator.remedy import promises
from simulator.replicate import Until
from simulator.study import Order, Study, study

MISSED: Final = 1
INTERRUPTED: Final = 130
"""What shells expect of a command that Ctrl-C ended."""


def run_scenario(
    scenario: Annotated[Path, typer.Argument(help=_("A scenario file."))],
    replications: Annotated[
        int | None, typer.Option(min=1, help=_("Days to simulate; the file's if not given."))
    ] = None,
    until: Annotated[str | None, typer.Option(help=_("Go on until the watched KPI is known to 0.5%, say."))] = None,
    watch: Annotated[
        str | None, typer.Option(help=_("The centre's KPI that --until watches; service_level if not given."))
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help=_("Same seed, same callers; the file's if not given."))
    ] = None,
    engine: Annotated[str | None, typer.Option(help=_("compiled (default), loop or simpy: the same ledger."))] = None,
    workers: Annotated[int | None, typer.Option(min=1, help=_("Processes; one per core if not given."))] = None,
    overrides: Overrides = None,
    actual: Annotated[Path | None, typer.Option(help=_("Recorded figures, laid over the simulated ranges."))] = None,
    actual_day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Which day of --actual; the scenario's own date if not given.")),
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--map", help=_("YAML that names the columns of --actual."))] = None,
    ledger: Annotated[Path | None, typer.Option(help=_("Write one day's ledger: .jsonl, .jsonl.gz or .db."))] = None,
    ledger_replication: Annotated[int, typer.Option(min=1, help=_("Which day --ledger writes."))] = 1,
    out: Annotated[
        Path | None, typer.Option(help=_("The folder for report and results; runs/NAME-… if not given."))
    ] = None,
    as_json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help=_("All results; - is standard output."))
    ] = None,
    html: Annotated[Path | None, typer.Option(help=_("The report, beside the one in the folder."))] = None,
    xlsx: Annotated[Path | None, typer.Option(help=_("The tables as a workbook."))] = None,
    remedy: Annotated[bool, typer.Option(help=_("Try what would help, where a target is missed."))] = True,
    strict: Annotated[bool, typer.Option(help=_("Exit status 1 where a target is likely missed."))] = False,
    language: Language = None,
    quiet: Annotated[bool, typer.Option(help=_("Nothing but results and errors."))] = False,
) -> None:
    """Simulate the day many times: how likely it meets its targets, where it breaks, and what would help.

    Examples:

    \b
      sim run peak_day.yaml
      sim run peak_day.yaml --set 'agents[team=A].count=+2' --until 0.5%
    """
    speak(as_language(language))
    order = Order(
        scenario=load(scenario, overrides or ()),
        overrides=overrides or (),
        replications=replications,
        until=_until(until, watch),
        seed=seed,
        engine=as_engine(engine),
        workers=workers,
        actual=actual,
        actual_day=actual_day.date() if actual_day else None,
        mapping=mapping,
        ledger=ledger,
        ledger_replication=ledger_replication,
        out=out,
        json=None if as_json is None else Path(as_json),
        html=html,
        xlsx=xlsx,
        remedy=remedy,
        quiet=quiet,
    )
    done = study(order)
    if done.interrupted:
        raise typer.Exit(INTERRUPTED)
    if strict and _misses(done):
        raise typer.Exit(MISSED)


def _until(half_width: str | None, watch: str | None) -> Until | None:
    if half_width is not None:
        return Until(as_share("--until", half_width), watch or "service_level")
    if watch is not None:
        raise HuawuError(_("--watch {kpi}: say with --until how well it is to be known").format(kpi=watch))
    return None


def _misses(done: Study) -> bool:
    """Whether a target holds on fewer days than its ``chance`` asks for, or than is usual where none is said."""
    return not all(promise.kept for promise in promises(done.scenario, done.document))
