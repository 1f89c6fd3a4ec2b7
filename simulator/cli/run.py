"""``sim run``: what the day will be like under this staffing and routing."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from acd.language import _, speak
from metrics.cli.options import Advice
from metrics.report.advice import thresholds_of
from scenarios import load
from simulator.cli.options import (
    INTERRUPTED,
    EngineOption,
    Html,
    Json,
    Language,
    Out,
    Overrides,
    Quiet,
    Replications,
    Seed,
    Workers,
    Xlsx,
    as_engine,
    as_language,
    as_until,
)
from simulator.remedy import promises
from simulator.study import Order, Study, study

MISSED: Final = 1


def run_scenario(
    scenario: Annotated[Path, typer.Argument(help=_("A scenario file."))],
    replications: Replications = None,
    until: Annotated[str | None, typer.Option(help=_("Go on until the watched KPI is known to 0.5%, say."))] = None,
    watch: Annotated[
        str | None, typer.Option(help=_("The centre's KPI that --until watches; service_level if not given."))
    ] = None,
    seed: Seed = None,
    engine: EngineOption = None,
    guests: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="MODULE:FUNCTION", help=_("Run a SimPy process of your own beside the rules.")),
    ] = None,
    workers: Workers = None,
    overrides: Overrides = None,
    actual: Annotated[Path | None, typer.Option(help=_("Recorded figures, laid over the simulated ranges."))] = None,
    actual_day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=_("Which day of --actual; the scenario's own date if not given.")),
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--map", help=_("YAML that names the columns of --actual."))] = None,
    ledger: Annotated[Path | None, typer.Option(help=_("Write one day's ledger: .jsonl, .jsonl.gz or .db."))] = None,
    ledger_replication: Annotated[int, typer.Option(min=1, help=_("Which day --ledger writes."))] = 1,
    out: Out = None,
    as_json: Json = None,
    html: Html = None,
    xlsx: Xlsx = None,
    remedy: Annotated[bool, typer.Option(help=_("Try what would help, where a target is missed."))] = True,
    advice: Advice = None,
    strict: Annotated[bool, typer.Option(help=_("Exit status 1 where a target is likely missed."))] = False,
    language: Language = None,
    quiet: Quiet = False,
) -> None:
    """Simulate the day many times: how likely it meets its targets, where it breaks, and what would help.

    Examples:

    \b
      sim run peak_day.yaml
      sim run peak_day.yaml --set 'agents[team=A].count=+2' --until 0.5%
      sim run peak_day.yaml --with my_floor:fire_drill
    """
    speak(as_language(language))
    order = Order(
        scenario=load(scenario, overrides or ()),
        overrides=overrides or (),
        replications=replications,
        until=as_until(until, watch),
        seed=seed,
        engine=as_engine(engine),
        guests=guests or (),
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
        limits=thresholds_of(advice or ()),
        quiet=quiet,
    )
    done = study(order)
    if done.interrupted:
        raise typer.Exit(INTERRUPTED)
    if strict and _misses(done):
        raise typer.Exit(MISSED)


def _misses(done: Study) -> bool:
    """Whether a target holds on fewer days than its ``chance`` asks for, or than is usual where none is said."""
    return not all(promise.kept for promise in promises(done.scenario, done.document))
