"""Tables of a page: which KPIs of the centre, groups, call types, teams and agents are shown, and how.

Knows what fits a page. Refuses to know the medium.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Kpi
from metrics.ledger.header import Header
from metrics.report import features, stated
from metrics.report import journey as journeys
from metrics.report.stated import called
from metrics.report.terminal import TITLES
from metrics.report.titles import headed, titled
from metrics.report.written import number, percent

OF_CENTRE: Final = (
    "arrived", "blocked", "busy_rate", "ivr_completed", "ivr_abandoned", "self_service_share", "connect_rate",
    "offered", "answered", "answer_rate", "service_level", "abandoned", "abandon_rate", "short_abandoned", "queued",
    "queue_ratio", "overflowed_out", "deflected", "lost", "dropped", "mean_answer_wait", "mean_queue_wait",
    "p50_wait", "p90_wait", "longest_wait", "mean_abandon_wait", "mean_queue_length", "max_queue_length",
    "mean_ring", "mean_talk", "mean_hold", "mean_wrap_up", "aht", "transferred", "transfer_rate", "staffed",
    "occupancy", "on_post_occupancy", "work_efficiency", "utilisation", "balance", "cost", "cost_per_call",
)  # fmt: skip
OF_GROUPS: Final = (
    "offered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "p90_wait", "aht", "occupancy",
    "overflowed_out", "overflowed_in", "deflected", "transfer_rate",
)  # fmt: skip
OF_CALL_TYPES: Final = (
    "offered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "p90_wait", "aht"
)  # fmt: skip
OF_PEOPLE: Final = (
    "offered", "answered", "unanswered", "mean_response", "mean_talk", "mean_hold", "mean_wrap_up", "aht",
    "transfer_rate", "on_post_occupancy", "work_efficiency",
)  # fmt: skip
OF_INTERVALS: Final = (
    "offered", "answered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "longest_wait",
    "max_queue_length", "staffed", "occupancy",
)  # fmt: skip
COLUMNS: Final = {
    "group": OF_GROUPS,
    "interval": OF_INTERVALS,
    "agent": OF_PEOPLE,
    "team": OF_PEOPLE,
    "call_type": OF_CALL_TYPES,
    "date": OF_INTERVALS,
}
"""Of one ledger, by what its figures are broken down."""
LONG: Final = 12
"""Lines beyond which a table is set smaller."""


@dataclass(frozen=True)
class Table:
    """Headings and rows of text; the first column holds names, all others numbers."""

    heading: str
    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A line of :func:`journey`, and how far it is indented."""

    cells: list[str]
    depth: int


@dataclass(frozen=True)
class Journey:
    """Where calls go; without rows where there is nothing to tell."""

    heading: str
    columns: list[str]
    rows: list[Line]


def centre(header: Header, document: dict[str, Any]) -> list[Table]:
    """Every KPI of the centre that has a value, in two halves to stand side by side."""
    kpis, money = known(header, document), stated.currency(header)
    rows = [[headed(kpi, money), number(kpi, document["centre"][kpi.name])] for kpi in kpis]
    middle = (len(rows) + 1) // 2
    return [
        Table(_("The centre over the day"), [_("KPI"), _("value")], half) for half in (rows[:middle], rows[middle:])
    ]


def known(header: Header, document: dict[str, Any]) -> list[Kpi]:
    """The KPIs of which the centre has a value, without those of features that it does not have."""
    unused = features.idle(header.config, document["centre"])
    return [kpi for name, kpi in CALLS.items() if name not in unused and document["centre"].get(name) is not None]


def journey(header: Header, document: dict[str, Any]) -> Journey:
    """Calls on their way from the lines to the agents."""
    centre = document["centre"]
    steps = journeys.journey(features.present(header.config, centre), centre)
    rows = [
        Line([titled(CALLS[step.kpi]), number(CALLS[step.kpi], centre[step.kpi]), percent(step.share, 1)], step.depth)
        for step in steps
    ]
    return Journey(_("Where calls go"), ["", _("number of calls"), _("share of the step before")], rows)


def table_by(header: Header, document: dict[str, Any], by: str) -> Table:
    """A line for each group, interval, agent, team, call type or date; KPIs that have a value in none are left out."""
    places = _places(header, document, by)
    asked = columns(header, document, by)
    shown = [kpi for kpi in asked if any(figures[kpi.name] is not None for _place, figures in places)]
    table = Table(_(TITLES[by]), ["", *(headed(kpi) for kpi in shown)], kind="compact" if len(places) > LONG else "")
    for place, figures in places:
        table.rows.append([place, *(number(kpi, figures[kpi.name]) for kpi in shown)])
    return table


def columns(header: Header, document: dict[str, Any], by: str) -> list[Kpi]:
    """What is asked of each line, without features that the centre does not have."""
    unused, catalogue = features.idle(header.config, document["centre"]), PEOPLE if by in ("agent", "team") else CALLS
    return [catalogue[name] for name in COLUMNS[by] if name not in unused]


def _places(header: Header, document: dict[str, Any], by: str) -> list[tuple[str, dict[str, Any]]]:
    if by == "interval":
        return [(each["start"], each["centre"]) for each in document["intervals"]]
    places = document[f"{by}s"].items()
    return [(called(header, name) if by == "group" else name, figures) for name, figures in places]


def definitions(header: Header, document: dict[str, Any], by: Sequence[str]) -> list[Kpi]:
    """Every KPI shown anywhere on a page, once; of agents it may mean something else than of the centre."""
    asked = [*known(header, document), *(kpi for each in by for kpi in columns(header, document, each))]
    return list({(kpi.name, kpi.formula): kpi for kpi in asked}.values())
