"""One KPI over the day: its mean as a line, eight days of ten as a band, a recorded day as dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from simulator.report.charts.frame import Chart, axis, line, px, runs

LONG = 600.0
"""Seconds."""


class Recorded(NamedTuple):
    """A recorded value in interval ``k``, and whether eight days of ten contain it."""

    k: int
    value: float
    inside: bool


@dataclass(frozen=True)
class Course:
    """What is drawn: the cells of a document (mean and deciles of days, or ``None``) in the order of the intervals."""

    title: str
    starts: Sequence[str]
    cells: Sequence[dict[str, Any] | None]
    label: Callable[[float], str]
    written: Callable[[float | None], str]
    recorded: Sequence[Recorded] = ()
    most: float | None = None
    """The upper end of the axis, where that is no matter of the values."""
    minutes: bool = False
    """Whether values are seconds, which from ten minutes on are written in minutes."""


def course(drawn: Course, width: float, height: float) -> Chart:
    """The chart of one KPI."""
    means = [cell["mean"] if cell else None for cell in drawn.cells]
    low, high = ([cell["days"][decile] if cell else None for cell in drawn.cells] for decile in ("p10", "p90"))
    known = [value for value in (*means, *high, *(dot.value for dot in drawn.recorded)) if value is not None]
    chart = Chart(drawn.title, width, height, drawn.starts, *_axis(drawn, max(known, default=0.0)), drawn.label)
    _band(chart, low, high)
    for run in runs(means):
        chart.draw("path", "mean", d=line((chart.x(k + 0.5), chart.y(value)) for k, value in run))
    for k, value in (each for run in runs(means) for each in run):
        title = f"{drawn.starts[k]}  {drawn.written(value)}  ({drawn.written(low[k])}–{drawn.written(high[k])})"
        chart.draw("circle", "dot", title, cx=chart.x(k + 0.5), cy=chart.y(value), r="2.2")
    for dot in drawn.recorded:
        _recorded(chart, dot, f"{drawn.starts[dot.k]}  {drawn.written(dot.value)}")
    return chart


def _axis(drawn: Course, highest: float) -> tuple[float, float]:
    if drawn.most:
        return drawn.most, drawn.most / 5
    unit = 60.0 if drawn.minutes and highest > LONG else 1.0
    top, step = axis(highest / unit)
    return top * unit, step * unit


def _band(chart: Chart, low: Sequence[float | None], high: Sequence[float | None]) -> None:
    for run in runs(high):
        upper = [(chart.x(k + 0.5), chart.y(value)) for k, value in run]
        lower = [(chart.x(k + 0.5), chart.y(low[k] or 0.0)) for k, _value in reversed(run)]
        chart.draw("path", "band", d=line([*upper, *lower]) + "Z")


def _recorded(chart: Chart, dot: Recorded, title: str) -> None:
    """A full circle inside the range; outside it a diamond, so that colour is not the only sign."""
    x, y = chart.x(dot.k + 0.5), chart.y(dot.value)
    if dot.inside:
        chart.draw("circle", "recorded", title, cx=x, cy=y, r="3.4")
    else:
        chart.draw("path", "recorded outside", title, d=f"M{px(x)},{px(y - 5)}l5,5l-5,5l-5,-5Z")
