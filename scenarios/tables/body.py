"""The rows of a table below its headings: what is a line of figures and what is not, counted and named.

Knows 合计 rows, blank lines, remarks and repeated headings. Refuses to know what a figure is.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from acd.language import _
from scenarios.tables.cells import is_missing, plain
from scenarios.tables.errors import TableError
from scenarios.tables.headings import Headings
from scenarios.tables.sheet import Cell, Sheet, blank

_TOTAL: Final = re.compile(
    r".*(合\s?计|总\s?计|小\s?计|共计|总和|汇总|平均值?|均值|日均)[:：]?|(grand |sub ?-?)?totals?|average|avg|mean|sum",
    re.IGNORECASE,
)
_ALL: Final = frozenset({"全部", "全体", "所有", "整体", "全部技能组", "all", "all groups"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a row of a table: fields it must have, the one that says which row, its labels and its figures."""

    required: tuple[str, ...]
    key: str
    labels: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of figures, by field; a column that the table does not have gives ``None``."""

    cells: Sequence[Cell]
    headings: Headings

    def cell(self, field: str) -> Cell | None:
        """The cell of the field in this row."""
        column = self.headings.columns.get(field)
        return self.cells[column.index] if column else None

    def unit(self, field: str) -> str | None:
        """The unit that the field's heading states."""
        column = self.headings.columns.get(field)
        return column.unit if column else None


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of figures, and one sentence about the rest."""

    lines: tuple[Line, ...]
    note: str


def body(sheet: Sheet, headings: Headings, key: Callable[[Cell], object], shape: Shape) -> Body:
    """The lines below ``headings``; ``key`` reads (or refuses) the cell that a line without figures must have."""
    lines: list[Line] = []
    skipped: dict[str, list[str]] = {_("title lines"): _titles(sheet, headings)}
    for row in sheet.rows[headings.rows.stop :]:
        line = Line(row, headings)
        reason = _reason(line, key, shape)
        if reason is None:
            lines.append(line)
        else:
            skipped.setdefault(reason, []).append(str(row[0].row))
    return Body(tuple(lines), _sentence(sheet, len(lines), skipped))


def titles(sheet: Sheet, headings: Headings) -> Iterator[Cell]:
    """The cells above the headings that hold anything."""
    for row in sheet.rows[: headings.rows.start]:
        yield from (cell for cell in row if cell.text and not cell.merged)


def _titles(sheet: Sheet, headings: Headings) -> list[str]:
    return [str(row[0].row) for row in sheet.rows[: headings.rows.start] if not blank(row)]


def _reason(line: Line, key: Callable[[Cell], object], shape: Shape) -> str | None:
    """Why the row is not a line of figures; ``None`` where it is one."""
    if blank(line.cells):
        return _("blank lines")
    if _is_total(line, shape.labels):
        return _("total rows")
    if all(
        plain(line.cells[column.index].text) == plain(column.cell.text) for column in line.headings.columns.values()
    ):
        return _("repeated headings")
    figures = [cell for name in shape.figures if (cell := line.cell(name))]
    if all(cell.merged or is_missing(cell) for cell in figures) and not _keyed(line.cell(shape.key), key):
        return _("remarks")
    return None


def _keyed(cell: Cell | None, key: Callable[[Cell], object]) -> bool:
    try:
        return cell is not None and key(cell) is not None
    except TableError:
        return False


def _is_total(line: Line, labels: Collection[str]) -> bool:
    first = next(cell for cell in line.cells if cell.text)
    cells = [first, *(cell for name in labels if (cell := line.cell(name)))]
    if any(isinstance(cell.value, str) and _TOTAL.fullmatch(plain(cell.text)) for cell in cells):
        return True
    group = line.cell("group")
    return group is not None and plain(group.text).casefold() in _ALL


def _sentence(sheet: Sheet, count: int, skipped: dict[str, list[str]]) -> str:
    parts = [
        _("{what}: {count} (row {rows})").format(count=len(rows), what=what, rows=_ranges(rows))
        for what, rows in skipped.items()
        if rows
    ]
    rest = _("; skipped: {parts}").format(parts=", ".join(parts)) if parts else _("; nothing skipped")
    return _("{title}: {count} rows read").format(title=sheet.title, count=count) + rest


def _ranges(rows: list[str]) -> str:
    """Row numbers in short: ``1–3, 7``; at most eight runs are written out."""
    runs: list[list[int]] = []
    for row in map(int, rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], row]
        else:
            runs.append([row])
    shown = ["–".join(map(str, run)) for run in runs[:8]]
    return ", ".join(shown) + (" …" if len(runs) > 8 else "")
