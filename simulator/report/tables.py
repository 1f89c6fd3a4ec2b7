"""Tables of a report: the centre with how well it is known, groups, call types, teams and agents.

Knows ranges of days. Refuses to know the medium; the workbook has everything else.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Catalogue, Kpi
from metrics.report.features import idle, present
from metrics.report.journey import Step, journey
from metrics.report.stated import currency
from metrics.report.tables import OF_CALL_TYPES, OF_CENTRE, OF_GROUPS, OF_PEOPLE, Journey, Line, Table
from metrics.report.titles import headed, titled
from metrics.report.written import number, percent
from scenarios.values import write_time_of_day
from simulator.called import called
from simulator.planning.roster import interval_edges
from simulator.report.advice import header
from simulator.report.day import Staffing, staffing
from simulator.report.findings import Findings
from simulator.report.written import days_of, mean_of


def centre(findings: Findings) -> Table:
    """Every KPI of the centre that has a value: its mean, how well that is known, and single days."""
    columns = [_("KPI"), _("mean"), _("95 % interval"), _("p10 of days"), _("median day"), _("p90 of days")]
    table = Table(_("The centre over the day"), columns)
    money = currency(header(findings))
    for name in of_use(findings, OF_CENTRE):
        kpi, cell = CALLS[name], findings.document["centre"].get(name)
        if cell and cell["mean"] is not None:
            days = (number(kpi, cell["days"][decile]) for decile in ("p10", "p50", "p90"))
            table.rows.append([headed(kpi, money), mean_of(kpi, cell), _interval(kpi, cell), *days])
    return table


def of_use(findings: Findings, names: Iterable[str]) -> list[str]:
    """KPIs without those of features that the scenario does not have."""
    unused = idle(header(findings).config, findings.document["centre"])
    return [name for name in names if name not in unused]


def way(findings: Findings) -> list[Step]:
    """Where calls go, as far as there is anything to tell."""
    centre = findings.document["centre"]
    return journey(present(header(findings).config, centre), centre)


def where_calls_go(findings: Findings) -> Journey:
    """The same as a table: mean, days, share of the step before."""
    columns = ["", _("number of calls"), _("eight days of ten"), _("share of the step before")]
    lines = []
    for step in way(findings):
        kpi, cell = CALLS[step.kpi], findings.document["centre"][step.kpi]
        cells = [titled(kpi), number(kpi, cell["mean"]), days_of(kpi, cell), percent(step.share, 1)]
        lines.append(Line(cells, step.depth))
    return Journey(_("Where calls go"), columns, lines)


def _interval(kpi: Kpi, cell: Mapping[str, Any]) -> str:
    return number(kpi, None) if cell["low"] is None else f"{number(kpi, cell['low'])}–{number(kpi, cell['high'])}"


WIDE: Final = 12
"""Columns from which a table is set closer, to fit the page."""


def others(findings: Findings) -> list[Table]:
    """Groups, call types, teams and agents."""
    document = findings.document
    groups = {called(findings.scenario, name): figures for name, figures in document["groups"].items()}
    return [
        _of(_("Groups"), groups, of_use(findings, OF_GROUPS), CALLS, "service_level"),
        _of(_("Call types"), document["call_types"], OF_CALL_TYPES, CALLS),
        _of(
            _("Teams"),
            {name or _("none"): figures for name, figures in document["teams"].items()},
            of_use(findings, OF_PEOPLE),
            PEOPLE,
        ),
        *_agents(findings),
    ]


def _agents(findings: Findings) -> list[Table]:
    """Only people of a plan: those of ``on_duty`` are as many as are wanted at a time, and nobody in particular."""
    scenario, agents = findings.scenario, findings.document["agents"]
    entries = zip(scenario.agents, scenario.names(), strict=True)
    real = {name: agents[name] for entry, names in entries if entry.on_duty is None for name in names if name in agents}
    return [_of(_("Agents"), real, of_use(findings, OF_PEOPLE), PEOPLE, kind="compact")] if real else []


def people(findings: Findings) -> list[tuple[str, list[tuple[list[str], bool]]]]:
    """Each group's intervals: start, calls, people on, needed, gap; and whether people lack."""
    edges = interval_edges(findings.scenario)
    found = []
    for group, each in staffing(findings).items():
        lines = [_line(write_time_of_day(int(start)), it) for start, it in zip(edges[:-1], each, strict=True)]
        found.append((called(findings.scenario, group), lines))
    return found


def _line(start: str, it: Staffing) -> tuple[list[str], bool]:
    gap = round(it.on - it.needed, 1)
    return [start, f"{it.offered:.0f}", f"{round(it.on, 1):g}", str(it.needed), f"{gap:+g}" if gap else "0"], gap < 0


def _of(
    heading: str,
    places: Mapping[str, Mapping[str, Any]],
    names: Sequence[str],
    catalogue: Catalogue,
    ranged: str = "",
    kind: str = "",
) -> Table:
    """A line for each place; after the KPI ``ranged`` comes its range of days."""
    shown = [
        name for name in names if any((figures.get(name) or {}).get("mean") is not None for figures in places.values())
    ]
    columns = [""]
    for name in shown:
        columns += [headed(catalogue[name]), *([_("eight days of ten")] if name == ranged else [])]
    table = Table(heading, columns, kind=kind or ("compact" if len(columns) > WIDE else ""))
    for place, figures in places.items():
        row = [place]
        for name in shown:
            kpi, cell = catalogue[name], figures.get(name)
            row += [mean_of(kpi, cell), *([days_of(kpi, cell)] if name == ranged else [])]
        table.rows.append(row)
    return table


def definitions(findings: Findings) -> list[Kpi]:
    """Every KPI shown anywhere in a report, once."""
    centre = findings.document["centre"]
    asked = of_use(findings, dict.fromkeys([*OF_CENTRE, *OF_GROUPS]))
    shown = [name for name in asked if (centre.get(name) or {}).get("mean") is not None]
    return [CALLS[name] for name in shown] + [PEOPLE[name] for name in of_use(findings, OF_PEOPLE) if name not in shown]
