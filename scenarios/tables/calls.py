"""A recorded day, call by call (`tables.md`, calls).

Knows the columns of a call record. Refuses to repair records: what cannot be is refused or counted aloud.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from acd.language import _
from scenarios.tables.body import Line, Shape
from scenarios.tables.cells import is_missing, plain, word
from scenarios.tables.durations import duration, minutes_notes
from scenarios.tables.names import CALLS
from scenarios.tables.sheet import Cell
from scenarios.tables.table import not_read, read_table
from scenarios.tables.times import day, moment

Outcome = Literal["answered", "abandoned", "ivr"]

_WORDS: Final[Mapping[Outcome, tuple[str, ...]]] = {
    "answered": ("接听", "接通", "已接听", "已接通", "应答", "人工接听", "answered", "handled"),
    "abandoned": ("放弃", "排队放弃", "振铃放弃", "呼损", "未接", "未接听", "abandoned", "abandon"),
    "ivr": ("ivr", "自助", "自助服务", "ivr结束", "ivr挂机", "self-service"),
}
_OUTCOMES: Final = {word: outcome for outcome, words in _WORDS.items() for word in words}
_SEGMENTS: Final = {
    **dict.fromkeys(("普通", "一般", "普通客户", "normal"), "normal"),
    **dict.fromkeys(("vip", "贵宾", "vip客户", "重要"), "vip"),
    **dict.fromkeys(("投诉", "投诉客户", "complaint"), "complaint"),
}
_SHAPE: Final = Shape(("arrived", "outcome"), "arrived", ("arrived", "date"), ("outcome", "wait", "talk"))
_DURATIONS: Final = ("wait", "talk", "hold", "wrap_up", "patience")


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call: ``arrived`` in µs since midnight of ``date``; seconds; ``None`` where not recorded."""

    date: datetime.date | None
    arrived: int
    group: str
    call_type: str | None
    segment: str
    outcome: Outcome
    wait: float | None
    talk: float | None
    hold: float | None
    wrap_up: float | None
    agent: str | None
    patience: float | None
    at: str


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls in order of arrival, and what was skipped or assumed."""

    file: str
    rows: Sequence[Call]
    notes: tuple[str, ...]


def read_calls(path: Path, columns: Mapping[str, str] | None = None) -> Calls:
    """The calls in the file; ``columns`` maps fields to headings, and ``sheet`` to the only sheet to read.

    Raises ``TableError`` naming the cell for whatever cannot be read, and for an answered call without a talk time
    where there is a column for it: a table of times and outcomes alone is a trace whose talks are drawn.
    """
    table = read_table(path, CALLS, _SHAPE, moment, columns)
    rows = sorted(
        (_call(line) for line in table.lines), key=lambda call: (call.date or datetime.date.min, call.arrived)
    )
    notes = [*table.notes, *minutes_notes(_duration_cells(table.lines)), *not_read(table.headings.others)]
    if any(call.date is None for call in rows):
        notes.append(_("no dates: one day is assumed"))
    return Calls(table.file, tuple(rows), tuple(notes))


def _call(line: Line) -> Call:
    arrived, outcome = line.cell("arrived"), line.cell("outcome")
    if arrived is None or outcome is None:
        raise line.cells[0].wrong(_("should be a call and has no time or outcome"))
    found = moment(arrived)
    if found is None:
        raise arrived.wrong(_("should be the time of the call and is empty"))
    date_cell = line.cell("date")
    date = found.date or (day(date_cell) if date_cell else None)
    seconds = {name: _seconds(line, name) for name in _DURATIONS}
    ended = _outcome(outcome)
    talk = line.cell("talk")
    if ended == "answered" and talk is not None and seconds["talk"] is None:
        raise talk.wrong(_("an answered call has no talk time"))
    return Call(
        date, found.start, _text(line, "group") or "", _text(line, "call_type"), _segment(line), ended,
        agent=_text(line, "agent"), at=arrived.at, **seconds,
    )  # fmt: skip


def _outcome(cell: Cell) -> Outcome:
    known = _OUTCOMES.get(plain(cell.text).casefold())
    if known is None:
        raise cell.wrong(_("is not an outcome (接听 answered, 放弃 abandoned, IVR)"))
    return known


def _segment(line: Line) -> str:
    cell = line.cell("segment")
    if cell is None or is_missing(cell):
        return "normal"
    known = _SEGMENTS.get(plain(cell.text).casefold())
    if known is None:
        raise cell.wrong(_("is not a segment (普通 normal, VIP, 投诉 complaint)"))
    return known


def _text(line: Line, name: str) -> str | None:
    cell = line.cell(name)
    return word(cell) if cell else None


def _seconds(line: Line, name: str) -> float | None:
    cell = line.cell(name)
    return duration(cell, line.unit(name)) if cell else None


def _duration_cells(lines: Sequence[Line]) -> Iterator[Cell]:
    return (cell for line in lines for name in _DURATIONS if (cell := line.cell(name)))
