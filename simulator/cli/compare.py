"""``sim compare``: which of several ways to staff and route the same days is better, by how much and how surely."""

from pathlib import Path
from typing import Annotated

import typer

from acd.language import _, speak
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
from simulator.compare import compare
from simulator.comparison import contenders
from simulator.study import Order


def compare_scenarios(
    scenarios: Annotated[
        list[Path], typer.Argument(help=_("Scenario files; the first is what others are measured by."))
    ],
    variants: Annotated[
        list[str] | None,
        typer.Option(
            "--variant",
            metavar='"NAME: KEY=VALUE; …"',
            help=_("The first scenario changed as --set would; again for each variant."),
        ),
    ] = None,
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help=_("Compare each with each, not only with the first."))
    ] = False,
    replications: Replications = None,
    until: Annotated[
        str | None, typer.Option(help=_("Go on until differences of the watched KPI are known to 0.5% of it, say."))
    ] = None,
    watch: Annotated[
        str | None, typer.Option(help=_("The centre's KPI that --until watches; service_level if not given."))
    ] = None,
    seed: Seed = None,
    engine: EngineOption = None,
    workers: Workers = None,
    overrides: Overrides = None,
    out: Out = None,
    as_json: Json = None,
    html: Html = None,
    xlsx: Xlsx = None,
    language: Language = None,
    quiet: Quiet = False,
) -> None:
    """Simulate the same days under several scenarios or variants: which is better, by how much and how surely.

    All meet the same callers, day by day, so that small differences show after few days.

    Examples:

    \b
      sim compare helpdesk.yaml --variant "+1: agents[team=A,shift=late].count=+1"
      sim compare today.yaml planned.yaml --replications 100 --html comparison.html
    """
    speak(as_language(language))
    contending = contenders(scenarios, variants or (), overrides or ())
    order = Order(
        scenario=contending[0].scenario,
        overrides=overrides or (),
        replications=replications,
        until=as_until(until, watch),
        seed=seed,
        engine=as_engine(engine),
        workers=workers,
        out=out,
        json=None if as_json is None else Path(as_json),
        html=html,
        xlsx=xlsx,
        quiet=quiet,
    )
    if compare(order, contending, all_pairs).interrupted:
        raise typer.Exit(INTERRUPTED)
