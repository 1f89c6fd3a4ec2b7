"""A cell as a day, or as a moment or interval of a day.

Knows the forms in which spreadsheets write dates and times. Refuses dates without a year or with the year last,
and bare numbers: they may mean two things.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Final

from acd.events import MICROSECONDS
from acd.language import _
from scenarios.tables.cells import plain, stated
from scenarios.tables.sheet import Cell
from scenarios.values import DAY

_EXCEL_ZERO: Final = datetime.datetime(1899, 12, 31)
DATE: Final = r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)(?:\s?日)?"
"""A date in a text: year, month, day."""

_WEEKDAY: Final = r"(?:\s?\(?(?:(?:星期|周|礼拜)[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun)[a-z]*\)?)?"
_DAY: Final = re.compile(rf"(?:{DATE}|(\d{{4}})(\d{{2}})(\d{{2}})){_WEEKDAY}(?:\s?T?00?:00(?::00)?)?", re.IGNORECASE)
_HALF: Final = r"(上午|下午|am|pm)?"
_TIME: Final = rf"{_HALF}\s?(\d{{1,2}})(?::(\d{{2}})(?::(\d{{2}})(?:\.0+)?)?|[时点](?:(半)|(\d{{1,2}})分?)?)\s?{_HALF}"
_POINT: Final = rf"(?:{DATE}{_WEEKDAY}[\sT]*)?{_TIME}"
_MOMENT: Final = re.compile(rf"{_POINT}(?:\s?(?:-|~|–|—|至|到|to)+\s?{_POINT})?", re.IGNORECASE)
_GROUPS: Final = 10  # groups of _POINT


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day, or the interval that starts then; ``start`` and ``end`` in µs since midnight of its day."""

    date: datetime.date | None
    start: int
    end: int | None = None


def day(cell: Cell) -> datetime.date | None:
    """The day: a date of the spreadsheet, ``2026-11-02``, ``2026/11/2``, ``20261102``, ``2026年11月2日 星期一``."""
    if not stated(cell):
        return None
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date()
    if isinstance(cell.value, datetime.date):
        return cell.value
    found = _DAY.fullmatch(plain(cell.text)) if isinstance(cell.value, str | int) else None
    if found is None:
        raise cell.wrong(_("is not a date with its year first (2026-11-02, 2026/11/2, 2026年11月2日)"))
    return _date(cell, found.groups()[:3] if found[1] else found.groups()[3:6])


def dates_in(text: str) -> list[datetime.date]:
    """Every full date that stands somewhere in a text; impossible ones are passed over."""
    found = []
    for match in re.finditer(DATE, plain(text)):
        try:
            found.append(datetime.date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            continue
    return found


def moment(cell: Cell) -> Moment | None:
    """The time: ``08:00``, ``8:00-8:30``, ``2026/11/2 8:00``, ``8时30分``, a spreadsheet's time or fraction of a day.

    An interval whose end is not after its start ends on the next day.
    """
    if not stated(cell):
        return None
    value = cell.value
    if isinstance(value, datetime.datetime) and value.year > 1900:
        return Moment(value.date(), _since_midnight(value.time()))
    own = excel_ticks(cell)
    if own is not None and own < 2 * DAY:
        return Moment(None, own)
    found = _MOMENT.fullmatch(plain(cell.text)) if isinstance(value, str) else None
    if found is None:
        raise cell.wrong(_("is not a time of day (08:00, 08:00-08:30, 2026/11/2 8:00)"))
    return _interval(cell, found)


def excel_ticks(cell: Cell) -> int | None:
    """A spreadsheet's own time (of day, elapsed, or a fraction below 1) in µs, to the second; else ``None``."""
    value = cell.value
    if isinstance(value, datetime.time):
        return _since_midnight(value)
    if isinstance(value, datetime.datetime):
        value -= _EXCEL_ZERO
    if isinstance(value, datetime.timedelta) and value >= datetime.timedelta(0):
        return _whole_seconds(value.total_seconds())
    if isinstance(value, float) and 0 <= value < 1:
        return _whole_seconds(value * 86400)
    return None


def _interval(cell: Cell, found: re.Match[str]) -> Moment:
    date, start = _point(cell, found.groups()[:_GROUPS])
    if found.groups()[_GROUPS + 4] is None:
        return Moment(date, start)
    end_date, end = _point(cell, found.groups()[_GROUPS:])
    if date and end_date:
        end += (end_date - date).days * DAY
    elif end <= start:
        end += DAY
    if not start < end <= start + DAY:
        raise cell.wrong(_("is an interval that ends before it starts or lasts more than a day"))
    return Moment(date, start, end)


def _point(cell: Cell, parts: tuple[str | None, ...]) -> tuple[datetime.date | None, int]:
    year, month, dom, before, hours, minutes, seconds, half, spoken, after = parts
    date = _date(cell, (year, month, dom)) if year else None
    hour, minute, second = int(hours or 0), 30 if half else int(minutes or spoken or 0), int(seconds or 0)
    noon = (before or after or "").lower()
    if noon:
        hour = _in_24_hours(cell, hour, late=noon in {"下午", "pm"})
    if hour >= 48 or minute >= 60 or second >= 60:
        raise cell.wrong(_("is not a time of day (08:00, 08:00-08:30, 2026/11/2 8:00)"))
    return date, (hour * 3600 + minute * 60 + second) * MICROSECONDS


def _in_24_hours(cell: Cell, hour: int, *, late: bool) -> int:
    if not 1 <= hour <= 12:
        raise cell.wrong(_("is not a time of day (08:00, 08:00-08:30, 2026/11/2 8:00)"))
    return hour % 12 + 12 * late


def _date(cell: Cell, parts: tuple[str | None, ...]) -> datetime.date:
    year, month, dom = (int(part or 0) for part in parts)
    try:
        return datetime.date(year, month, dom)
    except ValueError:
        raise cell.wrong(_("is a day that no calendar has")) from None


def _since_midnight(value: datetime.time) -> int:
    return _whole_seconds(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)


def _whole_seconds(seconds: float) -> int:
    """Spreadsheets hold times as fractions of a day: 08:30 comes back as 08:29:59.999998."""
    return round(seconds) * MICROSECONDS
