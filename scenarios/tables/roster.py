"""A roster 排班: people, their skills, and for each date a shift, 休 or 假 (`tables.md`, roster).

Knows the layout of a roster. Refuses to know what a shift's name means: the scenario's ``shifts`` say that.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from acd.language import _
from scenarios.tables.body import Line, Shape
from scenarios.tables.cells import is_missing, plain, word
from scenarios.tables.errors import NoHeadingsError, TableError
from scenarios.tables.headings import Column
from scenarios.tables.names import ROSTER
from scenarios.tables.sheet import Cell
from scenarios.tables.slots import some
from scenarios.tables.table import Table, not_read, read_table
from scenarios.tables.times import dates_in, day

OFF: Final = frozenset({"休", "休息", "公休", "轮休", "调休", "off"})
LEAVE: Final = frozenset({"假", "请假", "年假", "病假", "事假", "婚假", "产假", "丧假", "leave", "sick"})
_EXPERIENCE: Final = {
    **dict.fromkeys(("新手", "新人", "新员工", "新", "实习", "novice", "new"), "novice"),
    **dict.fromkeys(("熟练", "老员工", "老", "资深", "experienced"), "experienced"),
}
_MONTH_DAY: Final = re.compile(r"(?:(\d{1,2})[月/.-])?(\d{1,2})(?:日|号)?(?:\s?\(?(?:周|星期)?[一二三四五六日天]\)?)?")
_MONTH: Final = re.compile(r"(\d{4})\s?[年/.-]\s?(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a day holds for a person: a ``shift`` by name, or ``off`` 休, or ``leave`` 假."""

    kind: Literal["shift", "off", "leave"]
    shift: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the roster; ``skills`` by group with the level where one is written, else 1."""

    id: str
    label: str | None
    team: str | None
    skills: Mapping[str, int]
    experience: str | None
    duties: Mapping[datetime.date, Duty]
    at: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The people in order, the dates, and what was skipped or assumed."""

    file: str
    people: Sequence[Person]
    dates: tuple[datetime.date, ...]
    notes: tuple[str, ...]

    @property
    def shifts(self) -> tuple[str, ...]:
        """The names of shifts that occur, in order of appearance."""
        every = (duty.shift for person in self.people for duty in person.duties.values())
        return tuple(dict.fromkeys(name for name in every if name))


def read_roster(path: Path, columns: Mapping[str, str] | None = None) -> Roster:
    """The roster in the file; ``columns`` maps fields to headings, and ``sheet`` to the only sheet to read.

    Dates in headings without a year (``11月2日``) need a line above with it (``2026年11月排班``); a note says so.
    Raises ``TableError`` naming the cell for whatever cannot be read, and for a person who is there twice.
    """
    table, key = _table(path, columns)
    notes = list(table.notes)
    dates = _dates(table, notes)
    if not dates:
        raise TableError(_("{file}: a roster has one column per date, and none was found").format(file=path.name))
    blanks: list[str] = []
    people = [_person(line, key, dates, blanks) for line in table.lines]
    _check_once(people, path.name)
    if blanks:
        notes.append(_("empty cells are read as 休 (off): {places}").format(places=some(blanks)))
    others = [column for column in table.headings.others if column.index not in {each.index for each in dates.values()}]
    notes += not_read(others)
    return Roster(path.name, tuple(people), tuple(dates), tuple(notes))


def _table(path: Path, columns: Mapping[str, str] | None) -> tuple[Table, str]:
    """The lines, told apart by number where there is one, else by name."""
    try:
        return read_table(path, ROSTER, _shape("id"), word, columns), "id"
    except NoHeadingsError:
        return read_table(path, ROSTER, _shape("name"), word, columns), "name"


def _shape(key: str) -> Shape:
    return Shape((key,), key, (key,), ("name", "team", "skills") if key == "id" else ("team", "skills"))


def _dates(table: Table, notes: list[str]) -> dict[datetime.date, Column]:
    above = [cell.text for cell in (*table.titles,)]
    months = {(int(found[1]), int(found[2])) for text in above for found in _MONTH.finditer(plain(text))}
    dates: dict[datetime.date, Column] = {}
    completed = []
    for column in table.headings.others:
        date, guessed = _date(column, months)
        if date in dates:
            raise column.cell.wrong(_("is a date that another column has: {other}").format(other=dates[date].cell.at))
        if date:
            dates[date] = column
            completed += [date] if guessed else []
    if completed:
        notes.append(
            _("dates without a year are completed from the title: {first} to {last}").format(
                first=min(completed), last=max(completed)
            )
        )
    return dates


def _date(column: Column, months: set[tuple[int, int]]) -> tuple[datetime.date | None, bool]:
    """The date a heading means, and whether its year came from elsewhere; no date for other headings."""
    if isinstance(column.cell.value, datetime.date):
        return day(column.cell), False
    written = dates_in(column.heading)
    if written:
        return written[0], False
    found = _MONTH_DAY.fullmatch(plain(column.heading))
    if found is None:
        return None, False
    if len(months) != 1:
        raise column.cell.wrong(_("is a date without its year: write 2026-11-02, or 2026年11月 in a line above"))
    year, month = next(iter(months))
    written_month = int(found[1] or month)
    year += written_month < month  # a roster of December that ends in January
    try:
        return datetime.date(year, written_month, int(found[2])), True
    except ValueError:
        raise column.cell.wrong(_("is a day that no calendar has")) from None


def _person(line: Line, key: str, dates: Mapping[datetime.date, Column], blanks: list[str]) -> Person:
    cell = line.cell(key) or line.cells[0]
    name = word(cell)
    if name is None:
        raise cell.wrong(_("should name a person and is empty"))
    duties = {date: _duty(line.cells[column.index], blanks) for date, column in dates.items()}
    label = _text(line, "name") if key == "id" else None
    return Person(name, label, _text(line, "team"), _skills(line), _experience(line), duties, cell.at)


def _duty(cell: Cell, blanks: list[str]) -> Duty:
    if is_missing(cell):
        blanks.append(cell.at)
        return Duty("off")
    name = word(cell) or ""
    folded = name.casefold()
    if folded in OFF:
        return Duty("off")
    return Duty("leave") if folded in LEAVE else Duty("shift", name)


def _skills(line: Line) -> dict[str, int]:
    """``账单、投诉:2``: skills divided by 、 , ; / or +, each with its level after a colon where it is not 1."""
    cell = line.cell("skills")
    if cell is None or is_missing(cell):
        return {}
    skills = {}
    for part in re.split(r"[、,;/+|]\s*", plain(cell.text)):
        name, _colon, level = part.partition(":")
        if not name.strip() or (_colon and not re.fullmatch(r"[1-9]\d?", level.strip())):
            raise cell.wrong(_("is not a list of skills (账单、投诉:2)"))
        skills[name.strip()] = int(level or 1)
    return skills


def _experience(line: Line) -> str | None:
    cell = line.cell("experience")
    if cell is None or is_missing(cell):
        return None
    known = _EXPERIENCE.get(plain(cell.text).casefold())
    if known is None:
        raise cell.wrong(_("is not an experience (新手 novice, 熟练 experienced)"))
    return known


def _text(line: Line, name: str) -> str | None:
    cell = line.cell(name)
    return word(cell) if cell else None


def _check_once(people: Sequence[Person], file: str) -> None:
    seen: dict[str, Person] = {}
    for person in people:
        before = seen.setdefault(person.id, person)
        if before is not person:
            raise TableError(
                _("{file}: {at}: “{found}” {reason}").format(
                    file=file,
                    at=person.at,
                    found=person.id,
                    reason=_("is there twice, also at {at}").format(at=before.at),
                )
            )
