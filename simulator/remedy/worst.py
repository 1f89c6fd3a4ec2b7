"""Where a day breaks: the interval in which most callers are not answered in time.

Knows the figures of a ``sim run`` document (`cli.md`). Refuses to know why.
"""

from collections.abc import Mapping
from typing import Any


def mean(figures: Mapping[str, Any], kpi: str) -> float | None:
    """The mean of a KPI; ``None`` where it has no value."""
    value: float | None = (figures.get(kpi) or {}).get("mean")
    return value


def late_calls(figures: Mapping[str, Any]) -> float:
    """Calls that are not answered in time on the mean day: those that hang up are among them."""
    offered, level = mean(figures, "offered"), mean(figures, "service_level")
    return 0.0 if offered is None or level is None else offered * (1 - level)


def worst_interval(document: Mapping[str, Any], group: str | None = None) -> int:
    """The place of the interval with most late calls, of one group or of the centre."""
    places = [each["groups"][group] if group else each["centre"] for each in document["intervals"]]
    return max(range(len(places)), key=lambda k: late_calls(places[k]))
