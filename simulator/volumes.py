"""How many calls a scenario expects, and which calls it has on record: from the file itself or a table beside it.

Knows the three sources of arrivals (`scenario.md`, arrivals). Refuses to draw anything. Readers of workbooks are
imported where a workbook is named: most scenarios have none, and a warm start is short without them.
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


def expected(scenario: Scenario, call_type: CallType) -> Floats:
    """Expected calls in each interval from ``opens``; one interval for a study that names none.

    Raises ``TableError`` naming file and cell where a table cannot be read or does not fit the day.
    """
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
    of_group = [each for each in scenario.call_types.values() if each.group == call_type.group]
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
    """The recorded calls of a type on the scenario's date, menu calls left out, in order of arrival."""
    return _trace(
        scenario.folder / (call_type.arrivals.trace or ""),
        _names(scenario, call_type),
        frozenset(name for name, each in scenario.call_types.items() if each is not call_type),
        (scenario.opens, scenario.closes),
        scenario.date,
        tuple(sorted((call_type.arrivals.columns or {}).items())),
    )


@cache
def _trace(
    path: Path,
    names: frozenset[str],
    others: frozenset[str],
    hours: tuple[int, int],
    date: datetime.date,
    columns: Columns,
) -> Trace:
    rows = _calls(path, columns)
    own = [call for call in rows if call.outcome != "ivr" and _is_of(call, names, others) and call.date in (None, date)]
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
