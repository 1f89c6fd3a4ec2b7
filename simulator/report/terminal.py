"""What stands on the terminal after a run: the chance first, then where the day breaks, then figures.

Knows what fits 80 columns, Chinese or English. Refuses to know files.
"""

import itertools
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from acd.events import MICROSECONDS
from acd.language import _
from metrics.definitions import CALLS, Unit
from metrics.report.stated import currency
from metrics.report.terminal import NAME, OF_CALLS, advice_lines, levels_table
from metrics.report.titles import headed, titled
from metrics.report.written import NONE, number, percent, seconds
from scenarios.tables.overlay import Overlay
from simulator.called import called
from simulator.planning.roster import everybody
from simulator.remedy import Promise, promises
from simulator.remedy.worst import mean
from simulator.report import comparison, run, tables
from simulator.report.advice import advice, header
from simulator.report.day import has_intervals, staffing, worst_intervals
from simulator.report.findings import Findings
from simulator.report.sentences import chance, command, remedy, worst

IN_GROUPS: Final = ("offered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "p90_wait", "aht",
                    "occupancy")  # fmt: skip
IN_INTERVALS: Final = ("offered", "service_level", "abandon_rate", "mean_answer_wait", "occupancy")
BESIDE: Final = ("mean_hold", "transfer_rate", "cost", "cost_per_call")
RANGE: Final = "p10–p90"
"""Eight days of ten lie between them."""
BAR: Final = 8
"""Characters that stand for 100 %."""
WORST: Final = 6
"""Groups named among those where the day breaks."""


def show(findings: Findings, console: Console) -> None:
    """Print the report, at most 80 columns wide unless group names are long."""
    scenario = findings.scenario
    console.print(Text.assemble((scenario.label or scenario.scenario, "bold"), "  ", (run.heading(findings), "dim")))
    if findings.interrupted:
        console.print(run.early(findings), style="yellow")
    whole_day = has_intervals(findings)
    parts = [
        chance(findings),
        _chances(findings),
        worst(findings),
        _where_it_breaks(findings) if whole_day else None,
        _("Remedy: {text}").format(text=remedy(findings)),
        command(findings),
        *advice_lines(advice(findings)),
        _groups(findings),
        levels_table(findings.document, lambda group: called(findings.scenario, group)),
        _where_calls_go(findings),
        _beside(findings),
        _intervals(findings) if whole_day else None,
    ]
    for part in parts:
        if part:
            if isinstance(part, Table) and part.title:
                console.print()
            console.print(part if isinstance(part, Table) else Text(part))
    if findings.overlay:
        _comparison(findings, findings.overlay, console)


def _comparison(findings: Findings, over: Overlay, console: Console) -> None:
    """Totals first: an interval without calls fits whatever is simulated."""
    console.print()
    console.print(_totals(findings, over))
    notes = (f"{_('Note')}: {note}" for note in over.notes)
    tracks = (f"{titled(CALLS[track.kpi])}: {track.sentence}" for track in over.tracks if not track.group)
    for line in (comparison.judged(findings), *notes, *tracks):
        console.print(Text(line))


def _totals(findings: Findings, over: Overlay) -> Table:
    """The centre's totals, and those of groups that lie outside; all of them where there is no centre."""
    heading = _("Recorded day against the simulated days: {recorded}").format(recorded=comparison.recorded(over))
    table = _table(heading, "", _("recorded"), _("simulated"), RANGE, _("simulation"))
    table.columns[0].max_width, table.columns[4].justify = None, "left"
    centre = any(not total.group for total in over.totals)
    shown = [total for total in over.totals if not (centre and total.group and total.inside)]
    for group, totals in itertools.groupby(shown, lambda total: total.group):
        table.add_row(Text(comparison.place(findings, group), "bold"))
        for total in totals:
            *cells, verdict = comparison.row(total)
            table.add_row(*cells, Text(verdict, "" if total.inside else "bold red"))
    return table


def _table(heading: str, *columns: str) -> Table:
    """The first column holds names, all others numbers."""
    table = Table(title=heading or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    for k, column in enumerate(columns):
        table.add_column(
            column, justify="right" if k else "left", overflow="ellipsis", no_wrap=True, max_width=None if k else NAME
        )
    return table


def _chances(findings: Findings) -> Table | None:
    promised = promises(findings.scenario, findings.document)
    if not promised:
        return None
    table = _table("", _("Group"), _("Chance"), _("95 % interval"), _("Asked for"), "", _("Target"))
    table.columns[4].justify = table.columns[5].justify = "left"
    table.columns[5].no_wrap = False
    for each in promised:
        table.add_row(
            called(findings.scenario, each.group),
            Text(percent(each.share), "green" if each.kept else "bold red"),
            f"{percent(each.low)}–{percent(each.high)}",
            percent(each.wanted) if each.stated else NONE,
            bar(each.share),
            _target(each),
        )
    return table


def _target(promise: Promise) -> str:
    """``80% / 20 s``, as the field says it."""
    text = _("{target} / {within}") if promise.over == "day" else _("{target} / {within} each interval")
    return text.format(target=percent(promise.target), within=seconds(promise.within / MICROSECONDS))


def _where_it_breaks(findings: Findings) -> Table | None:
    lines = worst_intervals(findings, WORST)
    if not lines:
        return None
    headings = (_("Group"), _("Interval"), _("in time"), RANGE, _("calls"), _("hang up"), _("at work"))
    table = _table(_("Where the day breaks"), *headings, _("needed"))
    people = staffing(findings)
    for group, k, figures in lines:
        on = people[group][k]
        table.add_row(
            called(findings.scenario, group),
            findings.document["intervals"][k]["start"],
            *(percent(mean(figures, "service_level")), _range(figures, "service_level")),
            f"{mean(figures, 'offered') or 0:.0f}",
            percent(mean(figures, "abandon_rate")),
            f"{on.on:.0f}",
            Text(str(on.needed), "red" if on.needed > on.on + 0.5 else ""),
        )
    return table


def _groups(findings: Findings) -> Table:
    table = _table(_("Groups"), _("Group"), *(_(OF_CALLS[name]) for name in IN_GROUPS))
    for group, figures in findings.document["groups"].items():
        table.add_row(called(findings.scenario, group), *(_cell(name, figures) for name in IN_GROUPS))
    table.add_section()
    table.add_row(_("Centre"), *(_cell(name, findings.document["centre"]) for name in IN_GROUPS))
    return table


def _where_calls_go(findings: Findings) -> Table | None:
    way = tables.where_calls_go(findings)
    if not way.rows:
        return None
    table = _table(way.heading, "", _("number of calls"), RANGE, _("share"))
    table.columns[0].max_width = None
    for line in way.rows:
        name, *cells = line.cells
        table.add_row("  " * line.depth + name, *cells)
    return table


def _beside(findings: Findings) -> str:
    """Holds, transfers and money in one line, where there are such."""
    money, centre = currency(header(findings)), findings.document["centre"]
    shown = [name for name in tables.of_use(findings, BESIDE) if mean(centre, name) is not None]
    return " · ".join(f"{headed(CALLS[name], money)} {number(CALLS[name], mean(centre, name))}" for name in shown)


def _intervals(findings: Findings) -> Table:
    headings = [_(OF_CALLS[name]) for name in IN_INTERVALS]
    table = _table(_("Intervals"), "", *headings[:2], "", RANGE, *headings[2:], _("at work"), _("needed"))
    table.columns[3].justify = "left"
    people, present = staffing(findings), everybody(findings.scenario)
    for k, interval in enumerate(findings.document["intervals"]):
        figures = interval["centre"]
        cells = [_cell(name, figures) for name in IN_INTERVALS]
        table.add_row(
            interval["start"],
            *cells[:2],
            bar(mean(figures, "service_level") or 0.0),
            _range(figures, "service_level"),
            *cells[2:],
            f"{present[k]:.0f}",
            str(sum(each[k].needed for each in people.values())),
        )
    return table


def bar(share: float) -> str:
    """A share as a bar in eighths of a character."""
    eighths = round(min(max(share, 0.0), 1.0) * BAR * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + ("▏▎▍▌▋▊▉"[rest - 1] if rest else "")


def _range(figures: dict[str, Any], kpi: str) -> str:
    days = (figures.get(kpi) or {}).get("days") or {}
    return NONE if days.get("p10") is None else f"{days['p10'] * 100:.0f}–{days['p90'] * 100:.0f}%"


def _cell(name: str, figures: dict[str, Any]) -> str:
    """Headings say percent; whole calls."""
    kpi, value = CALLS[name], mean(figures, name)
    if value is None:
        return NONE
    if kpi.unit is Unit.SHARE:
        return f"{value * 100:.1f}"
    return f"{value:.0f}" if kpi.unit is Unit.COUNT else number(kpi, value)
