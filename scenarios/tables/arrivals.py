"""The expected calls of one call type, for ``arrivals: {table: volumes.xlsx}``.

Knows how a table of volumes meets a scenario's day. Refuses to know the scenario.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from acd.language import _
from scenarios.tables.days import MeanInterval, mean_day
from scenarios.tables.errors import TableError
from scenarios.tables.slots import some
from scenarios.tables.volumes import Volumes, read_volumes
from scenarios.values import write_time_of_day


@dataclass(frozen=True, slots=True)
class Expected:
    """Calls in each interval of the day, and what was skipped or assumed."""

    per_interval: tuple[float, ...]
    notes: tuple[str, ...]


def expected_calls(
    path: Path,
    names: Collection[str],
    hours: range,
    date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
) -> Expected:
    """The volumes of the group called one of ``names`` (or of the whole table) on ``date``, else on the mean day.

    ``hours`` are the starts of the scenario's intervals in µs: ``range(opens, closes, interval)``.
    Raises ``TableError`` where the table has no such group, other intervals, or calls outside the hours.
    """
    volumes = _of_group(read_volumes(path, columns), names)
    days = [date] if date in volumes.dates else None
    mean = mean_day(volumes, [day for day in days if day] if days else None)
    notes = [*volumes.notes, *mean.notes]
    if days is None and len(mean.days) > 1:
        notes.append(_("{file}: the mean of all {count} days").format(file=volumes.file, count=len(mean.days)))
    (calls,) = mean.groups.values()
    _check_fits(volumes, calls, hours)
    return Expected(tuple(calls[start].offered if start in calls else 0.0 for start in hours), tuple(notes))


def _check_fits(volumes: Volumes, calls: Mapping[int, MeanInterval], hours: range) -> None:
    if volumes.interval != hours.step:
        raise TableError(
            _("{file}: intervals of {found:g} min, and the scenario's are {asked:g} min").format(
                file=volumes.file, found=volumes.interval / 6e7, asked=hours.step / 6e7
            )
        )
    outside = [write_time_of_day(start) for start, each in calls.items() if each.offered and start not in hours]
    if outside:
        raise TableError(
            _("{file}: calls outside the scenario's intervals: {starts}").format(
                file=volumes.file, starts=some(outside)
            )
        )


def _of_group(volumes: Volumes, names: Collection[str]) -> Volumes:
    group = next((group for group in volumes.groups if group in names or group == ""), None)
    if group is None:
        raise TableError(
            _("{file}: no group {names}; there are {groups}").format(
                file=volumes.file, names=_(" or ").join(names), groups=", ".join(volumes.groups)
            )
        )
    return replace(volumes, rows=[row for row in volumes.rows if row.group == group])
