"""The results of one run as tables: of the run, of groups, call types, teams, agents and intervals.

Knows names and columns: each KPI is one, by its name in `cli.md`. Refuses to know how a figure comes about: they are
those of ``metrics report``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from acd.events import MICROSECONDS
from metrics.definitions import CALLS, PEOPLE, Catalogue, Floor, Unit
from metrics.ledger.encode import json_text
from metrics.ledger.opening import fields_of
from metrics.ledger.sqlite import Link
from metrics.report import figures
from metrics.tally import Sums

Row = dict[str, Any]
OF_GROUP: Final = ("group", "groups", "group")
OF_TEAM: Final = ("team", "teams", "team")
_OF_RUN: Final = {"mode": str, "epoch": str, "scenario": str, "policy": str, "seed": int, "config": str}


@dataclass(frozen=True, slots=True)
class Results:
    """One table: its columns, the first of which is its key, the columns that name rows of other tables, its rows."""

    name: str
    columns: dict[str, type]
    rows: list[Row]
    links: tuple[Link, ...] = ()

    def values(self) -> Iterator[tuple[Any, ...]]:
        """The rows in the order of the columns; objects as JSON."""
        for row in self.rows:
            said = (row.get(column) for column in self.columns)
            yield tuple(json_text(value) if isinstance(value, dict | list) else value for value in said)


def results_of(floor: Floor, sums: Sums) -> Iterator[Results]:
    """Every table, those that others name first."""
    found = figures(floor, sums)
    run = {"run": 1, **fields_of(floor.header), **found["centre"]}
    yield Results("runs", {"run": int, **_OF_RUN, **_kpis(CALLS, [found["centre"]])}, [run])
    yield _labelled(floor, "groups", "group", found["groups"])
    yield _labelled(floor, "call_types", "call_type", found["call_types"])
    teams = [{"team": team, **kpis} for team, kpis in found["teams"].items()]
    yield Results("teams", {"team": str, **_kpis(PEOPLE, found["teams"].values())}, teams)
    yield _agents(floor, found["agents"])
    yield _intervals(floor, found["intervals"])


def _kpis(known: Catalogue, found: Iterable[Row]) -> dict[str, type]:
    """A column for each KPI found; those of several parts are objects."""

    def of(name: str) -> type:
        kpi = known.get(name)
        return str if kpi is None else int if kpi.unit in (Unit.COUNT, Unit.CALLS) else float

    return {name: of(name) for row in found for name in row}


def _labelled(floor: Floor, table: str, key: str, found: dict[str, Row]) -> Results:
    """``name`` is what the scenario calls it, its label; Datasette shows that wherever the key stands."""
    said = (floor.header.config or {}).get(table) or {}
    rows = [{key: each, "name": _label(said, each), **kpis} for each, kpis in found.items()]
    return Results(table, {key: str, "name": str, **_kpis(CALLS, found.values())}, rows)


def _label(said: Any, name: str) -> str:
    of = said.get(name) if isinstance(said, dict) else None
    label = of.get("label") if isinstance(of, dict) else None
    return label if isinstance(label, str) and label else name


def _agents(floor: Floor, found: dict[str, Row]) -> Results:
    rows = [
        {"agent": person.name, "team": person.team or None, "experience": person.experience or None}
        | {"skills": person.skills}
        | found[person.name]
        for person in floor.header.people
    ]
    columns = {"agent": str, "team": str, "experience": str, "skills": str, **_kpis(PEOPLE, found.values())}
    return Results("agents", columns, rows, (OF_TEAM,))


def _intervals(floor: Floor, found: list[Row]) -> Results:
    """Of each interval a row of the centre, whose ``group`` is empty, and one of each group."""
    rows: list[Row] = []
    for begins, interval in zip(floor.starts, found, strict=True):
        start = {"start": interval["start"], "t": begins / MICROSECONDS}
        rows.append({**start, "group": None, **interval["centre"]})
        rows += [{**start, "group": group, **kpis} for group, kpis in interval["groups"].items()]
    columns = {"interval": int, "start": str, "t": float, "group": str}
    columns |= _kpis(CALLS, [interval["centre"] for interval in found])
    return Results("intervals", columns, [{"interval": k, **row} for k, row in enumerate(rows, 1)], (OF_GROUP,))
