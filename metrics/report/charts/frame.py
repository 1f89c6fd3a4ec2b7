"""The plane of a chart: its axes, and where intervals and values lie on it, in px of the drawing.

Knows scales and paths. Refuses to know what is drawn.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

LEFT: Final = 46.0
RIGHT: Final = 8.0
TOP: Final = 10.0
BOTTOM: Final = 24.0
LABEL_ROOM: Final = 44.0
"""Least distance between two times of day on the axis."""
WIDE: Final = (860.0, 220.0)
HALF: Final = (424.0, 170.0)
"""Charts across the whole page, and two side by side."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """One SVG element: ``shape`` with its attributes, drawn in the style ``kind``; ``title`` is shown on pointing."""

    shape: str
    kind: str
    attributes: dict[str, str]
    title: str = ""


@dataclass
class Chart:
    """A drawing ``width`` x ``height``; ``starts`` are the intervals along it, ``top`` the value at its upper edge."""

    title: str
    width: float
    height: float
    starts: Sequence[str]
    top: float
    step: float
    label: Callable[[float], str]
    marks: list[Mark] = field(default_factory=list)

    @property
    def slot(self) -> float:
        """Width of one interval."""
        return (self.width - LEFT - RIGHT) / len(self.starts)

    @property
    def floor(self) -> float:
        """Where the value 0 lies."""
        return self.height - BOTTOM

    def x(self, k: float) -> float:
        """Where interval ``k`` begins; its middle at ``k + 0.5``."""
        return LEFT + k * self.slot

    def y(self, value: float) -> float:
        """Where a value lies; none leaves the plane."""
        share = min(max(value / self.top, 0.0), 1.0)
        return self.floor - share * (self.floor - TOP)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Lines across, with what they stand for."""
        count = round(self.top / self.step)
        return [(px(self.y(k * self.step)), self.label(k * self.step)) for k in range(count + 1)]

    @property
    def times(self) -> list[tuple[str, str]]:
        """Times of day along the axis, as many as have room, at the beginning of their interval."""
        every = next(
            n for n in itertools.chain((1, 2, 4, 6, 8), itertools.count(12, 12)) if n * self.slot >= LABEL_ROOM
        )
        return [(px(self.x(k)), start) for k, start in enumerate(self.starts) if k % every == 0]

    def draw(self, shape: str, kind: str, title: str = "", **attributes: float | str) -> None:
        """Add one mark on top of the others."""
        written = {name: px(each) if isinstance(each, float) else each for name, each in attributes.items()}
        self.marks.append(Mark(shape, kind, written, title))


@dataclass(frozen=True)
class Figure:
    """A chart and the sentence beneath it."""

    chart: Chart
    caption: str = ""


def px(value: float) -> str:
    """A tenth of a pixel is enough."""
    return f"{value:.1f}".removesuffix(".0")


def axis(highest: float, most: int = 5, least_step: float = 0.0) -> tuple[float, float]:
    """A round value not below ``highest``, and the step of at most ``most`` lines up to it."""
    if highest <= 0:
        return 1.0, 1.0
    size = 10.0 ** math.floor(math.log10(highest / most))
    step = max(next(size * n for n in (1, 2, 5, 10) if size * n * most >= highest * (1 - 1e-9)), least_step)
    return step * math.ceil(highest / step - 1e-9), step


def line(points: Iterable[Point]) -> str:
    """A path through points."""
    return "M" + "L".join(f"{px(x)},{px(y)}" for x, y in points)


def runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The values that are there, with their places, in unbroken runs."""
    known = [(k, value) for k, value in enumerate(values) if value is not None]
    groups = itertools.groupby(enumerate(known), lambda each: each[1][0] - each[0])
    return [[pair for _place, pair in group] for _shift, group in groups]
