"""A cell as a duration in seconds.

Knows ``205``, ``00:03:25``, ``3:25``, ``3'25"``, ``3分25秒`` and a spreadsheet's own times. Refuses what may mean
minutes or hours.
"""

import re
from collections.abc import Iterable
from typing import Final

from acd.events import MICROSECONDS
from acd.language import _
from scenarios.tables.cells import number, plain, stated
from scenarios.tables.sheet import Cell
from scenarios.tables.times import excel_ticks

SECONDS_IN: Final = {"s": 1.0, "min": 60.0, "h": 3600.0, "ms": 0.001}

_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)")
_MARKS: Final = re.compile(r"(?:(\d{1,6})')?\s?(?:(\d{1,2}(?:\.\d+)?)(?:\"|''))?")
_UNITS: Final = re.compile(
    r"(?:(\d{1,6})\s?(?:h|小时|时))?\s?(?:(\d{1,6}(?:\.\d+)?)\s?(?:分钟?|min|m))?\s?(?:(\d{1,6}(?:\.\d+)?)\s?(?:秒钟?|sec|s))?",
    re.IGNORECASE,
)
_FRACTION_OF_A_DAY: Final = 0.1
"""A number of seconds below this is a spreadsheet's fraction of a day that has lost its format."""


def duration(cell: Cell, unit: str | None = None) -> float | None:
    """Seconds; bare numbers are seconds unless the heading says another ``unit`` (min, h, ms)."""
    if not stated(cell):
        return None
    if isinstance(cell.value, int | float):
        return _bare(cell, unit)
    own = excel_ticks(cell)
    if own is not None:
        return _own(cell, own)
    text = plain(cell.text)
    for pattern in (_CLOCK, _MARKS, _UNITS):
        found = pattern.fullmatch(text)
        if found and any(found.groups()):
            return _sum(cell, found)
    if re.fullmatch(r"[\d,.]+", text):
        return _bare(cell, unit)
    raise cell.wrong(_("is not a duration (205, 00:03:25, 3:25, 3'25\")"))


def minutes_notes(cells: Iterable[Cell]) -> list[str]:
    """What is to be said where a text such as ``3:25`` was read as minutes and seconds: the first one, named."""
    for cell in cells:
        found = _CLOCK.fullmatch(plain(cell.text)) if isinstance(cell.value, str) else None
        if found is not None and found[1] is None:
            return [
                _("times such as “{text}” ({at}) are read as minutes and seconds").format(text=cell.text, at=cell.at)
            ]
    return []


def _bare(cell: Cell, unit: str | None) -> float | None:
    value = number(cell)
    if value and unit is None and value < _FRACTION_OF_A_DAY:
        raise cell.wrong(_("is too short for seconds and may be a fraction of a day: write seconds or 00:03:25"))
    return None if value is None else value * SECONDS_IN[unit or "s"]


def _own(cell: Cell, ticks: int) -> float:
    seconds = ticks // MICROSECONDS
    if seconds >= 3600 and seconds % 60 == 0:
        raise cell.wrong(_("is held as hours and minutes: if minutes and seconds are meant, write seconds or 00:03:25"))
    return float(seconds)


def _sum(cell: Cell, found: re.Match[str]) -> float:
    parts = [float(part or 0) for part in found.groups()]
    hours, minutes, seconds = [0.0] * (3 - len(parts)) + parts
    if found.re is _CLOCK and (seconds >= 60 or (found[1] and minutes >= 60)):
        raise cell.wrong(_("is not a duration (205, 00:03:25, 3:25, 3'25\")"))
    return hours * 3600 + minutes * 60 + seconds
