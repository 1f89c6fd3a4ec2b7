"""Calls offered in each interval as bars with the range of days, beside what the people on could handle."""

from collections.abc import Callable, Sequence
from typing import Any

from metrics.report.charts import Chart, bar
from metrics.report.charts.frame import axis, px
from simulator.report.charts.course import Recorded


def volumes(
    title: str,
    starts: Sequence[str],
    offered: Sequence[dict[str, Any]],
    capacity: Sequence[float],
    said: Callable[[int], str],
    recorded: Sequence[Recorded],
    size: tuple[float, float],
) -> Chart:
    """The chart; ``said`` gives what is shown on pointing at an interval."""
    highest = max(*(cell["days"]["p90"] for cell in offered), *capacity, *(dot.value for dot in recorded))
    chart = Chart(title, *size, starts, *axis(highest), lambda value: f"{value:,.0f}")
    for k, cell in enumerate(offered):
        bar(chart, k, "bar short" if cell["mean"] > capacity[k] else "bar", said(k), cell["mean"])
        ends = (px(chart.y(cell["days"][decile])) for decile in ("p10", "p90"))
        chart.draw("path", "whisker", d="M{x},{}V{}".format(*ends, x=px(chart.x(k + 0.5))))
    chart.draw("path", "capacity", d=stairs(chart, capacity))
    for dot in recorded:
        chart.draw("circle", "recorded", cx=chart.x(dot.k + 0.5), cy=chart.y(dot.value), r="3.4")
    return chart


def stairs(chart: Chart, values: Sequence[float]) -> str:
    """A path that keeps each value through its interval."""
    steps = (f"V{px(chart.y(value))}H{px(chart.x(k + 1))}" for k, value in enumerate(values))
    return f"M{px(chart.x(0))},{px(chart.y(values[0]))}" + "".join(steps)
