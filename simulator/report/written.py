"""Figures of many days as a report writes them: their mean, and the range of days.

Knows the cells of a ``sim run`` document. Refuses to know which figure is shown.
"""

from collections.abc import Mapping
from typing import Any

from metrics.definitions import Kpi
from metrics.report.written import NONE, number


def mean_of(kpi: Kpi, cell: Mapping[str, Any] | None) -> str:
    """The mean of a KPI."""
    return number(kpi, cell["mean"] if cell else None)


def days_of(kpi: Kpi, cell: Mapping[str, Any] | None) -> str:
    """From which value to which eight days of ten lie."""
    if not cell or cell["days"]["p10"] is None:
        return NONE
    return f"{number(kpi, cell['days']['p10'])}–{number(kpi, cell['days']['p90'])}"
