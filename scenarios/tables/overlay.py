"""Recorded figures laid over simulated ranges, day and interval by interval (`tables.md`, ``sim run S --actual``).

Knows the JSON of ``sim run`` (`cli.md`) and recorded intervals. Refuses to know how either came about.
"""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from acd.language import _
from scenarios.tables.errors import TableError
from scenarios.tables.recorded import RECORDED, Rows
from scenarios.tables.slots import some
from scenarios.tables.volumes import ActualRow, Actuals
from scenarios.values import time_of_day, write_time_of_day

CENTRE: Final = ""
"""The place of figures that belong to no single group."""


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
class Total:
    """One KPI over the whole day: recorded, and the mean and outer deciles of simulated days."""

    kpi: str
    group: str
    recorded: float
    mean: float
    p10: float
    p90: float

    @property
    def inside(self) -> bool:
        """Whether the recorded value lies in the range that holds 80 % of the simulated days."""
        return self.p10 <= self.recorded <= self.p90


@dataclass(frozen=True, slots=True)
class Overlay:
    """Every KPI that is both recorded and simulated, and what could not be compared.

    ``file`` and ``day`` (none where the table has no dates) say what was recorded.
    """

    tracks: tuple[Track, ...]
    notes: tuple[str, ...]
    totals: tuple[Total, ...] = ()
    file: str = ""
    day: datetime.date | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The comparison as JSON: seconds, fractions, counts."""
        return {
            "file": self.file,
            "day": self.day.isoformat() if self.day else None,
            "totals": [{**asdict(total), "inside": total.inside} for total in self.totals],
            "tracks": [asdict(track) for track in self.tracks],
            "notes": list(self.notes),
        }


def overlay(actuals: Actuals, document: Mapping[str, Any], day: datetime.date | None = None) -> Overlay:
    """The recorded ``day`` over the ``intervals`` of a ``sim run`` document; a report of one day needs no ``day``.

    The centre's figures are those of its groups together: counts added, shares and waits weighted by their calls.
    Raises ``TableError`` where the day is not one, or recorded and simulated intervals are not the same ones.
    """
    rows = rows_of(actuals, day)
    simulated = {time_of_day(each["start"]): each for each in document.get("intervals", ())}
    _check_intervals(actuals, rows, simulated)
    notes = _in_one_only(rows, simulated)
    tracks: list[Track] = []
    totals: list[Total] = []
    for group in _places(actuals, document, notes):
        here = [row for row in rows if row.start in simulated and group in (CENTRE, row.group)]
        totals += _totals(group, here, document)
        tracks += _tracks(group, here, simulated)
    whole_day = actuals.dates[0] if day is None and actuals.dates else day
    return Overlay(tuple(tracks), tuple(notes), tuple(totals), actuals.file, whole_day)


def _totals(group: str, rows: Rows, document: Mapping[str, Any]) -> Iterator[Total]:
    place = document.get("centre", {}) if group == CENTRE else document["groups"][group]
    for kpi, recorded in RECORDED.items():
        cell, value = place.get(kpi), recorded(rows)
        if value is not None and cell and None not in (cell["mean"], cell["days"]["p10"], cell["days"]["p90"]):
            yield Total(kpi, group, value, cell["mean"], cell["days"]["p10"], cell["days"]["p90"])


def _tracks(group: str, rows: Rows, simulated: Mapping[int, Mapping[str, Any]]) -> Iterator[Track]:
    by_start: dict[int, list[ActualRow]] = defaultdict(list)
    for row in rows:
        by_start[row.start].append(row)
    for kpi in RECORDED:
        points = tuple(_points(kpi, group, by_start, simulated))
        if points:
            yield Track(kpi, group, points)


def rows_of(actuals: Actuals, day: datetime.date | None) -> Rows:
    """The rows of ``day``, or of the only day there is. Raises ``TableError`` where the day is not one or not there."""
    if day is None and len(actuals.dates) > 1:
        raise TableError(
            _("{file}: {count} days are recorded ({first} to {last}): say which with --actual-day").format(
                file=actuals.file, count=len(actuals.dates), first=actuals.dates[0], last=actuals.dates[-1]
            )
        )
    rows = [row for row in actuals.rows if day is None or row.date in (day, None)]
    if not rows:
        raise TableError(_("{file}: nothing is recorded on {day}").format(file=actuals.file, day=day))
    return rows


def _check_intervals(actuals: Actuals, rows: Rows, simulated: Mapping[int, Any]) -> None:
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


def _in_one_only(rows: Rows, simulated: Mapping[int, Any]) -> list[str]:
    recorded = {row.start for row in rows}
    texts = {
        _("recorded and not simulated: {starts}"): sorted(recorded - set(simulated)),
        _("simulated and not recorded, so that totals of the day do not match: {starts}"): sorted(
            set(simulated) - recorded
        ),
    }
    return [
        text.format(starts=some([write_time_of_day(start) for start in starts]))
        for text, starts in texts.items()
        if starts
    ]


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
    kpi: str, group: str, by_start: Mapping[int, Rows], simulated: Mapping[int, Mapping[str, Any]]
) -> Iterable[Point]:
    for start, rows in sorted(by_start.items()):
        place = simulated[start]
        figures = place["centre"] if group == CENTRE else place.get("groups", {}).get(group, {})
        days = (figures.get(kpi) or {}).get("days")
        recorded = RECORDED[kpi](rows)
        if recorded is not None and days and None not in days.values():
            yield Point(write_time_of_day(start), recorded, days["p10"], days["p50"], days["p90"])
