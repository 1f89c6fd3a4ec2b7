"""Charts of a day as marks on a plane: lines and bars with their axes. Drawn by a template."""

from metrics.report.charts.bars import bar, volumes
from metrics.report.charts.course import course, plane, trace
from metrics.report.charts.frame import HALF, WIDE, Chart, Figure, Mark
from metrics.report.charts.scale import Scale, scale_of

__all__ = ["HALF", "WIDE", "Chart", "Figure", "Mark", "Scale", "bar", "course", "plane", "scale_of", "trace", "volumes"]
