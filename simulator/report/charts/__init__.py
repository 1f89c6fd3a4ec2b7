"""Charts of a day as marks on a plane: lines, bands, bars, steps and dots, with their axes. Drawn by a template."""

from simulator.report.charts.course import Course, Recorded, course
from simulator.report.charts.frame import Chart, Mark
from simulator.report.charts.people import people
from simulator.report.charts.volumes import volumes

__all__ = ["Chart", "Course", "Mark", "Recorded", "course", "people", "volumes"]
