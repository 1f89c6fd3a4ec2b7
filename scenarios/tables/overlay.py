"""Recorded figures laid over simulated ranges, interval by interval (`tables.md`, ``sim run S --actual``).

Knows the JSON of ``sim run`` (`cli.md`) and recorded intervals. Refuses to know how either came about.
"""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from acd.language import _
from scenarios.tables.errors import TableError
from scenarios.tables.slots import some
from scenarios.tables.volumes import ActualRow, Actuals
from scenarios.values import time_of_day, write_time_of_day

CENTRE: Final = ""
"""The place of figures that belong to no single group."""

_Rows = Sequence[ActualRow]


@dataclass(frozen=True, slots=True)
class Point:
    """One interval of one KPI: recorded, and the deciles of simulated days (seconds, fractions, counts)."""

    start: str
    recorded: float
    p10: float
    p50: float
    p90: float

    @property
    def inside(self) -> bool:
        """Whether the recorded value lies in the range that holds 80 % of the simulated days."""
        return self.p10 <= self.recorded <= self.p90


@dataclass(frozen=True, slots=True)
class Track:
    """One KPI of the centre (``group`` empty) or a group over the recorded day."""

    kpi: str
    group: str
    points: tuple[Point, ...]

    @property
    def inside(self) -> int:
        """How many intervals lie inside."""
        return sum(point.inside for point in self.points)

    @property
    def sentence(self) -> str:
        """``recorded inside the 80 % range in 17 of 21 intervals; outside: 11:00, 13:00``."""
        outside = ", ".join(point.start for point in self.points if not point.inside)
        text = _("recorded inside the 80 % range in {inside} of {count} intervals").format(
            inside=self.inside, count=len(self.points)
        )
        return text + (_("; outside: {starts}").format(starts=outside) if outside else "")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Every KPI that is both recorded and simulated, and what could not be compared."""

    tracks: tuple[Track, ...]
    notes: tuple[str, ...]


def overlay(actuals: Actuals, document: Mapping[str, Any], day: datetime.date | None = None) -> Overlay:
    """The recorded ``day`` over the ``intervals`` of a ``sim run`` document; a report of one day needs no ``day``.

    The centre's figures are those of its groups together: counts added, shares and waits weighted by their calls.
    Raises ``TableError`` where the day is not one, or recorded and simulated intervals are not the same ones.
    """
    rows = _of_day(actuals, day)
    simulated = {time_of_day(each["start"]): each for each in document["intervals"]}
    _check_intervals(actuals, rows, simulated)
    notes = _not_simulated(rows, simulated)
    tracks = []
    for group in _places(actuals, document, notes):
        by_start: dict[int, list[ActualRow]] = defaultdict(list)
        for row in rows:
            if row.start in simulated and (group in (CENTRE, row.group)):
                by_start[row.start].append(row)
        for kpi in RECORDED:
            points = tuple(_points(kpi, group, by_start, simulated))
            if points:
                tracks.append(Track(kpi, group, points))
    return Overlay(tuple(tracks), tuple(notes))


def _of_day(actuals: Actuals, day: datetime.date | None) -> _Rows:
    if day is None and len(actuals.dates) > 1:
        raise TableError(
            _("{file}: {count} days are recorded ({first} to {last}): say which one").format(
                file=actuals.file, count=len(actuals.dates), first=actuals.dates[0], last=actuals.dates[-1]
            )
        )
    rows = [row for row in actuals.rows if day is None or row.date in (day, None)]
    if not rows:
        raise TableError(_("{file}: nothing is recorded on {day}").format(file=actuals.file, day=day))
    return rows


def _check_intervals(actuals: Actuals, rows: _Rows, simulated: Mapping[int, Any]) -> None:
    starts = sorted(simulated)
    lengths = {b - a for a, b in itertools.pairwise(starts)}
    recorded = len({row.start for row in rows}) > 1
    if (recorded and lengths and lengths != {actuals.interval}) or not {row.start for row in rows} & set(starts):
        raise TableError(
            _("{file}: recorded in intervals of {recorded:g} min from {first}, simulated in intervals of "
              "{simulated:g} min from {start}: they must be the same").format(
                file=actuals.file, recorded=actuals.interval / 6e7, first=write_time_of_day(rows[0].start),
                simulated=min(lengths, default=0) / 6e7, start=write_time_of_day(starts[0]) if starts else "–",
            )
        )  # fmt: skip


def _not_simulated(rows: _Rows, simulated: Mapping[int, Any]) -> list[str]:
    starts = dict.fromkeys(write_time_of_day(row.start) for row in rows if row.start not in simulated)
    return [_("recorded and not simulated: {starts}").format(starts=some(list(starts)))] if starts else []


def _places(actuals: Actuals, document: Mapping[str, Any], notes: list[str]) -> list[str]:
    """The centre where the recorded groups make it up, then every group that is recorded and simulated."""
    simulated = set(document.get("groups", {}))
    recorded = [group for group in actuals.groups if group]
    unknown = [group for group in recorded if group not in simulated]
    if unknown:
        notes.append(_("groups recorded and not in the scenario: {groups}").format(groups=", ".join(unknown)))
    absent = sorted(simulated - set(recorded)) if recorded else []
    if absent:
        notes.append(_("groups of the scenario that are not recorded: {groups}").format(groups=", ".join(absent)))
    whole = [] if unknown or absent else [CENTRE]
    return whole + [group for group in recorded if group in simulated]


def _points(
    kpi: str, group: str, by_start: Mapping[int, _Rows], simulated: Mapping[int, Mapping[str, Any]]
) -> Iterable[Point]:
    for start, rows in sorted(by_start.items()):
        place = simulated[start]
        figures = place["centre"] if group == CENTRE else place.get("groups", {}).get(group, {})
        days = (figures.get(kpi) or {}).get("days")
        recorded = RECORDED[kpi](rows)
        if recorded is not None and days and None not in days.values():
            yield Point(write_time_of_day(start), recorded, days["p10"], days["p50"], days["p90"])


def _count(value: Callable[[ActualRow], float | None]) -> Callable[[_Rows], float | None]:
    def total(rows: _Rows) -> float | None:
        known = [value(row) for row in rows]
        return None if None in known else sum(each or 0.0 for each in known)

    return total


def _mean(
    value: Callable[[ActualRow], float | None], weight: Callable[[ActualRow], float | None]
) -> Callable[[_Rows], float | None]:
    """The one row's own value; of several, the mean by weight where every row with weight has one."""

    def mean(rows: _Rows) -> float | None:
        if len(rows) == 1:
            return value(rows[0])
        counted = [row for row in rows if weight(row) != 0]
        weights = [weight(row) for row in counted]
        values = [value(row) for row in counted]
        if not counted or None in values or None in weights:
            return None
        total = sum(each or 0.0 for each in weights)
        return sum((v or 0.0) * (w or 0.0) for v, w in zip(values, weights, strict=True)) / total

    return mean


def _abandon_rate(rows: _Rows) -> float | None:
    offered = sum(row.offered for row in rows)
    abandoned = RECORDED["abandoned"](rows)
    return None if abandoned is None or offered == 0 else abandoned / offered


RECORDED: Final[Mapping[str, Callable[[_Rows], float | None]]] = {
    "offered": _count(lambda row: row.offered),
    "answered": _count(lambda row: row.answered),
    "abandoned": _count(lambda row: row.abandoned),
    "abandon_rate": _abandon_rate,
    "service_level": _mean(lambda row: row.service_level, lambda row: row.offered),
    "mean_answer_wait": _mean(lambda row: row.mean_answer_wait, lambda row: row.answered),
    "occupancy": _mean(lambda row: row.occupancy, lambda row: row.agents),
}
"""What a report may record, by KPI name, for one group or several together."""
