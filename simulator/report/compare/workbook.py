"""The comparison as a workbook: what is said, and every difference in a line.

Knows sheets. Refuses to know charts; the page has them.
"""

import io
import os
from collections.abc import Iterator
from typing import Any, Final

import xlsxwriter

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Kpi, Scope
from metrics.ledger.whole import written
from metrics.report.titles import headed
from simulator.called import called
from simulator.comparison.judged import Compared
from simulator.comparison.outcome import Outcome, Step
from simulator.report.compare import tables
from simulator.report.compare.sentences import caution, notes, sentences
from simulator.report.compare.written import said, shown
from simulator.report.workbook import Book

PLACES: Final[tuple[Scope, ...]] = ("centre", "groups", "call_types", "teams")


def write_xlsx(outcome: Outcome, path: str | os.PathLike[str]) -> None:
    """Write the workbook whole or not at all, in the language spoken."""
    memory = io.BytesIO()
    book = Book(xlsxwriter.Workbook(memory, {"in_memory": True}))
    _summary(book, outcome)
    _promises(book, outcome)
    _differences(book, outcome)
    book.file.close()
    with written(path) as file:
        file.write(memory.getvalue())


def _summary(book: Book, outcome: Outcome) -> None:
    sheet = book.sheet(_("summary"), ["", _("Verdict")], 1)
    sheet.set_column(1, 1, 100)
    lines = [*sentences(outcome), *((_("Note"), note) for note in notes(outcome)), (_("Note"), caution(outcome))]
    for row, (name, text) in enumerate(lines, 1):
        sheet.write(row, 0, name, book.bold)
        sheet.write(row, 1, text, book.wrapped)
    for row, (name, file, overrides) in enumerate(tables.changes(outcome), len(lines) + 2):
        sheet.write_row(row, 0, [name, "  ".join([file, *overrides])])


def _promises(book: Book, outcome: Outcome) -> None:
    headings = [_("Group"), _("from"), _("to"), _("days"), _("kept before"), _("kept after"), _("won"), _("lost")]
    sheet = book.sheet(_("promises"), [*headings, _("difference"), _("95 % from"), _("95 % to"), _("Verdict")], 3)
    kpi = CALLS["service_level"]
    lines = [(step, group, kept) for step in outcome.steps for group, kept in step.kept.items()]
    for row, (step, group, kept) in enumerate(lines, 1):
        sheet.write_row(row, 0, [called(outcome.variants[0].scenario, group), *_names(outcome, step)])
        sheet.write_row(row, 3, [kept.days, kept.first, kept.second, kept.gained, kept.lost])
        for column, value in enumerate((kept.difference, kept.low, kept.high), 8):
            book.write(sheet, row, column, kpi, value)
        sheet.write(row, 11, said(kept.verdict))


def _differences(book: Book, outcome: Outcome) -> None:
    headings = [_("from"), _("to"), _("Group"), _("KPI"), _("before"), _("after"), _("difference")]
    sheet = book.sheet(_("differences"), [*headings, _("95 % from"), _("95 % to"), "p", _("Verdict")], 4)
    row = 0
    for row, (step, place, kpi, of) in enumerate(_lines(outcome), 1):
        sheet.write_row(row, 0, [*_names(outcome, step), place, headed(kpi)])
        for column, value in enumerate((of.first, of.second, of.difference, of.low, of.high), 4):
            book.write(sheet, row, column, kpi, value)
        if of.p is not None:
            sheet.write_number(row, 9, of.p)
        sheet.write(row, 10, said(of.verdict))
    sheet.autofilter(0, 0, row, 10)


def _lines(outcome: Outcome) -> Iterator[tuple[Step, str, Kpi, Compared]]:
    for step in outcome.steps:
        for scope in PLACES:
            for name, figures in step.figures[scope].items():
                place = _place(outcome, scope, name)
                for kpi, of in figures.items():
                    if of.difference is not None:
                        yield step, place, (PEOPLE if scope == "teams" else CALLS)[kpi], of


def _place(outcome: Outcome, scope: Scope, name: str) -> str:
    if scope == "centre":
        return _("Centre")
    return called(outcome.variants[0].scenario, name) if scope == "groups" else name or _("none")


def _names(outcome: Outcome, step: Step) -> list[Any]:
    return [shown(outcome, step.first), shown(outcome, step.second)]
