"""Charts of many days: ranges, what people could handle, people needed, a recorded day, on the planes of `metrics`."""

from simulator.report.charts.course import Course, Recorded, course
from simulator.report.charts.people import people
from simulator.report.charts.several import Known, differences, several
from simulator.report.charts.volumes import volumes

__all__ = ["Course", "Known", "Recorded", "course", "differences", "people", "several", "volumes"]
