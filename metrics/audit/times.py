"""Times as scenarios write them, in microseconds."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from acd.errors import HuawuError
from acd.events import MICROSECONDS
from acd.language import _

HALF_HOUR: Final = 1800
_UNITS: Final = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(min|s|h|d)")
_CLOCK: Final = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")


def ticks(value: float | str) -> int:
    """Microseconds of a duration (``20s``, ``1h30min``, seconds as a number) or a time of day (``"08:30"``)."""
    if not isinstance(value, str):
        return int(Fraction(str(value)) * MICROSECONDS)
    if clock := _CLOCK.fullmatch(value):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        return (hours * 3600 + minutes * 60 + rest) * MICROSECONDS
    if not value or _PART.sub("", value).strip():
        raise HuawuError(_("{value!r} is no duration or time of day; write 20s, 1h30min or 08:30").format(value=value))
    return int(sum(Fraction(number) * _UNITS[unit] for number, unit in _PART.findall(value)) * MICROSECONDS)


def ticks_if_said(value: float | str | None) -> int | None:
    """The same of a key that may be absent."""
    return None if value is None else ticks(value)


def hours_of(config: Mapping[str, Any]) -> tuple[int, int | None]:
    """``opens`` and ``closes``; a ``duration`` study opens at 0."""
    if config.get("duration") is not None:
        return 0, ticks(config["duration"])
    return ticks(config.get("opens") or 0), ticks_if_said(config.get("closes"))


def interval_of(config: Mapping[str, Any]) -> int:
    """The length of an interval."""
    return ticks(HALF_HOUR if config.get("interval") is None else config["interval"])
