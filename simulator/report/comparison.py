"""The recorded day beside the simulated ones: totals of the day first, with which way the simulation is off.

Knows how the comparison is said. Refuses to know on which medium.
"""

from acd.language import _
from metrics.definitions import CALLS, Unit
from metrics.report.titles import title, titled
from metrics.report.written import number
from scenarios.tables.overlay import Overlay, Total
from simulator.called import called
from simulator.recorded_day import dated
from simulator.report.findings import Findings


def place(findings: Findings, group: str) -> str:
    """The group as people call it, or the centre."""
    return called(findings.scenario, group) if group else _("Centre")


def recorded(over: Overlay) -> str:
    """The day and the file: ``2026-10-19 Monday · report.csv``."""
    return " · ".join(part for part in (dated(over.day) if over.day else "", over.file) if part)


def figure(kpi: str, value: float) -> str:
    """A value as the comparison writes it: counts whole."""
    whole = CALLS[kpi].unit in (Unit.COUNT, Unit.CALLS)
    return f"{value:.0f}" if whole else number(CALLS[kpi], value)


def span(total: Total) -> str:
    """``19–41``: where eight simulated days of ten lie."""
    return f"{figure(total.kpi, total.p10).removesuffix('%')}–{figure(total.kpi, total.p90)}"


def verdict(total: Total) -> str:
    """Inside, or which way the simulation is off: a bias."""
    if total.inside:
        return _("inside")
    return _("too low") if total.recorded > total.p90 else _("too high")


def judged(findings: Findings) -> str:
    """How many totals lie inside; those of the centre (without one: of any group) that do not, with their figures."""
    totals = findings.overlay.totals if findings.overlay else ()
    if not totals:
        return ""
    text = _("Totals of the day: {inside} of {count} recorded values lie inside the 80 % range.").format(
        inside=sum(total.inside for total in totals), count=len(totals)
    )
    outside = [total for total in totals if not total.inside]
    named = [total for total in outside if not total.group] or outside
    return " ".join([text, *(_outside(findings, total) for total in named)])


def _outside(findings: Findings, total: Total) -> str:
    text = _("{place}, {kpi}: simulated {mean} ({span}), recorded {recorded}: outside.")
    return text.format(
        place=place(findings, total.group),
        kpi=title(CALLS[total.kpi]),
        mean=figure(total.kpi, total.mean),
        span=span(total),
        recorded=figure(total.kpi, total.recorded),
    )


def row(total: Total) -> list[str]:
    """KPI, recorded, simulated, range, verdict."""
    values = (figure(total.kpi, total.recorded), figure(total.kpi, total.mean), span(total))
    return [titled(CALLS[total.kpi]), *values, verdict(total)]


def rows(findings: Findings) -> list[tuple[str, list[str], bool]]:
    """Place (named once), cells and whether the recorded value is inside, for every total."""
    found, before = [], None
    for total in findings.overlay.totals if findings.overlay else ():
        found.append((place(findings, total.group) if total.group != before else "", row(total), total.inside))
        before = total.group
    return found
