"""One KPI over the day as a line, broken where there is no value."""

from collections.abc import Callable, Iterable, Sequence

from metrics.report.charts.frame import Chart, line, runs
from metrics.report.charts.scale import Scale

Size = tuple[float, float]


def course(
    title: str,
    size: Size,
    starts: Sequence[str],
    values: Sequence[float | None],
    scale: Scale,
    said: Callable[[int], str],
) -> Chart:
    """The chart of one KPI; ``said`` gives what is shown on pointing at an interval."""
    chart = plane(title, size, starts, values, scale)
    trace(chart, values, said)
    return chart


def plane(title: str, size: Size, starts: Sequence[str], values: Iterable[float | None], scale: Scale) -> Chart:
    """A chart with nothing on it yet, on which all the values have room."""
    highest = max((value for value in values if value is not None), default=0.0)
    return Chart(title, *size, starts, *scale.reaching(highest), scale.label)


def trace(chart: Chart, values: Sequence[float | None], said: Callable[[int], str]) -> None:
    """Draw the line, and a dot on it in each interval."""
    for run in runs(values):
        chart.draw("path", "mean", d=line((chart.x(k + 0.5), chart.y(value)) for k, value in run))
    for k, value in (each for run in runs(values) for each in run):
        chart.draw("circle", "dot", said(k), cx=chart.x(k + 0.5), cy=chart.y(value), r="2.2")
