"""One KPI over the day: its mean as a line, eight days of ten as a band, a recorded day as dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from metrics.report.charts import Chart, Scale, plane, trace
from metrics.report.charts.frame import line, px, runs


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
    scale: Scale
    written: Callable[[float | None], str]
    recorded: Sequence[Recorded] = ()


def course(drawn: Course, width: float, height: float) -> Chart:
    """The chart of one KPI."""
    means = [cell["mean"] if cell else None for cell in drawn.cells]
    low, high = ([cell["days"][decile] if cell else None for cell in drawn.cells] for decile in ("p10", "p90"))
    known = (*means, *high, *(dot.value for dot in drawn.recorded))
    chart = plane(drawn.title, (width, height), drawn.starts, known, drawn.scale)

    def said(k: int) -> str:
        return f"{drawn.starts[k]}  {drawn.written(means[k])}  ({drawn.written(low[k])}–{drawn.written(high[k])})"

    _band(chart, low, high)
    trace(chart, means, said)
    for dot in drawn.recorded:
        _recorded(chart, dot, f"{drawn.starts[dot.k]}  {drawn.written(dot.value)}")
    return chart


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
