"""When each line of an interval table happened: day, start, length; nights, gaps and duplicates.

Knows the grid of intervals that a report lies on. Refuses to know its figures.
"""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from acd.events import MICROSECONDS
from acd.language import _
from scenarios.tables.body import Line
from scenarios.tables.cells import is_missing, number, plain, word
from scenarios.tables.names import HOURS, heading
from scenarios.tables.sheet import Cell
from scenarios.tables.table import Table
from scenarios.tables.times import Moment, dates_in, day, moment
from scenarios.values import DAY, HOUR, write_time_of_day

MINUTE: Final = 60 * MICROSECONDS
_ASSUMED: Final = 30 * MINUTE


@dataclass(frozen=True, slots=True)
class Slot:
    """A line and its place: ``start`` and ``length`` in µs, ``group`` empty where the table has no groups."""

    line: Line
    cell: Cell
    date: datetime.date | None
    start: int
    length: int | None
    group: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The slots of a table in order of day, time and first appearance of the group; ``interval`` in µs."""

    slots: tuple[Slot, ...]
    interval: int
    notes: tuple[str, ...]


def placed(table: Table) -> Grid:
    """Every line placed on one grid of intervals.

    Raises ``TableError`` naming the cell for a line without a time, twice the same interval, intervals of different
    lengths, or a start that is off the grid.
    """
    notes: list[str] = []
    slots = _slots(table, notes)
    slots = _nights(slots, notes)
    interval = _interval(slots, notes)
    _check_grid(slots, interval)
    order = {group: n for n, group in enumerate(dict.fromkeys(slot.group for slot in slots))}
    slots.sort(key=lambda slot: (slot.date or datetime.date.min, slot.start, order[slot.group]))
    _check_once(slots)
    notes += _gaps(slots, interval)
    return Grid(tuple(slots), interval, tuple(notes))


def _slots(table: Table, notes: list[str]) -> list[Slot]:
    stands_in = _date_elsewhere(table)
    groups = _carried(table.lines, "group", notes)
    dates = _carried(table.lines, "date", notes)
    slots = [_slot(line, dates.get(n), stands_in, groups.get(n)) for n, line in enumerate(table.lines)]
    undated = any(slot.date is None for slot in slots)
    if undated:
        notes.append(_("no dates: one day is assumed"))
    elif stands_in and "date" not in table.headings.columns and _time(slots[0].line, slots[0].cell).date is None:
        notes.append(_("no date column: {date} is read from “{text}”").format(date=stands_in[0], text=stands_in[1]))
    return slots


def _date_elsewhere(table: Table) -> tuple[datetime.date, str] | None:
    """The one date in the lines above the headings, else in the file's name."""
    for texts in ([cell.text for cell in table.titles], [table.file]):
        found = {date: text for text in texts for date in dates_in(text)}
        if len(found) == 1:
            return next(iter(found.items()))
        if found:
            return None
    return None


def _carried(lines: Sequence[Line], field: str, notes: list[str]) -> dict[int, Cell]:
    """The cell that labels each line: its own, else the nearest above in the sheet (text files lose merged cells)."""
    cells: dict[int, Cell] = {}
    last: Cell | None = None
    carried = 0
    for n, line in enumerate(lines):
        own = line.cell(field)
        if own is None:
            continue
        if not is_missing(own):
            last = own
        elif last is None or last.sheet != own.sheet:
            raise own.wrong(_("should name the {field} and is empty").format(field=field))
        else:
            carried += 1
        cells[n] = last
    if carried:
        notes.append(_("{field} carried down from the line above in {count} rows").format(field=field, count=carried))
    return cells


def _slot(line: Line, date: Cell | None, stands_in: tuple[datetime.date, str] | None, group: Cell | None) -> Slot:
    cell = line.cell("start") or line.cells[0]
    found = _time(line, cell)
    own = day(date) if date else None
    if own and found.date and own != found.date:
        raise cell.wrong(_("is on another day than the date of its row, {date}").format(date=own))
    end = found.end
    if end is None and (last := line.cell("end")) and (until := moment(last)):
        end = until.start if until.start > found.start else until.start + DAY
    length = None if end is None else end - found.start
    when = own or found.date or (stands_in[0] if stands_in else None)
    return Slot(line, cell, when, found.start, length, (word(group) if group else None) or "")


def _time(line: Line, cell: Cell) -> Moment:
    if heading(line.headings.columns["start"].heading)[0] in HOURS and plain(cell.text).isdecimal():
        hour = int(number(cell) or 0)
        if hour < 24:
            return Moment(None, hour * HOUR, (hour + 1) * HOUR)
    found = moment(cell)
    if found is None:
        raise cell.wrong(_("should be the time of the interval and is empty"))
    return found


def _by_day(slots: Iterable[Slot]) -> Mapping[tuple[datetime.date | None, str], list[Slot]]:
    days: dict[tuple[datetime.date | None, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        days[slot.date, slot.group].append(slot)
    return days


def _nights(slots: Sequence[Slot], notes: list[str]) -> list[Slot]:
    """Times that begin again below evening times of the same date belong to the night that follows."""
    moved: list[Slot] = []
    night: list[Slot] = []
    for each in _by_day(slots).values():
        drops = [n for n, (a, b) in enumerate(itertools.pairwise(each), 1) if b.start < a.start]
        if len(drops) == 1 and each[-1].start < each[0].start:
            night += each[drops[0] :]
            moved += [*each[: drops[0]], *(replace(slot, start=slot.start + DAY) for slot in each[drops[0] :])]
        else:
            moved += each
    if night:
        notes.append(
            _(
                "times after midnight below evening times are read as the night that follows ({count} rows from {at})"
            ).format(count=len(night), at=night[0].cell.at)
        )
    return moved


def _interval(slots: Sequence[Slot], notes: list[str]) -> int:
    lengths = {slot.length: slot for slot in reversed(slots) if slot.length is not None}
    if len(lengths) > 1:
        usual = slots[0].length or next(iter(lengths))
        odd = next(slot for slot in slots if slot.length not in (None, usual))
        raise odd.cell.wrong(
            _("is not of the same length as the others, {minutes} min").format(minutes=usual // MINUTE)
        )
    if lengths:
        interval, source = next(iter(lengths)), _("as written")
    else:
        steps = [
            b - a
            for each in _by_day(slots).values()
            for a, b in itertools.pairwise(sorted({slot.start for slot in each}))
        ]
        interval, source = (min(steps), _("from the spacing of the rows")) if steps else (_ASSUMED, _("assumed"))
    notes.append(_("intervals of {minutes} min ({source})").format(minutes=f"{interval / MINUTE:g}", source=source))
    return interval


def _check_grid(slots: Sequence[Slot], interval: int) -> None:
    first = slots[0]
    for slot in slots:
        if (slot.start - first.start) % interval:
            raise slot.cell.wrong(
                _("is off the grid of {minutes} min intervals that {first} lies on").format(
                    minutes=f"{interval / MINUTE:g}", first=write_time_of_day(first.start)
                )
            )


def _check_once(slots: Sequence[Slot]) -> None:
    seen: dict[tuple[datetime.date | None, int, str], Slot] = {}
    for slot in slots:
        before = seen.setdefault((slot.date, slot.start, slot.group), slot)
        if before is not slot:
            hint = "" if slot.cell.sheet == before.cell.sheet else _("; read one sheet with columns: {sheet: NAME}")
            raise slot.cell.wrong(
                _("is there twice ({what}): also at {at}").format(what=name(slot), at=before.cell.at) + hint
            )


def name(slot: Slot) -> str:
    """The slot in words: ``2026-11-02 账单 08:30``."""
    parts = (slot.date.isoformat() if slot.date else "", slot.group, write_time_of_day(slot.start))
    return " ".join(part for part in parts if part)


def _gaps(slots: Sequence[Slot], interval: int) -> list[str]:
    missing = [
        name(replace(a, start=start))
        for each in _by_day(slots).values()
        for a, b in itertools.pairwise(each)
        for start in range(a.start + interval, b.start, interval)
    ]
    return [_("no row for {where}").format(where=some(missing))] if missing else []


def some(texts: Sequence[str], most: int = 5) -> str:
    """The first few of many, and how many more there are."""
    rest = _(" and {count} more").format(count=len(texts) - most) if len(texts) > most else ""
    return ", ".join(texts[:most]) + rest
