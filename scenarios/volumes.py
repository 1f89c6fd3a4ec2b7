"""How many calls a scenario expects, and which calls it has on record: from the file itself or a table beside it.

Knows the sources of arrivals (`scenario.md`, arrivals), who shares in them, and what surges multiply. Refuses to draw
anything. Readers of workbooks are imported where a workbook is named: most scenarios have none, and a warm start is
short without them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from acd.language import _
from scenarios import Scenario
from scenarios.schema.callers import CallType
from scenarios.surges import surge_of
from scenarios.values import HOUR

if TYPE_CHECKING:
    from scenarios.tables.calls import Call

Floats = npt.NDArray[np.float64]
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Recorded calls of one type: µs since midnight, and seconds of patience, talk and wrap-up (NaN: not recorded)."""

    arrives: npt.NDArray[np.int64]
    patience: Floats
    talk: Floats
    wrap_up: Floats

    def only(self, these: npt.NDArray[np.bool_]) -> Trace:
        """Some of the calls."""
        return Trace(self.arrives[these], self.patience[these], self.talk[these], self.wrap_up[these])


def expected(scenario: Scenario, call_type: CallType) -> Floats:
    """Calls expected to ask for a person in each interval from ``opens``, surges counted in, retries not.

    One interval for a study that names none. Raises ``TableError`` naming file and cell where a table cannot be read
    or does not fit the day.
    """
    menu = scenario.menu(call_type)
    own = part(scenario, call_type) * (menu.onward if menu else 1.0)
    asking = at_lines(scenario, source_of(scenario, call_type)) * own
    surge = surge_of(scenario, call_type)
    return asking if surge is None else surge.over(asking)


def at_lines(scenario: Scenario, source: CallType) -> Floats:
    """First attempts expected to reach the lines in each interval, those that other types share in, without surges."""
    takers = (source, *sharing(scenario, source).values())
    return _volumes(scenario, source) * sum(_per_volume(scenario, each) for each in takers)


def part(scenario: Scenario, call_type: CallType) -> float:
    """How much of the arrivals of its source, as they reach the lines, is the type's own."""
    source = source_of(scenario, call_type)
    takers = (source, *sharing(scenario, source).values())
    return _per_volume(scenario, call_type) / sum(_per_volume(scenario, each) for each in takers)


def _per_volume(scenario: Scenario, call_type: CallType) -> float:
    """First attempts of a type at the lines for each call of its source's volumes, of which it takes its share.

    Where volumes are calls that ask for a person, a type whose menu serves many needs the more to reach the lines.
    """
    share = call_type.share
    if share is None:
        share = 1 - sum(each.share or 0.0 for each in sharing(scenario, call_type).values())
    menu = scenario.menu(call_type)
    offered = source_of(scenario, call_type).arrivals.at == "offered"
    return share / menu.onward if menu is not None and offered else share


def source_of(scenario: Scenario, call_type: CallType) -> CallType:
    """The type whose arrivals are given: itself, or the one of which it takes a share."""
    return call_type if call_type.share is None else scenario.call_types[call_type.like or ""]


def sharing(scenario: Scenario, source: CallType) -> dict[str, CallType]:
    """The types that take a share of this one's arrivals."""
    types = scenario.call_types.items()
    return {n: each for n, each in types if each.share is not None and source_of(scenario, each) is source}


def _volumes(scenario: Scenario, call_type: CallType) -> Floats:
    """What the file gives, by interval."""
    arrivals = call_type.arrivals
    if arrivals.per_interval is not None:
        return np.asarray(arrivals.per_interval, dtype=np.float64)
    count = scenario.interval_count or 1
    if arrivals.table is not None:
        return np.asarray(_from_table(scenario, call_type))
    if arrivals.trace is not None:
        edges = np.linspace(scenario.opens, scenario.closes, count + 1)
        return np.histogram(trace(scenario, call_type).arrives, edges)[0].astype(np.float64)
    hours = (scenario.closes - scenario.opens) / count / HOUR
    return np.full(count, (arrivals.rate or 0.0) * hours)


def _names(scenario: Scenario, call_type: CallType) -> frozenset[str]:
    """What a table may call this type: its own name, its group's, the group's label.

    Only its own where another type of the group has its calls from the same file, which would else be counted twice.
    """
    own = next(name for name, each in scenario.call_types.items() if each is call_type)
    file = call_type.arrivals.table or call_type.arrivals.trace
    of_group = [each for each in scenario.call_types.values() if each.group == call_type.group and each.share is None]
    if sum(file in (each.arrivals.table, each.arrivals.trace) for each in of_group) > 1:
        return frozenset({own})
    label = scenario.groups[call_type.group].label
    return frozenset({own, call_type.group, label or own})


def _from_table(scenario: Scenario, call_type: CallType) -> tuple[float, ...]:
    return _table(
        scenario.folder / (call_type.arrivals.table or ""),
        _names(scenario, call_type),
        range(scenario.opens, scenario.closes, scenario.interval),
        scenario.date,
        tuple(sorted((call_type.arrivals.columns or {}).items())),
    )


@cache
def _table(file: Path, names: frozenset[str], hours: range, date: datetime.date, columns: Columns) -> tuple[float, ...]:
    from scenarios.tables.arrivals import expected_calls

    return expected_calls(file, names, hours, date, dict(columns) or None).per_interval


def trace(scenario: Scenario, call_type: CallType) -> Trace:
    """The recorded calls of a type on the scenario's date, in order of arrival; of the menu's only where it counts."""
    return _trace(
        scenario.folder / (call_type.arrivals.trace or ""),
        _names(scenario, call_type),
        frozenset(n for n, each in scenario.call_types.items() if each is not call_type and each.share is None),
        (scenario.opens, scenario.closes),
        scenario.date,
        tuple(sorted((call_type.arrivals.columns or {}).items())),
        call_type.arrivals.at == "lines" and scenario.menu(call_type) is not None,
    )


@cache
def _trace(
    path: Path,
    names: frozenset[str],
    others: frozenset[str],
    hours: tuple[int, int],
    date: datetime.date,
    columns: Columns,
    menu_calls: bool,
) -> Trace:
    rows = [call for call in _calls(path, columns) if menu_calls or call.outcome != "ivr"]
    own = [call for call in rows if _is_of(call, names, others) and call.date in (None, date)]
    inside = [call for call in own if hours[0] <= call.arrived < hours[1]]
    if not inside:
        from scenarios.tables.errors import TableError

        raise TableError(
            _("{file}: no call of {names} on {date} between opening and closing").format(
                file=path, names="/".join(sorted(names)), date=date
            )
        )
    return Trace(
        np.array([call.arrived for call in inside], dtype=np.int64),
        _seconds(call.patience for call in inside),
        _seconds(call.talk for call in inside),
        _seconds(call.wrap_up for call in inside),
    )


@cache
def _calls(path: Path, columns: Columns) -> tuple[Call, ...]:
    from scenarios.tables.calls import read_calls

    return tuple(read_calls(path, dict(columns) or None).rows)


def _is_of(call: Call, names: frozenset[str], others: frozenset[str]) -> bool:
    """A call that names its type is of that type; others go by their group."""
    return call.call_type in names or (call.group in names and call.call_type not in others)


def _seconds(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
