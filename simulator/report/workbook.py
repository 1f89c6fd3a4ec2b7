"""The figures as a workbook for those who go on in a spreadsheet: summary, groups, intervals, people.

Knows sheets and number formats. Refuses to know charts; the page has them.
"""

import io
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import xlsxwriter

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Catalogue, Kpi, Unit
from metrics.ledger.whole import written
from metrics.report.reading import cell
from metrics.report.titles import headed, titled
from scenarios.tables.overlay import Overlay
from simulator.called import called
from simulator.remedy import promises
from simulator.report import comparison, run
from simulator.report.advice import advice
from simulator.report.day import has_intervals
from simulator.report.findings import Findings
from simulator.report.sentences import promised_level, sentences

FORMATS: Final = {
    Unit.SHARE: "0.0%",
    Unit.SECONDS: "#,##0.0",
    Unit.COUNT: "#,##0.0",
    Unit.CALLS: "#,##0.0",
    Unit.PEOPLE: "#,##0.0",
    Unit.RATIO: "0.00",
    Unit.MONEY: "#,##0.00",
}
WIDE: Final = 16

Figures = dict[str, Any]


def write_xlsx(findings: Findings, path: str | os.PathLike[str]) -> None:
    """Write the workbook whole or not at all, in the language spoken."""
    memory = io.BytesIO()
    book = Book(xlsxwriter.Workbook(memory, {"in_memory": True}))
    _summary(book, findings)
    _groups(book, findings)
    if has_intervals(findings):
        _intervals(book, findings)
    _people(book, findings)
    if findings.overlay:
        _recorded(book, findings, findings.overlay)
    book.file.close()
    with written(path) as file:
        file.write(memory.getvalue())


class Book:
    """A workbook with the few formats it needs, each made once."""

    def __init__(self, file: Any) -> None:
        self.file = file
        file.set_properties({"created": datetime(2000, 1, 1)})  # the same findings give the same bytes
        self.bold = file.add_format({"bold": True})
        self.heading = file.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.wrapped = file.add_format({"text_wrap": True, "valign": "top"})
        self.units = {unit: file.add_format({"num_format": shown}) for unit, shown in FORMATS.items()}

    def sheet(self, name: str, headings: Sequence[str], frozen: int) -> Any:
        """A sheet whose headings and first columns stay in sight."""
        sheet = self.file.add_worksheet(name)
        sheet.write_row(0, 0, headings, self.heading)
        sheet.freeze_panes(1, frozen)
        sheet.set_column(0, len(headings) - 1, WIDE)
        return sheet

    def write(self, sheet: Any, row: int, column: int, kpi: Kpi, value: float | None) -> None:
        """A value with its unit's format; none leaves the cell empty."""
        if value is not None:
            sheet.write_number(row, column, value, self.units[kpi.unit])


def _summary(book: Book, findings: Findings) -> None:
    headings = ["", _("mean"), _("95 % from"), _("95 % to"), _("p10 of days"), _("median day"), _("p90 of days")]
    sheet = book.sheet(_("summary"), headings, 1)
    sheet.set_column(0, 0, 36)
    row = 1
    for name in _known([findings.document["centre"]], CALLS):
        kpi, found = CALLS[name], cell(findings.document["centre"], name)
        sheet.write(row, 0, headed(kpi))
        values = (found["mean"], found["low"], found["high"], *found["days"].values())
        for column, value in enumerate(values, 1):
            book.write(sheet, row, column, kpi, value)
        row += 1
    row = _chances(book, sheet, row + 1, findings)
    told = [(each.rule, each.text) for each in advice(findings)]
    for name, text in [*sentences(findings), *told, *run.details(findings)]:
        sheet.write(row, 0, name, book.bold)
        sheet.write(row, 1, text)
        row += 1


def _chances(book: Book, sheet: Any, row: int, findings: Findings) -> int:
    """The chance of each target; gives the row to go on with."""
    promised = promises(findings.scenario, findings.document)
    if not promised:
        return row
    sheet.write_row(
        row, 0, [_("Group"), _("Chance"), _("95 % from"), _("95 % to"), _("Asked for"), _("Target")], book.bold
    )
    for each in promised:
        row += 1
        sheet.write(row, 0, called(findings.scenario, each.group))
        asked = each.wanted if each.stated else None
        for column, share in enumerate((each.share, each.low, each.high, asked), 1):
            book.write(sheet, row, column, CALLS["service_level"], share)
        sheet.write(row, 5, promised_level(each))
    return row + 2


def _groups(book: Book, findings: Findings) -> None:
    groups = findings.document["groups"]
    rows = [([called(findings.scenario, name)], figures) for name, figures in groups.items()]
    _sheet(book, _("groups"), [_("Group")], rows, CALLS)


def _intervals(book: Book, findings: Findings) -> None:
    """Centre first in each interval, then its groups with people planned and needed."""
    needs: dict[str, list[list[float | None]]] = {group: [] for group in findings.scenario.groups}
    for need in findings.needs:
        needs[need.group].append([need.scheduled, need.erlang_a, need.erlang_c, need.source])
    rows: list[tuple[list[Any], Figures]] = []
    for k, interval in enumerate(findings.document["intervals"]):
        rows.append(([interval["start"], _("Centre"), None, None, None, None], interval["centre"]))
        for name, figures in interval["groups"].items():
            rows.append(([interval["start"], called(findings.scenario, name), *needs[name][k]], figures))
    planned = [_("people on"), _("needed: Erlang A"), _("needed: Erlang C"), _("needed: formula")]
    _sheet(book, _("intervals"), [_("Interval"), _("Group"), *planned], rows, CALLS, frozen=2)


def _people(book: Book, findings: Findings) -> None:
    document = findings.document
    teams = [([_("team"), name], figures) for name, figures in document["teams"].items()]
    agents = [([_("agent"), name], figures) for name, figures in document["agents"].items()]
    _sheet(book, _("people"), ["", _("name")], [*teams, *agents], PEOPLE, frozen=2)


def _recorded(book: Book, findings: Findings, over: Overlay) -> None:
    """Totals of the recorded day first, then its intervals; the file and day stand below."""
    headings = [_("Group"), _("KPI"), _("Interval"), _("recorded"), _("mean"), _("p10 of days")]
    headings += [_("median day"), _("p90 of days"), _("inside")]
    sheet = book.sheet(_("recorded day"), headings, 3)
    lines: list[tuple[str, str, str, tuple[float | None, ...], bool]] = [
        (each.group, each.kpi, _("day"), (each.recorded, each.mean, each.p10, None, each.p90), each.inside)
        for each in over.totals
    ]
    lines += [
        (track.group, track.kpi, each.start, (each.recorded, None, each.p10, each.p50, each.p90), each.inside)
        for track in over.tracks
        for each in track.points
    ]
    for row, (group, kpi, start, values, inside) in enumerate(lines, 1):
        sheet.write_row(row, 0, [comparison.place(findings, group), titled(CALLS[kpi]), start])
        for column, value in enumerate(values, 3):
            book.write(sheet, row, column, CALLS[kpi], value)
        sheet.write(row, 8, _("yes") if inside else _("no"))
    for row, text in enumerate((comparison.recorded(over), *over.notes), len(lines) + 2):
        sheet.write(row, 0, text)


def _sheet(
    book: Book,
    name: str,
    first: list[str],
    rows: list[tuple[list[Any], Figures]],
    catalogue: Catalogue,
    frozen: int = 1,
) -> None:
    """A line for each place: what it is called, then the mean and the outer deciles of days of every KPI it has."""
    known = _known([figures for _names, figures in rows], catalogue)
    parts = ("{}", _("{} p10"), _("{} p90"))
    headings = [*first, *(part.format(headed(catalogue[kpi])) for kpi in known for part in parts)]
    sheet = book.sheet(name, headings, frozen)
    for row, (names, figures) in enumerate(rows, 1):
        sheet.write_row(row, 0, names)
        for place, kpi in enumerate(known):
            found = cell(figures, kpi)
            values = (found["mean"], found["days"]["p10"], found["days"]["p90"]) if found else ()
            for part, value in enumerate(values):
                book.write(sheet, row, len(first) + 3 * place + part, catalogue[kpi], value)
    sheet.autofilter(0, 0, len(rows), len(headings) - 1)


def _known(places: Iterable[Figures], catalogue: Catalogue) -> list[str]:
    """KPIs that have a value anywhere."""
    each = list(places)
    return [name for name in catalogue if any((cell(figures, name) or {}).get("mean") is not None for figures in each)]
