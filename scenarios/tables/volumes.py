"""Volume tables and half-hour ACD reports: calls and handling times per day, interval and group (`tables.md`).

Knows what the figures of an interval mean. An interval report stays a table: it is never turned into events.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acd.language import _
from scenarios.tables.body import Line, Shape
from scenarios.tables.cells import number, share, whole_of
from scenarios.tables.durations import duration, minutes_notes
from scenarios.tables.headings import Column
from scenarios.tables.names import ACTUALS, VOLUMES, Names, heading
from scenarios.tables.sheet import Cell
from scenarios.tables.slots import Grid, Slot, placed, some
from scenarios.tables.table import Table, not_read, read_table
from scenarios.tables.times import moment

_SHAPE: Final = Shape(("start", "offered"), "start", ("date", "start", "group"), ("offered", "aht", "talk", "answered"))
_DURATIONS: Final = ("aht", "talk", "hold", "wrap_up", "mean_answer_wait")
_LIKE_WRAP_UP: Final = ("话后", "后处理", "事后", "整理", "小结", "acw", "wrap", "after call")
_MOST: Final = {"abandon_rate": 1.0, "service_level": 1.0, "occupancy": 2.0}
"""Shares, and the largest that can be: occupancy beyond 1 occurs where people are counted in part."""


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """One group in one interval: calls, and mean seconds per call where given; ``at`` is where it stands.

    ``start`` is in µs since midnight of ``date`` and passes 24 h at night; ``talk`` contains the time on hold.
    """

    date: datetime.date | None
    start: int
    group: str
    offered: float
    talk: float | None
    wrap_up: float | None
    aht: float | None
    at: str


@dataclass(frozen=True, slots=True)
class ActualRow(VolumeRow):
    """A recorded interval: counts, shares as fractions, the mean answer wait in seconds, people on the phones."""

    answered: float | None
    abandoned: float | None
    service_level: float | None
    mean_answer_wait: float | None
    occupancy: float | None
    agents: float | None


@dataclass(frozen=True, slots=True)
class Volumes:
    """Rows by day, time and group, the length of an interval in µs, and what was skipped or assumed."""

    file: str
    interval: int
    rows: Sequence[VolumeRow]
    notes: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in order of appearance; one empty name where the table has none."""
        return tuple(dict.fromkeys(row.group for row in self.rows))

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """The days in order; empty where the table has no dates."""
        return tuple(sorted({row.date for row in self.rows if row.date}))


@dataclass(frozen=True, slots=True)
class Actuals(Volumes):
    """A recorded report, which is a volume table with results."""

    rows: Sequence[ActualRow]


def read_volumes(path: Path, columns: Mapping[str, str] | None = None) -> Volumes:
    """The volumes in the file; ``columns`` maps fields to headings, and ``sheet`` to the only sheet to read.

    Raises ``TableError`` naming the cell for whatever cannot be read.
    """
    table, grid, reading = _read(path, VOLUMES, columns)
    rows = [_volume(slot, reading) for slot in grid.slots if reading.offered(slot) is not None]
    return Volumes(table.file, grid.interval, rows, _notes(table, grid, reading))


def read_actuals(path: Path, columns: Mapping[str, str] | None = None) -> Actuals:
    """The recorded intervals in the file: the volumes, and the results as far as there are columns for them.

    Raises ``TableError`` naming the cell for whatever cannot be read.
    """
    table, grid, reading = _read(path, ACTUALS, columns)
    rows = [_actual(slot, reading) for slot in grid.slots if reading.offered(slot) is not None]
    return Actuals(table.file, grid.interval, rows, _notes(table, grid, reading))


class _Reading:
    """Reads cells of one table and remembers what is to be said about them."""

    def __init__(self, table: Table) -> None:
        self.notes: list[str] = []
        self._whole = {name: self._whole_of(table, name) for name in _MOST if name in table.headings.columns}
        cells = (cell for line in table.lines for name in _DURATIONS if (cell := line.cell(name)))
        self.notes += minutes_notes(cells)
        if {"abandoned", "abandon_rate"} & {*table.headings.columns} == {"abandon_rate"}:
            self.notes.append(_("abandoned calls are the abandonment rate times the calls offered"))
        level = table.headings.columns.get("service_level")
        if level and any(character.isdigit() for character in level.heading):
            self.notes.append(_("service level as recorded under “{heading}”").format(heading=level.heading))
        if "hold" in table.headings.columns:
            self.notes.append(_("time on hold is counted as talk"))

    def _whole_of(self, table: Table, name: str) -> float:
        cells = [cell for line in table.lines if (cell := line.cell(name))]
        column = table.headings.columns[name]
        whole = whole_of(cells, column.unit)
        if whole != 1 and column.unit != "%":
            self.notes.append(_("“{heading}” is read as percentages").format(heading=column.heading))
        return whole

    def offered(self, slot: Slot) -> float | None:
        return self.number(slot.line, "offered")

    def number(self, line: Line, name: str) -> float | None:
        return self._own(line, name, number)

    def duration(self, line: Line, name: str) -> float | None:
        return self._own(line, name, lambda cell: duration(cell, line.unit(name)))

    def share(self, line: Line, name: str) -> float | None:
        return self._own(line, name, lambda cell: share(cell, self._whole[name], _MOST[name]))

    def _own(self, line: Line, name: str, read: Callable[[Cell], float | None]) -> float | None:
        cell = line.cell(name)
        if cell and cell.merged:
            raise cell.wrong(_("is merged with the cell of another row: unmerge the figures"))
        return read(cell) if cell else None


def _read(path: Path, names: Names, columns: Mapping[str, str] | None) -> tuple[Table, Grid, _Reading]:
    table = read_table(path, names, _SHAPE, moment, columns)
    reading = _Reading(table)
    grid = placed(table)
    empty = [slot.line.cell("offered") for slot in grid.slots if reading.offered(slot) is None]
    if empty:
        places = some([cell.at for cell in empty if cell])
        reading.notes.append(_("rows without a volume are left out: {places}").format(places=places))
    return table, grid, reading


def _volume(slot: Slot, reading: _Reading) -> VolumeRow:
    line = slot.line
    talk, hold, wrap_up = (reading.duration(line, name) for name in ("talk", "hold", "wrap_up"))
    aht = reading.duration(line, "aht")
    if talk is not None:
        talk += hold or 0.0
    talk, wrap_up, aht = _completed(line, talk, wrap_up, aht)
    offered = reading.offered(slot) or 0.0
    return VolumeRow(slot.date, slot.start, slot.group, offered, talk, wrap_up, aht, slot.cell.at)


def _completed(
    line: Line, talk: float | None, wrap_up: float | None, aht: float | None
) -> tuple[float | None, float | None, float | None]:
    """Whichever of the three follows from the other two."""
    if aht is None:
        return talk, wrap_up, None if talk is None or wrap_up is None else talk + wrap_up
    known = talk if wrap_up is None else wrap_up
    if known is not None and aht < known and (cell := line.cell("aht")):
        raise cell.wrong(_("is less than its part, {part:g} s").format(part=known))
    if talk is None and wrap_up is not None:
        talk = aht - wrap_up
    elif wrap_up is None and talk is not None:
        wrap_up = aht - talk
    return talk, wrap_up, aht


def _actual(slot: Slot, reading: _Reading) -> ActualRow:
    line, volume = slot.line, _volume(slot, reading)
    abandoned, rate = reading.number(line, "abandoned"), reading.share(line, "abandon_rate")
    if abandoned is None and rate is not None:
        abandoned = rate * volume.offered
    return ActualRow(
        **{name: getattr(volume, name) for name in VolumeRow.__dataclass_fields__},
        answered=reading.number(line, "answered"),
        abandoned=abandoned,
        service_level=reading.share(line, "service_level"),
        mean_answer_wait=reading.duration(line, "mean_answer_wait"),
        occupancy=reading.share(line, "occupancy"),
        agents=reading.number(line, "agents"),
    )


def _notes(table: Table, grid: Grid, reading: _Reading) -> tuple[str, ...]:
    others = table.headings.others
    likely = _likely_wrap_up(others) if "wrap_up" not in table.headings.columns else []
    return (*table.notes, *grid.notes, *reading.notes, *not_read(others), *likely)


def _likely_wrap_up(columns: Sequence[Column]) -> list[str]:
    """A line for each column passed over that reads like wrap-up: without it, handling times come out too short."""
    return [
        _(
            "attention: “{heading}” is not read and may be wrap-up time: "
            "if it is, write “wrap_up: {heading}” into a file for --map"
        ).format(heading=column.heading)
        for column in columns
        if any(word in heading(column.heading)[0] for word in _LIKE_WRAP_UP)
    ]
