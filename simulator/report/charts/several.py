"""Several ways of the same day on one plane: a KPI's course under each, and how far each lies from the first."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from metrics.report.charts import Chart, Scale, plane
from metrics.report.charts.frame import TOP, axis, line, px, runs

SHIFT: Final = 0.16
"""Of an interval, between the whiskers of two variants."""

LINES: Final = 4
"""At most, between 0 and the end that is further away."""

Size = tuple[float, float]


class Known(NamedTuple):
    """A difference with its interval."""

    value: float
    low: float
    high: float


@dataclass
class Around(Chart):
    """A plane on which 0 lies above the floor: down to ``−bottom``."""

    bottom: float = 0.0

    def y(self, value: float) -> float:
        """Where a value lies; none leaves the plane."""
        share = (min(max(value, -self.bottom), self.top) + self.bottom) / (self.top + self.bottom)
        return self.floor - share * (self.floor - TOP)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Lines across, above and below 0."""
        places = range(-round(self.bottom / self.step), round(self.top / self.step) + 1)
        return [(px(self.y(k * self.step)), self.label(k * self.step)) for k in places]


def several(
    title: str,
    size: Size,
    starts: Sequence[str],
    courses: Sequence[Sequence[float | None]],
    scale: Scale,
    said: Callable[[int, int], str],
) -> Chart:
    """A line for each variant, the first on top; ``said`` gives what pointing at variant and interval shows."""
    chart = plane(title, size, starts, [value for values in courses for value in values], scale)
    for variant, values in reversed(list(enumerate(courses))):
        for run in runs(values):
            points = [(chart.x(k + 0.5), chart.y(value)) for k, value in run]
            chart.draw("path", f"way v{variant}", d=line(points))
            for (k, _value), (x, y) in zip(run, points, strict=True):
                chart.draw("circle", f"at v{variant}", said(variant, k), cx=x, cy=y, r="2")
    return chart


def differences(
    title: str,
    size: Size,
    starts: Sequence[str],
    courses: Sequence[Sequence[Known | None]],
    label: Callable[[float], str],
    said: Callable[[int, int], str],
) -> Chart:
    """A dot with its interval for each variant beside the first, side by side in each interval of the day."""
    chart = _around(title, size, starts, [each for values in courses for each in values if each], label)
    chart.draw("path", "zero", d=f"M{px(chart.x(0))},{px(chart.y(0))}H{px(chart.x(len(starts)))}")
    for place, values in enumerate(courses):
        for k, each in enumerate(values):
            if each is not None:
                x = chart.x(k + 0.5 + SHIFT * (place - (len(courses) - 1) / 2))
                chart.draw(
                    "path", f"spread v{place + 1}", d=f"M{px(x)},{px(chart.y(each.low))}V{px(chart.y(each.high))}"
                )
                chart.draw("circle", f"at v{place + 1}", said(place + 1, k), cx=x, cy=chart.y(each.value), r="2.6")
    return chart


def _around(
    title: str, size: Size, starts: Sequence[str], known: Sequence[Known], label: Callable[[float], str]
) -> Around:
    """A plane on which all intervals have room, to a round value on either side of 0."""
    highest, lowest = max((each.high for each in known), default=0.0), min((each.low for each in known), default=0.0)
    _end, step = axis(max(highest, -lowest), LINES)
    top, bottom = (step * math.ceil(max(end, 0.0) / step - 1e-9) for end in (highest, -lowest))
    return Around(title, *size, starts, top or step, step, label, bottom=bottom)
