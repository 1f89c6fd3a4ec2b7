"""How the values of a KPI are put on an axis: their labels, its upper end, its unit.

Knows units. Refuses to know values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from metrics.definitions import Kpi, Unit
from metrics.report.charts.frame import axis
from metrics.report.written import percent, seconds

FULL: Final = frozenset({"service_level", "occupancy"})
"""Shares whose axis ends at 100 %."""
LONG: Final = 600.0
"""Seconds."""


@dataclass(frozen=True)
class Scale:
    """``label`` writes a value beside the axis."""

    label: Callable[[float], str]
    most: float | None = None
    """The upper end of the axis, where that is no matter of the values."""
    minutes: bool = False
    """Whether values are seconds, which from ten minutes on are written in minutes."""

    def reaching(self, highest: float) -> tuple[float, float]:
        """Upper end and step of an axis for values up to ``highest``."""
        if self.most:
            return self.most, self.most / 5
        unit = 60.0 if self.minutes and highest > LONG else 1.0
        top, step = axis(highest / unit)
        return top * unit, step * unit


def scale_of(kpi: Kpi) -> Scale:
    """The scale that suits a KPI."""
    return Scale(_label(kpi.unit), 1.0 if kpi.name in FULL else None, kpi.unit is Unit.SECONDS)


def _label(unit: Unit) -> Callable[[float], str]:
    if unit is Unit.SHARE:
        return lambda value: percent(value, 0 if value * 1000 % 10 < 1e-6 or value > 0.1 else 1)
    return seconds if unit is Unit.SECONDS else lambda value: f"{value:g}"
