"""``sim new``: a scenario to start from, empty-handed or from recorded volumes."""

from pathlib import Path
from typing import Annotated

import typer

from acd.errors import HuawuError
from acd.language import _, speak
from metrics.ledger.whole import written
from scenarios.starter import starter
from scenarios.tables.days_said import choose, days_said
from scenarios.tables.mapping import read_mapping
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import read_actuals
from simulator.cli.options import Language, as_language


def new_scenario(
    name: Annotated[str, typer.Argument(help=_("Name of the scenario; NAME.yaml is written."))],
    table: Annotated[
        Path | None, typer.Option("--from", help=_("Recorded volumes: .xlsx, .csv or .tsv, UTF-8 or GB18030."))
    ] = None,
    days: Annotated[
        str | None, typer.Option(help=_("Days to average: “last 8 Mon”, 2026-11-02, weekdays …; all if not given."))
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help=_("YAML that names columns: {offered: 人工呼入量, aht: 平均处理时长}."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file of that name."))] = False,
    language: Language = None,
) -> None:
    """Write a commented scenario that runs: a small example, or one with the volumes of a spreadsheet.

    Examples:

    \b
      sim new helpdesk
      sim new 11月 --from 话务.xlsx --days "last 8 Mon"
    """
    speak(as_language(language))
    file = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if file.exists() and not force:
        raise HuawuError(_("{file} exists; choose another name or say --force").format(file=file))
    if table is None:
        text, assumptions = starter(file.stem), list[str]()
    else:
        columns = None if mapping is None else read_mapping(mapping)
        volumes = read_actuals(table, columns)
        text, assumptions = scenario_text(file.stem, volumes, days)
        for note in (*volumes.notes, *days_said(choose(volumes, days))):
            typer.echo(note, err=True)
    with written(file) as out:
        out.write(text.encode())
    for assumption in assumptions:
        typer.echo(_("assumed: {what}").format(what=assumption), err=True)
    typer.echo(_("{file} written; try: sim run {file}").format(file=file))
