"""Numbers as a report writes them: shares, seconds, counts.

Knows units. Refuses to know which figure is shown.
"""

from collections.abc import Iterable
from typing import Final

from acd.language import _
from metrics.definitions import Kpi, Unit

NONE: Final = "–"


def number(kpi: Kpi, value: float | None) -> str:
    """A value without its unit beyond ``%``: headings name seconds."""
    if value is None:
        return NONE
    if kpi.unit is Unit.SHARE:
        return percent(value, 1)
    if kpi.unit in (Unit.COUNT, Unit.CALLS) or abs(value) >= 1000:
        return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"
    return f"{value:,.2f}" if kpi.unit is Unit.RATIO else f"{value:,.1f}"


def percent(share: float | None, digits: int = 0) -> str:
    """``86%`` or ``86.4%``; a dash for none."""
    return NONE if share is None else f"{share * 100:.{digits}f}%"


def seconds(value: float | None) -> str:
    """``7 s``, ``90 s``, ``4 min``."""
    if value is None:
        return NONE
    if value >= 600:
        return _("{minutes} min").format(minutes=f"{value / 60:.0f}")
    whole = value >= 10 or value == int(value)
    return _("{seconds} s").format(seconds=f"{value:.0f}" if whole else f"{value:.1f}")


def listed(names: Iterable[str]) -> str:
    """Names in a row."""
    row = ""
    for name in names:
        row = _("{some}, {more}").format(some=row, more=name) if row else name
    return row
