"""Text tables (`.csv`, `.tsv`) as a sheet of cells: encoding, delimiter, quotes.

Knows bytes and delimiters. Refuses to know what a column means, and to guess an encoding by statistics.
"""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Final

from acd.language import _
from scenarios.tables.errors import TableError
from scenarios.tables.sheet import MOST_ROWS, Cell, Sheet, too_large

_DELIMITERS: Final = {",": "comma", "\t": "tab", ";": "semicolon"}


def sheet(path: Path, content: bytes) -> Sheet:
    """The table in the file; its notes say the encoding and delimiter where they are not UTF-8 and a comma."""
    text, notes = _decoded(path.name, content)
    if path.suffix.lower() == ".tsv":
        delimiter = "\t"
    else:
        delimiter = _delimiter(text)
        if delimiter != ",":
            notes.append(_("columns are divided by the {name}").format(name=_(_DELIMITERS[delimiter])))
    rows = _parsed(path.name, text, delimiter)
    width = max(map(len, rows))
    cells = tuple(
        tuple(Cell(path.name, None, r, c, value) for c, value in enumerate(row + [""] * (width - len(row)), 1))
        for r, row in enumerate(rows, 1)
    )
    return Sheet(path.name, None, cells, tuple(notes))


def _decoded(file: str, content: bytes) -> tuple[str, list[str]]:
    """Strictly UTF-8 (a mark is dropped), else strictly GB18030; anything else is refused."""
    if b"\0" in content:
        raise TableError(_("{file}: not a text table (it contains null bytes): save it as CSV UTF-8").format(file=file))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), [_("the file is not UTF-8 and was read as GB18030")]
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise TableError(
            _("{file}: line {line} is neither UTF-8 nor GB18030: save it as CSV UTF-8").format(file=file, line=line)
        ) from None


def _delimiter(text: str) -> str:
    """The candidate under which most lines agree on a number of columns above one; the comma in doubt."""
    sample = text.splitlines()[:200]

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return lines, width

    return max(_DELIMITERS, key=agreement)


def _parsed(file: str, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    begun = 1
    try:
        for row in reader:
            rows.append(row)
            begun = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise too_large(file)
    except csv.Error as fault:
        raise TableError(
            _("{file}: line {line}: quotes or fields cannot be read ({reason})").format(
                file=file, line=begun, reason=fault
            )
        ) from None
    return rows
