"""Values as people write them in a scenario: durations, times of day, shares, rates.

Knows the notation of `scenario.md` (Values) and its exact meaning as integers of microseconds or as numbers.
Refuses to know which key may hold which value.
"""

import math
import re
from datetime import date, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, StrictStr

from acd.events import MICROSECONDS
from acd.language import _

HOUR: Final = 3600 * MICROSECONDS
DAY: Final = 24 * HOUR

_UNITS: Final = {"d": 86_400, "h": 3600, "min": 60, "s": 1}
_DURATION: Final = re.compile("".join(rf"(?:(\d+(?:\.\d+)?)\s*{unit}\s*)?" for unit in _UNITS))
_TIME: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
_RATE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*/\s*(h|min|s)")
_OFFSET: Final = re.compile(r"([+-])(\d\d):([0-5]\d)")


def duration(value: object) -> int:
    """Microseconds of ``20s``, ``3min``, ``1h30min``, ``7d`` or a number of seconds; never negative."""
    return round(_seconds(value) * MICROSECONDS)


def seconds(value: object) -> float:
    """The same as seconds, unrounded: parameters of distributions."""
    return float(_seconds(value))


def _seconds(value: object) -> Decimal:
    if isinstance(value, str) and value.strip() and (found := _DURATION.fullmatch(value.strip())):
        parts = zip(found.groups(), _UNITS.values(), strict=True)
        return sum((Decimal(number) * unit for number, unit in parts if number), Decimal(0))
    if _is_number(value) and Decimal(str(value)) >= 0:
        return Decimal(str(value))
    raise ValueError(_("a duration is 20s, 3min, 1h30min, 7d or a number of seconds, not negative"))


def write_duration(ticks: int) -> int | float:
    """Seconds, exact to the microsecond: whole ones as an integer."""
    return ticks // MICROSECONDS if ticks % MICROSECONDS == 0 else ticks / MICROSECONDS


def time_of_day(value: object) -> int:
    """Microseconds since midnight of ``"08:30"``, ``"24:00"``; later than that is the next day, ``"25:30"``."""
    if isinstance(value, str) and (found := _TIME.fullmatch(value.strip())):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return (hours * 3600 + minutes * 60 + rest) * MICROSECONDS
    raise ValueError(_('a time of day is written "08:30", "24:00" or, on the next day, "25:30"'))


def write_time_of_day(ticks: int) -> str:
    """``08:30``, with seconds where there are any."""
    minutes, rest = divmod(ticks // MICROSECONDS, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{rest:02}" if rest else "")


def fraction(value: object) -> float:
    """The number of ``0.2`` or ``20%``, of either sign."""
    if _is_number(value):
        return float(str(value))
    if isinstance(value, str) and (found := re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*%", value.strip())):
        return float(Decimal(found[1]) / 100)
    raise ValueError(_("a share is written 0.2 or 20%"))


def share(value: object) -> float:
    """A fraction between 0 and 1."""
    number = fraction(value)
    if 0 <= number <= 1:
        return number
    raise ValueError(_("a share lies between 0 and 1, that is 0% and 100%"))


def rate(value: object) -> float:
    """Calls per hour of ``120/h``, ``2/min``, ``0.5/s``."""
    if isinstance(value, str) and (found := _RATE.fullmatch(value.strip())):
        return float(Decimal(found[1]) * (3600 // _UNITS[found[2]]))
    raise ValueError(_("a rate is written 120/h, 2/min or 0.5/s, and is not negative"))


def calendar_date(value: object) -> date:
    """The day of ``2026-11-02``."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(_("a date is written 2026-11-02")) from None


def time_zone(name: str) -> tzinfo:
    """The zone called ``+08:00`` or ``Asia/Shanghai``."""
    if found := _OFFSET.fullmatch(name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-away if found[1] == "-" else away)
    return ZoneInfo(name)


def _known_zone(name: str) -> str:
    try:
        time_zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(_('a time zone is written "+08:00" or Asia/Shanghai')) from None
    return name


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_Written = str | int | float

Duration = Annotated[
    int, PlainValidator(duration, json_schema_input_type=_Written), PlainSerializer(write_duration, when_used="json")
]
"""Integer microseconds; written back as seconds."""
PositiveDuration = Annotated[Duration, Field(gt=0)]
Seconds = Annotated[float, PlainValidator(seconds, json_schema_input_type=_Written)]
TimeOfDay = Annotated[
    int, PlainValidator(time_of_day, json_schema_input_type=str), PlainSerializer(write_time_of_day, when_used="json")
]
"""Integer microseconds since midnight."""
Share = Annotated[float, PlainValidator(share, json_schema_input_type=_Written)]
Fraction = Annotated[float, PlainValidator(fraction, json_schema_input_type=_Written)]
Rate = Annotated[
    float, PlainValidator(rate, json_schema_input_type=str), PlainSerializer(lambda an_hour: f"{an_hour:.15g}/h")
]
"""Calls per hour."""
Date = Annotated[date, BeforeValidator(calendar_date)]
Zone = Annotated[StrictStr, PlainValidator(lambda value: _known_zone(str(value)), json_schema_input_type=str)]
Count = Annotated[int, Field(strict=True, ge=1)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Number = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
