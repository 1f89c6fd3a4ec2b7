"""``sim staff``: people needed per interval and group, by the sources' formula, Erlang C and Erlang A."""

import dataclasses
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from acd.language import _, speak
from metrics.cli.output import screen, write_json
from scenarios import load
from scenarios.values import write_time_of_day
from simulator.cli.options import Language, Overrides, as_language, as_share
from simulator.planning.need import UTILISATION, Need, needs


def staff_scenario(
    scenario: Annotated[Path, typer.Argument(help=_("A scenario file."))],
    utilisation: Annotated[str, typer.Option(help=_("人员利用率 of the sources' formula."))] = f"{UTILISATION:.0%}",
    target: Annotated[str | None, typer.Option(help=_("Service level for groups that promise none, 80%."))] = None,
    overrides: Overrides = None,
    as_json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help=_("Write the table as JSON; - is standard output."))
    ] = None,
    language: Language = None,
) -> None:
    """People needed in every interval, each group by itself: skills that groups share are ignored.

    Examples:

    \b
      sim staff peak_day.yaml
      sim staff peak_day.yaml --target 80% --json need.json
    """
    speak(as_language(language))
    wanted = None if target is None else as_share("--target", target)
    found = needs(load(scenario, overrides or ()), as_share("--utilisation", utilisation), wanted)
    if as_json is not None:
        write_json({"needs": [_plain(need) for need in found]}, as_json)
    if as_json != "-":
        _show(found)


def _plain(need: Need) -> dict[str, object]:
    row = dataclasses.asdict(need)
    row["starts"] = write_time_of_day(need.starts)
    row["patience"] = need.patience if need.patience != float("inf") else None
    return row


def _show(found: list[Need]) -> None:
    console = screen()
    for group in dict.fromkeys(need.group for need in found):
        console.print(_table(group, [need for need in found if need.group == group]))
    console.print(_("Each group by itself: sharing and overflow are ignored; `sim run` counts them."))
    console.print(_("by formula: calls × AHT ÷ (interval × utilisation), rounded up; to roster: that ÷ attendance."))


def _table(group: str, rows: list[Need]) -> Table:
    table = Table(title=group, title_justify="left", box=None, padding=(0, 1), min_width=60)
    headings = (_("offered"), _("AHT s"), _("by formula"), _("to roster"), "Erlang C", "Erlang A", _("planned"))
    for heading in ("", *headings):
        table.add_column(heading, justify="right", no_wrap=True)
    for need in rows:
        people = (need.source, need.rostered, need.erlang_c, need.erlang_a)
        table.add_row(
            write_time_of_day(need.starts),
            f"{need.offered:.4g}",
            f"{need.aht:.0f}",
            *("–" if number is None else str(number) for number in people),
            f"{need.scheduled:.3g}",
        )
    return table
