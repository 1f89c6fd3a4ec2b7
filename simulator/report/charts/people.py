"""People of one group on against people needed, interval by interval; where they lack is filled."""

from collections.abc import Sequence

from metrics.report.charts import Chart
from metrics.report.charts.frame import axis
from simulator.report.charts.volumes import stairs
from simulator.report.day import Staffing

LACKING = 0.5
"""People short of the need before it is shown: half a person is rounding."""


def people(
    title: str, starts: Sequence[str], staffing: Sequence[Staffing], said: str, size: tuple[float, float]
) -> Chart:
    """The chart; ``said`` is what pointing at an interval shows, with ``{start}``, ``{on}`` and ``{needed}`` in it."""
    highest = max(max(each.on, each.needed) for each in staffing)
    chart = Chart(title, *size, starts, *axis(highest, 4, least_step=1), lambda value: f"{value:g}")
    for k, each in enumerate(staffing):
        x, width = chart.x(k), chart.slot
        needed = chart.y(each.needed)
        chart.draw("rect", "needed", x=x, y=needed, width=width, height=chart.floor - needed)
        if each.needed - each.on > LACKING:
            chart.draw("rect", "lacking", x=x, y=needed, width=width, height=chart.y(each.on) - needed)
    chart.draw("path", "on", d=stairs(chart, [each.on for each in staffing]))
    for k, each in enumerate(staffing):
        title = said.format(start=starts[k], on=f"{each.on:.1f}", needed=each.needed)
        chart.draw("rect", "touch", title, x=chart.x(k), y=10.0, width=chart.slot, height=chart.floor - 10.0)
    return chart
