"""``metrics kpi``: the catalogue of KPIs."""

import difflib
from typing import Annotated

import typer
from rich.table import Table

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen
from metrics.definitions import CALLS, PEOPLE, Kpi, Target


def show_kpis(
    name: Annotated[str | None, typer.Argument(help=_("A KPI; without it, all of them."))] = None,
    language: Language = None,
) -> None:
    """What each KPI means: names in both languages, formula, target, source.

    Examples:  metrics kpi  ·  metrics kpi service_level
    """
    speak_as(language)
    found = [
        (heading, [kpi for kpi in catalogue.values() if name is None or _is_called(kpi, name)])
        for heading, catalogue in (
            (_("Of the centre, groups, call types, intervals"), CALLS),
            (_("Of agents and teams"), PEOPLE),
        )
    ]
    if not any(kpis for _heading, kpis in found):
        raise _unknown(str(name))
    for heading, kpis in found:
        if name is None:
            screen().print(_table(heading, kpis))
        for kpi in kpis if name is not None else ():
            screen().print(_entry(heading, kpi))


def _is_called(kpi: Kpi, name: str) -> bool:
    """By its name or id exactly, or by words of its name in either language: ``ASA``, ``C12``, ``服务水平``."""
    exact = (kpi.name, *kpi.ids.split(", "))
    return name in exact or (len(name) > 1 and name.casefold() in f"{kpi.english} {kpi.chinese}".casefold())


def _unknown(name: str) -> HuawuError:
    near = difflib.get_close_matches(name, [*CALLS, *PEOPLE], 1)
    hint = _(" Did you mean {near}?").format(near=near[0]) if near else ""
    return HuawuError(_("there is no KPI {name}; `metrics kpi` lists all.").format(name=name) + hint)


def _table(heading: str, kpis: list[Kpi]) -> Table:
    table = Table(title=heading, title_justify="left")
    for column in (_("name"), _("English"), _("Chinese"), "id", _("formula"), _("target"), _("source")):
        table.add_column(column, overflow="fold")
    for kpi in kpis:
        table.add_row(kpi.name, kpi.english, kpi.chinese, kpi.ids, kpi.formula, said(kpi.target), kpi.source)
    return table


def _entry(heading: str, kpi: Kpi) -> Table:
    table = Table(title=heading, title_justify="left", show_header=False)
    for label, text in (
        (_("name"), kpi.name),
        (_("English"), kpi.english),
        (_("Chinese"), kpi.chinese),
        ("id", kpi.ids),
        (_("unit"), kpi.unit.value),
        (_("formula"), kpi.formula),
        (_("target"), said(kpi.target)),
        (_("target for novices"), said(kpi.novice or kpi.target)),
        (_("source"), kpi.source),
    ):
        table.add_row(label, text)
    return table


def said(target: Target | None) -> str:
    """A target in a few characters; a dash where there is none or it is not judged."""
    if target is None or (target.low is None and target.high is None):
        return "–"
    if target.low == target.high:
        return f"≈ {target.low:g}"
    if target.low is None:
        return f"{'≈' if target.band else '≤'} {target.high:g}"
    if target.high is None:
        return f"≥ {target.low:g}"
    return f"{target.low:g} … {target.high:g}"
