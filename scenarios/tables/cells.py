"""A cell as a number, a share or a word.

Knows the forms in which spreadsheets write them (`tables.md`). Refuses to guess: what may mean two things is an error.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from acd.language import _
from scenarios.tables.sheet import Cell, Uncalculated

_MISSING: Final = frozenset({"", "-", "--", "—", "——", "–", "/", "n/a", "na", "null", "#n/a", "#div/0!"})
_NUMBER: Final = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_QUOTES: Final = str.maketrans("’‘′”“″", "'''\"\"\"")


def plain(text: str) -> str:
    """The text with full-width digits and signs made plain, single blanks and straight quotes."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_QUOTES)).split())


def is_missing(cell: Cell) -> bool:
    """Whether nothing is said there: blank, a dash, ``N/A``, or a spreadsheet's 0/0."""
    return plain(cell.text).casefold() in _MISSING


def stated(cell: Cell) -> bool:
    """Whether the cell holds something to read; a formula without its result is an error."""
    if isinstance(cell.value, Uncalculated):
        raise cell.wrong(_("is a formula whose result is not in the file: open it in a spreadsheet and save it"))
    return not is_missing(cell)


def word(cell: Cell) -> str | None:
    """The text of a name; numbers as written (a staff number 1001.0 is ``1001``)."""
    if not stated(cell):
        return None
    value = cell.value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else plain(cell.text)


def number(cell: Cell) -> float | None:
    """A number, not negative: ``1,234``, ``1234.5``, full-width digits."""
    if not stated(cell):
        return None
    value = _float(cell)
    if value is None:
        raise cell.wrong(_("is not a number (1234 or 1,234)"))
    if value < 0:
        raise cell.wrong(_("is negative"))
    return value


def whole_of(cells: Iterable[Cell], unit: str | None) -> float:
    """The bare number that means all in a column of shares: 1 or 100.

    Decided for the whole column: by ``%`` in the heading, else by numbers that no fraction can be.
    Raises ``TableError`` naming the cell where both readings are possible.
    """
    bare = [(value, cell) for cell in cells if stated(cell) and (value := _bare(cell)) is not None]
    if not bare:
        return 1.0
    largest, cell = max(bare, key=lambda pair: pair[0])
    if unit == "%" and 0 < largest <= 1:
        raise cell.wrong(
            _("is the largest of a column in %: it may mean {a:.3g} % or {b:.3g} %; write it with %").format(
                a=largest, b=largest * 100
            )
        )
    if unit != "%" and 1 < largest <= 1.5:
        raise cell.wrong(_("may be a fraction or a percentage; write it with %"))
    return 100.0 if unit == "%" or largest > 1.5 else 1.0


def share(cell: Cell, whole: float = 1.0, most: float = 1.0) -> float | None:
    """A share as a fraction: ``12.5%``, 0.125, or a bare number of which ``whole`` is all (`whole_of`)."""
    if not stated(cell):
        return None
    text = plain(cell.text)
    written = text.removesuffix("%").rstrip()
    value = _float(cell) if written == text else _parsed(written)
    if value is None:
        raise cell.wrong(_("is not a share (12.5% or 0.125)"))
    whole = 100.0 if written != text else 1.0 if cell.percent else whole
    if not 0 <= value / whole <= most + 1e-9:
        raise cell.wrong(_("is not a share between 0 and {most:.0f} %").format(most=most * 100))
    return value / whole


def _bare(cell: Cell) -> float | None:
    return None if cell.percent else _float(cell)


def _float(cell: Cell) -> float | None:
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return None
    value = float(cell.value) if isinstance(cell.value, float) else _parsed(plain(cell.text))
    return value if value is not None and math.isfinite(value) else None


def _parsed(text: str) -> float | None:
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
