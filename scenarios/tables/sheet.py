"""Rows of cells that remember where they stand, whatever kind of file they came from.

Knows what a cell and a sheet are. Refuses to know what any column means.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter

from acd.language import _
from scenarios.tables.errors import TableError

MOST_BYTES: Final = 100_000_000
"""A table larger than this, unpacked, is refused: it is an export gone wrong or a trap."""

MOST_ROWS: Final = 500_000


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose result the file does not hold."""

    formula: str


_Plain = datetime.datetime | datetime.date | datetime.time | datetime.timedelta | str | int | float | bool
Value = _Plain | Uncalculated | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value as the file holds it and its place; ``row`` and ``column`` count from 1."""

    file: str
    sheet: str | None
    row: int
    column: int
    value: Value = None
    percent: bool = False
    """The file shows the number as a percentage (0.125 as 12.5 %)."""
    merged: bool = False
    """The value stands in another cell that this one is merged with."""

    @property
    def at(self) -> str:
        """Where it stands: ``Sheet1!C7`` in a workbook, ``row 7, column C`` in a text file."""
        letter = get_column_letter(self.column)
        if self.sheet is None:
            return _("row {row}, column {column}").format(row=self.row, column=letter)
        return f"{self.sheet}!{letter}{self.row}"

    @property
    def text(self) -> str:
        """What stands there, on one line, without blanks around it."""
        if isinstance(self.value, Uncalculated):
            return self.value.formula
        return "" if self.value is None else " ".join(str(self.value).split())

    def wrong(self, reason: str) -> TableError:
        """The error that says why this cell cannot be read."""
        found = self.text if len(self.text) <= 60 else self.text[:60] + "…"
        return TableError(
            _("{file}: {at}: “{found}” {reason}").format(file=self.file, at=self.at, found=found, reason=reason)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; ``rows`` all have the same length, ``notes`` say how the file was read."""

    file: str
    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What to call it in a sentence: the file, and the sheet where there are sheets."""
        return self.file if self.name is None else f"{self.file}, {self.name}"


def too_large(file: str) -> TableError:
    """The refusal of a file beyond `MOST_BYTES` or `MOST_ROWS`."""
    return TableError(
        _("{file}: more than {rows} rows or {size} MB: export fewer days at a time").format(
            file=file, rows=f"{MOST_ROWS:,}", size=MOST_BYTES // 1_000_000
        )
    )


def blank(row: Sequence[Cell]) -> bool:
    """Whether nothing stands in the row."""
    return not any(cell.text for cell in row)
