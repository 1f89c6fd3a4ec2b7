"""The charts of a report, out of its findings.

Knows which figures are drawn and what is said of them. Refuses to know geometry.
"""

from acd.language import _
from metrics.definitions import CALLS
from metrics.report.charts import HALF, WIDE, Figure, scale_of
from metrics.report.drawings import COURSES
from metrics.report.heat import Band, Levels, bands
from metrics.report.titles import titled
from metrics.report.written import number
from scenarios.tables.overlay import CENTRE, Track
from simulator.called import called
from simulator.remedy.worst import mean
from simulator.report.charts import Course, Recorded, course, people, volumes
from simulator.report.day import capacity, staffing
from simulator.report.findings import Findings


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
    drawn = Course(
        title=titled(kpi),
        starts=_starts(findings),
        cells=[_present(each["centre"].get(name)) for each in findings.document["intervals"]],
        scale=scale_of(kpi),
        written=lambda value: number(kpi, value),
        recorded=_recorded(findings, track),
    )
    return Figure(course(drawn, *size), track.sentence if track else "")


def _present(cell: dict[str, object] | None) -> dict[str, object] | None:
    return cell if cell and cell["mean"] is not None else None


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


def heat(findings: Findings) -> list[Band]:
    """Service level of groups across the mean day."""
    intervals = findings.document["intervals"]
    groups = []
    for name, group in findings.scenario.groups.items():
        shares = [mean(each["groups"][name], "service_level") for each in intervals]
        groups.append(Levels(called(findings.scenario, name), group.service_level.target, shares))
    return bands(_starts(findings), groups)
