"""The charts of a report, out of its findings.

Knows which figures are drawn and what is said of them. Refuses to know geometry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from acd.language import _
from metrics.definitions import CALLS, Unit
from scenarios.tables.overlay import CENTRE, Track
from simulator.called import called
from simulator.report.charts import Chart, Course, Recorded, course, people, volumes
from simulator.report.day import capacity, staffing
from simulator.report.findings import Findings
from simulator.report.titles import titled
from simulator.report.written import number, percent, seconds

WIDE: Final = (860.0, 220.0)
HALF: Final = (424.0, 170.0)
COURSES: Final = ("service_level", "mean_answer_wait", "mean_queue_length", "abandon_rate", "occupancy")
"""What is drawn over the day; the first across the whole page."""
FULL: Final = frozenset({"service_level", "occupancy"})
"""Shares whose axis ends at 100 %."""


@dataclass(frozen=True)
class Figure:
    """A chart and the sentence on the recorded day beneath it."""

    chart: Chart
    caption: str = ""


def day_volumes(findings: Findings) -> Figure:
    """Volumes against capacity."""
    able = capacity(findings)
    intervals = findings.document["intervals"]
    offered = [each["centre"]["offered"] for each in intervals]

    def said(k: int) -> str:
        text = _("{start}  {offered} calls ({low}–{high}), room for {able}")
        days = offered[k]["days"]
        cells = {"low": days["p10"], "high": days["p90"], "offered": offered[k]["mean"], "able": able[k]}
        return text.format(start=intervals[k]["start"], **{name: f"{value:.0f}" for name, value in cells.items()})

    track = _track(findings, "offered")
    heading = _("Calls offered per interval, and calls that the people on could handle")
    chart = volumes(heading, _starts(findings), offered, able, said, _recorded(findings, track), WIDE)
    return Figure(chart, track.sentence if track else "")


def courses(findings: Findings) -> list[Figure]:
    """Each KPI over the day with the range of days, and the recorded day where there is one."""
    return [_course(findings, name, WIDE if name == COURSES[0] else HALF) for name in COURSES]


def _course(findings: Findings, name: str, size: tuple[float, float]) -> Figure:
    kpi, track = CALLS[name], _track(findings, name)
    label = _label(name)
    drawn = Course(
        title=titled(kpi),
        starts=_starts(findings),
        cells=[_present(each["centre"].get(name)) for each in findings.document["intervals"]],
        label=label,
        written=lambda value: number(kpi, value),
        recorded=_recorded(findings, track),
        most=1.0 if name in FULL else None,
        minutes=kpi.unit is Unit.SECONDS,
    )
    return Figure(course(drawn, *size), track.sentence if track else "")


def _present(cell: dict[str, object] | None) -> dict[str, object] | None:
    return cell if cell and cell["mean"] is not None else None


def _label(name: str) -> Callable[[float], str]:
    unit = CALLS[name].unit
    if unit is Unit.SHARE:
        return lambda value: percent(value, 0 if value * 1000 % 10 < 1e-6 or value > 0.1 else 1)
    return seconds if unit is Unit.SECONDS else lambda value: f"{value:g}"


def _starts(findings: Findings) -> list[str]:
    return [each["start"] for each in findings.document["intervals"]]


def _track(findings: Findings, kpi: str) -> Track | None:
    tracks = findings.overlay.tracks if findings.overlay else ()
    return next((track for track in tracks if track.kpi == kpi and track.group == CENTRE), None)


def _recorded(findings: Findings, track: Track | None) -> list[Recorded]:
    places = {start: k for k, start in enumerate(_starts(findings))}
    return [Recorded(places[each.start], each.recorded, each.inside) for each in track.points] if track else []


def group_people(findings: Findings) -> list[Figure]:
    """People on against people needed, a chart for each group."""
    said = _("{start}  on {on}, needed {needed}")
    starts = _starts(findings)
    return [
        Figure(people(called(findings.scenario, group), starts, each, said, HALF))
        for group, each in staffing(findings).items()
        if any(place.on or place.needed for place in each)
    ]
