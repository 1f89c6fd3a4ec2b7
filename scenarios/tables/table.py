"""From a file to its lines: every visible sheet in which the headings are found, one after the other.

Knows the order of the steps. Refuses to know what the lines say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from acd.language import _
from scenarios.tables.body import Line, Shape, body, titles
from scenarios.tables.errors import TableError
from scenarios.tables.files import open_sheets
from scenarios.tables.headings import Column, Headings, check_told, find
from scenarios.tables.names import Names
from scenarios.tables.sheet import Cell, Sheet
from scenarios.tables.unrecognised import required_missing


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file, the cells above its headings, and what is to be said about how it was read."""

    file: str
    lines: tuple[Line, ...]
    titles: tuple[Cell, ...]
    notes: tuple[str, ...]
    headings: Headings
    """Of the first sheet read."""


def read_table(
    path: Path,
    names: Names,
    shape: Shape,
    key: Callable[[Cell], object],
    columns: Mapping[str, str] | None = None,
) -> Table:
    """The lines of the table in the file; ``columns`` maps fields to headings, and ``sheet`` to the only one to read.

    Raises ``TableError`` where no heading row is found or nothing stands below it.
    """
    told = dict(columns or {})
    asked = told.pop("sheet", None)
    check_told(path.name, names, told)
    sheets = _asked(path, open_sheets(path), asked)
    found = [(each, headings) for each in sheets if (headings := find(each, names, shape.required, told))]
    if not found:
        raise required_missing(sheets, names, shape.required, told)
    lines: list[Line] = []
    notes: list[str] = []
    for each, headings in found:
        read = body(each, headings, key, shape)
        lines += read.lines
        notes += [read.note, *each.notes, *headings.notes]
    passed_over = ", ".join(each.title for each in sheets if each not in [one for one, _headings in found])
    if passed_over:
        notes.append(_("no such headings, not read: {sheets}").format(sheets=passed_over))
    if not lines:
        raise TableError(_("{file}: nothing but headings, totals and remarks").format(file=path.name))
    above = tuple(cell for each, headings in found for cell in titles(each, headings))
    return Table(path.name, tuple(lines), above, tuple(notes), found[0][1])


def _asked(path: Path, sheets: list[Sheet], name: str | None) -> list[Sheet]:
    if name is None:
        return sheets
    asked = [sheet for sheet in sheets if sheet.name == name]
    if not asked:
        names = ", ".join(sheet.name or "–" for sheet in sheets)
        raise TableError(
            _("{file}: there is no visible sheet “{name}” (sheets: {names})").format(
                file=path.name, name=name, names=names
            )
        )
    return asked


def not_read(columns: Sequence[Column]) -> list[str]:
    """The sentence that names columns not read, if there are any."""
    names = ", ".join(dict.fromkeys(column.heading for column in columns))
    return [_("columns not read: {names}").format(names=names)] if names else []
