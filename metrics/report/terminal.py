"""Figures as tables for a terminal: one for the centre, one for each thing asked for.

Knows which KPIs fit a screen and how a value is written. Refuses to know where values come from.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from acd.language import _
from metrics.definitions import CALLS, PEOPLE, Catalogue, Kpi, Unit
from metrics.ledger.header import Header
from metrics.report.advice import Advice, by_rule
from metrics.report.features import idle
from metrics.report.levels import headings, levels
from metrics.report.stated import currency
from metrics.report.titles import title

OF_CALLS: Final = {
    "offered": "offer",
    "answered": "answ",
    "answer_rate": "ans%",
    "abandon_rate": "gone%",
    "service_level": "SL%",
    "mean_answer_wait": "ASA",
    "p90_wait": "p90",
    "max_queue_length": "queue",
    "aht": "AHT",
    "occupancy": "occ%",
    "staffed": "staff",
}
OF_PEOPLE: Final = {
    "offered": "offer",
    "answered": "answ",
    "answer_rate": "ans%",
    "unanswered": "missed",
    "mean_response": "ring",
    "mean_talk": "talk",
    "mean_wrap_up": "wrap",
    "aht": "AHT",
    "work_efficiency": "eff%",
    "on_post_occupancy": "occ%",
    "signed_in": "on",
}
"""What fits a screen, with headings that do."""
NAME: Final = 16
"""Cells for a name; what is longer is cut."""
FINDINGS: Final = 3
"""By which a rule's advice is shown on a screen; a page has all of them."""
TITLES: Final = {
    "group": "Groups",
    "interval": "Intervals",
    "agent": "Agents",
    "team": "Teams",
    "call_type": "Call types",
    "date": "Dates",
}
"""What ``--by`` may ask for."""


def centre_table(header: Header, document: dict[str, Any]) -> Table:
    """Every figure of the centre that has a value, one a line; without those of features that it does not have."""
    table = Table(title=_("Centre"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("KPI"))
    table.add_column(_("value"), justify="right")
    unused, money = idle(header.config, document["centre"]), currency(header)
    for name, value in document["centre"].items():
        if name not in unused and not isinstance(value, dict) and value is not None:
            unit = f" {money}" if CALLS[name].unit is Unit.MONEY and money else ""
            table.add_row(title(CALLS[name]), written(CALLS[name], value) + unit)
    return table


def levels_table(document: Mapping[str, Any], called: Callable[[str], str]) -> Table:
    """The service level in every way in which it is counted, the promise's own first."""
    heading = _("Service level: as promised (★), as others count")
    table = Table(title=heading, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    table.add_column("", no_wrap=True, max_width=NAME, overflow="ellipsis")
    for each in headings():
        table.add_column(each, justify="right", no_wrap=True)
    for name, cells in levels(document, called):
        table.add_row(name, *cells)
    return table


def advice_lines(advice: Sequence[Advice]) -> Iterator[Table]:
    """Each rule that speaks with its conclusion, and the first few of what it was found by."""
    if not advice:
        return
    table = Table(title=_("Advice"), title_justify="left", title_style="bold", box=None, show_header=False)
    table.pad_edge = False
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for rule, conclusion, findings in by_rule(advice):
        table.add_row(rule, Text(conclusion, "bold"))
        for finding in findings[:FINDINGS]:
            table.add_row("", finding)
        if len(findings) > FINDINGS:
            table.add_row("", _("{more} more in the report").format(more=len(findings) - FINDINGS))
    yield table


def table_by(document: dict[str, Any], by: str) -> Table:
    """The figures that fit a screen, one line for each group, interval, agent, team, call type or date."""
    asked, names = (PEOPLE, OF_PEOPLE) if by in ("agent", "team") else (CALLS, OF_CALLS)
    table = Table(title=_(TITLES[by]), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column("", no_wrap=True)
    for heading in names.values():
        table.add_column(_(heading), justify="right", no_wrap=True)
    for label, figures in _lines(document, by):
        table.add_row(label, *(_cell(asked, name, figures) for name in names))
    return table


def _lines(document: dict[str, Any], by: str) -> list[tuple[str, dict[str, Any]]]:
    if by == "interval":
        return [(interval["start"], interval["centre"]) for interval in document["intervals"]]
    return list(document[f"{by}s"].items())


def _cell(asked: Catalogue, name: str, figures: dict[str, Any]) -> str:
    kpi, value = asked[name], figures.get(name)
    if value is None:
        return "–"
    if kpi.unit is Unit.SHARE:
        return f"{value * 100:.1f}"
    return f"{value:.1f}" if value < 100 and kpi.unit in (Unit.SECONDS, Unit.PEOPLE) else f"{value:.0f}"


def written(kpi: Kpi, value: float | None) -> str:
    """A value as people read it."""
    if value is None:
        return "–"
    if kpi.unit is Unit.SHARE:
        return f"{value:.1%}"
    if kpi.unit is Unit.SECONDS:
        return f"{value:,.1f} s"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
