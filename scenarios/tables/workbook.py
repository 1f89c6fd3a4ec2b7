"""Workbooks (`.xlsx`) as sheets of cells: values, merged cells filled, formulas without a result marked.

Knows openpyxl and what goes wrong with it. Refuses to know what a column means.
"""

import io
import re
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from acd.language import _
from scenarios.tables.errors import TableError
from scenarios.tables.sheet import MOST_BYTES, MOST_ROWS, Cell, Sheet, Uncalculated, too_large

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")


def sheets(path: Path, content: bytes) -> list[Sheet]:
    """The visible sheets of the workbook that hold anything, in order."""
    calculates = _calculates(path.name, content)
    results = _load(path.name, content, results=True)
    formulas = _load(path.name, content, results=False) if calculates else None
    found = [
        _sheet(path.name, worksheet, _formulas(formulas[worksheet.title]) if formulas else {})
        for worksheet in results.worksheets
        if worksheet.sheet_state == "visible" and worksheet.max_row
    ]
    kept = [sheet for sheet in found if any(cell.text for row in sheet.rows for cell in row)]
    if not kept:
        raise TableError(_("{file}: no visible sheet holds anything").format(file=path.name))
    return kept


def _calculates(file: str, content: bytes) -> bool:
    """Whether any sheet holds a formula; refuses a workbook that is huge when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise too_large(file)
            pages = (archive.read(name) for name in archive.namelist() if "worksheets/" in name)
            return any(_FORMULA.search(page) for page in pages)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as fault:
        raise _broken(file, fault) from None


def _load(file: str, content: bytes, *, results: bool) -> Workbook:
    """openpyxl's reading: twice, since it gives either a formula or its result."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(content), data_only=results)
        except Exception as fault:  # a damaged part shows as whatever its parser raises
            raise _broken(file, fault) from None


def _broken(file: str, fault: Exception) -> TableError:
    reason = (str(fault) or type(fault).__name__).splitlines()[0]
    return TableError(
        _("{file}: the workbook is broken ({reason}): save it again as .xlsx").format(file=file, reason=reason)
    )


def _formulas(worksheet: Any) -> dict[tuple[int, int], str]:
    return {
        (cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for row in worksheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _sheet(file: str, worksheet: Worksheet, formulas: dict[tuple[int, int], str]) -> Sheet:
    if worksheet.max_row > MOST_ROWS:
        raise too_large(file)
    filled = _merged(worksheet)
    rows = tuple(tuple(_cell(file, worksheet, cell, filled, formulas) for cell in row) for row in worksheet.iter_rows())
    return Sheet(file, worksheet.title, rows)


def _merged(worksheet: Worksheet) -> dict[tuple[int, int], Any]:
    """For every cell inside a merged range but its first: the first, which holds the value."""
    return {
        (row, column): worksheet.cell(area.min_row, area.min_col)
        for area in worksheet.merged_cells.ranges
        for row, column in area.cells
        if (row, column) != (area.min_row, area.min_col)
    }


def _cell(
    file: str,
    worksheet: Worksheet,
    cell: Any,
    filled: dict[tuple[int, int], Any],
    formulas: dict[tuple[int, int], str],
) -> Cell:
    place = (cell.row, cell.column)
    source = filled.get(place, cell)
    value = source.value
    if value is None and (source.row, source.column) in formulas:
        value = Uncalculated(formulas[source.row, source.column])
    percent = "%" in str(source.number_format or "")
    return Cell(file, worksheet.title, *place, value, percent, merged=place in filled)
