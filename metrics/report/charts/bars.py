"""Bars over the day: calls offered in each interval, those not answered set on top of those answered."""

from collections.abc import Callable, Sequence
from typing import Final

from metrics.report.charts.frame import Chart, axis

GAP: Final = 0.14
"""Of an interval, on either side of a bar."""


def volumes(
    title: str,
    size: tuple[float, float],
    starts: Sequence[str],
    offered: Sequence[float],
    answered: Sequence[float],
    said: Callable[[int], str],
) -> Chart:
    """The chart; ``said`` gives what is shown on pointing at an interval."""
    chart = Chart(title, *size, starts, *axis(max(offered)), lambda value: f"{value:,.0f}")
    for k, (whole, part) in enumerate(zip(offered, answered, strict=True)):
        bar(chart, k, "bar", said(k), part)
        if part < whole:
            bar(chart, k, "bar short", said(k), whole, part)
    return chart


def bar(chart: Chart, k: int, kind: str, title: str, value: float, above: float = 0.0) -> None:
    """Draw a bar in interval ``k`` up to a value, from the axis or from ``above``."""
    y = chart.y(value)
    width, height = chart.slot * (1 - 2 * GAP), chart.y(above) - y
    chart.draw("rect", kind, title, x=chart.x(k + GAP), y=y, width=width, height=height)
