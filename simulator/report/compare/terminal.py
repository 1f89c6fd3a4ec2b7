"""What stands on the terminal after a comparison: the verdict first, then promises, service levels and what it takes.

Knows what fits 80 columns, Chinese or English. Refuses to know files.
"""

from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from acd.language import _
from metrics.report.terminal import OF_CALLS
from metrics.report.written import percent
from simulator.comparison.judged import Verdict
from simulator.comparison.outcome import Outcome
from simulator.report.compare import tables
from simulator.report.compare.html import heading
from simulator.report.compare.sentences import currency, early, notes, sentences
from simulator.report.compare.tables import Line
from simulator.report.compare.written import shown

STYLES: Final = {Verdict.BETTER: "green", Verdict.WORSE: "bold red"}
NAME: Final = 18
"""Cells for a name."""
IN_CENTRE: Final = ("abandon_rate", "mean_answer_wait", "p90_wait", "occupancy")


def show(outcome: Outcome, console: Console) -> None:
    """Print the comparison, at most 80 columns wide unless names are long."""
    first = outcome.variants[0].scenario
    console.print(Text.assemble((first.label or first.scenario, "bold"), "  ", (heading(outcome), "dim")))
    if outcome.interrupted:
        console.print(early(outcome), style="yellow")
    for name, sentence in sentences(outcome):
        console.print(Text.assemble((f"{name}: ", "bold"), sentence))
    for note in notes(outcome):
        console.print(Text(f"{_('Note')}: {note}"))
    promised = tables.kept(outcome)
    for table in (_promises(outcome) if promised else None, _levels(outcome), _centre(outcome), _effort(outcome)):
        if table is not None:
            console.print()
            console.print(table)


def _promises(outcome: Outcome) -> Table:
    table = _table(_("Days on which promises are kept"), _("Group"), _("variant"), _("days kept"), _("95 %"))
    _right(table, _("points"), _("95 %"))
    table.add_column("")
    for line in tables.kept(outcome):
        promise = line.promise
        table.add_row(
            line.group,
            line.name,
            percent(promise.share),
            f"{percent(promise.low)}–{percent(promise.high)}",
            line.difference,
            line.spread,
            Text(line.said, STYLES.get(line.verdict, "") if line.verdict else ""),
        )
    return table


def _levels(outcome: Outcome) -> Table:
    table = _table(_("Service level"), _("Group"), _("variant"), _("in time"))
    _right(table, _("points"), _("95 %"))
    table.add_column("")
    for line in tables.levels(outcome):
        _add(table, outcome, line.place, line)
    return table


def _centre(outcome: Outcome) -> Table:
    table = _table(_("The centre"), _("KPI"), _("variant"), _("value"))
    _right(table, _("difference"), _("95 %"))
    table.add_column("")
    for line in tables.centre(outcome, IN_CENTRE):
        _add(table, outcome, _(OF_CALLS[line.kpi]), line)
    return table


def _add(table: Table, outcome: Outcome, place: str, line: Line) -> None:
    for k, cell in enumerate(line.cells):
        style = STYLES.get(cell.verdict, "") if cell.verdict else ""
        name = shown(outcome, k)
        table.add_row("" if k else place, name, cell.value, cell.difference, cell.spread, Text(cell.said, style))


def _effort(outcome: Outcome) -> Table:
    table = _table(_("People and cost a day"), _("variant"))
    _right(table, _("people"), _("hours"), _("more people"), _("more hours"))
    if currency(outcome):
        _right(table, _("cost, {currency}").format(currency=currency(outcome)), _("difference"))
    for row in tables.effort(outcome):
        table.add_row(*row)
    return table


def _table(heading: str, *columns: str) -> Table:
    """The first two columns hold names, all others numbers; the first is broken where it is long."""
    table = Table(title=heading, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    for k, column in enumerate(columns):
        if k > 1:
            _right(table, column)
        else:
            table.add_column(column, no_wrap=bool(k), overflow="ellipsis", max_width=NAME)
    return table


def _right(table: Table, *columns: str) -> None:
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
