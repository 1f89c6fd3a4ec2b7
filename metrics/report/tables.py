"""Tables of a page: which KPIs of the centre, groups, call types, teams and agents are shown, and how.

Knows what fits a page. Refuses to know the medium.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Catalogue, Kpi
from metrics.ledger.header import Header
from metrics.report.stated import called
from metrics.report.terminal import TITLES
from metrics.report.titles import headed
from metrics.report.written import number

OF_CENTRE: Final = (
    "offered", "answered", "answer_rate", "service_level", "abandoned", "abandon_rate", "short_abandoned", "queued",
    "queue_ratio", "overflowed_out", "mean_answer_wait", "mean_queue_wait", "p50_wait", "p90_wait", "longest_wait",
    "mean_abandon_wait", "mean_queue_length", "max_queue_length", "mean_ring", "mean_talk", "mean_wrap_up", "aht",
    "staffed", "occupancy", "on_post_occupancy", "work_efficiency", "utilisation", "balance", "cost", "cost_per_call",
)  # fmt: skip
OF_GROUPS: Final = (
    "offered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "p90_wait",
    "aht", "occupancy", "overflowed_out", "overflowed_in",
)  # fmt: skip
OF_CALL_TYPES: Final = (
    "offered", "answer_rate", "service_level", "abandon_rate", "mean_answer_wait", "p90_wait", "aht"
)  # fmt: skip
OF_PEOPLE: Final = (
    "offered", "answered", "unanswered", "mean_response", "mean_talk", "mean_wrap_up", "aht", "on_post_occupancy",
    "work_efficiency",
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


def centre(document: dict[str, Any]) -> list[Table]:
    """Every KPI of the centre that has a value, in two halves to stand side by side."""
    rows = [[headed(kpi), number(kpi, document["centre"][kpi.name])] for kpi in known(document)]
    middle = (len(rows) + 1) // 2
    return [
        Table(_("The centre over the day"), [_("KPI"), _("value")], half) for half in (rows[:middle], rows[middle:])
    ]


def known(document: dict[str, Any]) -> list[Kpi]:
    """The KPIs of which the centre has a value."""
    return [kpi for name, kpi in CALLS.items() if document["centre"].get(name) is not None]


def table_by(header: Header, document: dict[str, Any], by: str) -> Table:
    """A line for each group, interval, agent, team, call type or date; KPIs that have a value in none are left out."""
    names, catalogue = COLUMNS[by], _catalogue(by)
    places = _places(header, document, by)
    shown = [catalogue[name] for name in names if any(figures[name] is not None for _place, figures in places)]
    table = Table(_(TITLES[by]), ["", *(headed(kpi) for kpi in shown)], kind="compact" if len(places) > LONG else "")
    for place, figures in places:
        table.rows.append([place, *(number(kpi, figures[kpi.name]) for kpi in shown)])
    return table


def _places(header: Header, document: dict[str, Any], by: str) -> list[tuple[str, dict[str, Any]]]:
    if by == "interval":
        return [(each["start"], each["centre"]) for each in document["intervals"]]
    places = document[f"{by}s"].items()
    return [(called(header, name) if by == "group" else name, figures) for name, figures in places]


def definitions(document: dict[str, Any], by: Sequence[str]) -> list[Kpi]:
    """Every KPI shown anywhere on a page, once; of agents it may mean something else than of the centre."""
    asked = [*known(document), *(_catalogue(each)[name] for each in by for name in COLUMNS[each])]
    return list({(kpi.name, kpi.formula): kpi for kpi in asked}.values())


def _catalogue(by: str) -> Catalogue:
    return PEOPLE if by in ("agent", "team") else CALLS
