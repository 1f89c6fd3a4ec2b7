"""Rows of cells that remember where they stand, whatever kind of file they came from.

Knows how to tell the kinds of file apart and what a cell is. Refuses to know what any column means.
"""

import codecs
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl.utils import get_column_letter

from acd.language import _
from scenarios.tables.errors import TableError

MOST_BYTES: Final = 100_000_000
"""A table larger than this, unpacked, is refused: it is an export gone wrong or a trap."""

MOST_ROWS: Final = 500_000

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


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
        """What a person sees there, without surrounding blanks."""
        if isinstance(self.value, Uncalculated):
            return self.value.formula
        return "" if self.value is None else str(self.value).strip()

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


def open_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of an ``.xlsx``, or the one of a ``.csv`` or ``.tsv``, told apart by content.

    Raises ``TableError`` for what cannot be opened: absent, empty, huge, broken, old ``.xls``, password-protected.
    """
    from scenarios.tables import delimited, workbook

    content = _content(path)
    if content.startswith(_OLE):
        raise TableError(_ole_refusal(path, content))
    if content.startswith(_ZIP):
        return workbook.sheets(path, content)
    if content.lstrip()[:1] == b"<":
        raise TableError(_("{file}: a web page or XML, not a spreadsheet: save it as .xlsx").format(file=path.name))
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        raise TableError(_("{file}: not a workbook, or a broken one: save it again as .xlsx").format(file=path.name))
    return [delimited.sheet(path, content)]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.name)
        content = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise TableError(_("{file}: cannot be read: {reason}").format(file=path, reason=reason)) from None
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise TableError(_("{file}: the file is empty").format(file=path.name))
    return content


def _ole_refusal(path: Path, content: bytes) -> str:
    if _ENCRYPTED in content:
        return _("{file}: the workbook is protected by a password: save it without one").format(file=path.name)
    return _("{file}: an old .xls workbook: open it and save it as .xlsx").format(file=path.name)


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
