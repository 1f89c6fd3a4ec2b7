"""Which column of a sheet is which: finds the heading row below title lines, in one row or two.

Knows how headings stand in sheets. The words themselves are in ``names``; what a column holds is not known here.
"""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from acd.language import _
from scenarios.tables.errors import TableError
from scenarios.tables.names import Names, heading
from scenarios.tables.sheet import Cell, Sheet

DEEPEST: Final = 60
"""Rows in which a heading row is looked for."""

_FOR_A_PERSON: Final = ("转人工", "请求人工", "人工服务", "人工")
"""Headings that say 人工 (asking for a person) are preferred to those without."""

MENU: Final = ("ivr", "自助", "自动")
"""Words of headings that count calls which may never have asked for a person."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its index from 0, the heading as written, the unit it states, the lowest cell of its heading."""

    index: int
    heading: str
    unit: str | None
    cell: Cell
    field: str | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns recognised, by field; ``rows`` are the indices of the heading rows, ``others`` what is not read."""

    columns: Mapping[str, Column]
    rows: range
    others: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    doubtful: Mapping[str, Sequence[Column]] = field(default_factory=dict)
    joint: bool = False
    """Two rows of which each names columns that the other does not."""

    @property
    def named(self) -> frozenset[str]:
        """The fields that at least one column may be."""
        return frozenset({*self.columns, *self.doubtful})


def find(
    sheet: Sheet, names: Names, required: Collection[str], told: Mapping[str, str] | None = None
) -> Headings | None:
    """The heading row (or pair of rows) that names most columns, the first in a tie; ``None`` where none has
    all of ``required``.

    ``told`` maps fields to headings as written in the sheet and comes before recognition by name.
    Raises ``TableError`` where two columns may be the same field.
    """
    found = [each for each in candidates(sheet, names, told or {}) if _names_all(each, required, told or {})]
    if not found:
        return None
    best = max(found, key=rank)
    for name, columns in best.doubtful.items():
        places = _(" and ").join(f"“{column.heading}” ({column.cell.at})" for column in columns)
        raise TableError(
            _("{file}: {places} may both be {field}: say which with columns: {{{field}: HEADING}} or --map").format(
                file=sheet.file, places=places, field=name
            )
        )
    return best


def check_told(file: str, names: Names, told: Mapping[str, str]) -> None:
    """Refuse a mapping that names a field no table has, with the nearest one that it has."""
    for name in told:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = _("; did you mean {near}?").format(near=near[0]) if near else ""
            raise TableError(
                _("{file}: columns: there is no field “{name}”{hint} (fields: {fields})").format(
                    file=file, name=name, hint=hint, fields=", ".join(names)
                )
            )


def rank(headings: Headings) -> tuple[int, bool, int]:
    """The more the likelier: columns named, two rows that need each other, else one row."""
    return len(headings.columns), headings.joint, -len(headings.rows)


def candidates(sheet: Sheet, names: Names, told: Mapping[str, str]) -> list[Headings]:
    """Every row, and every pair of rows, read as headings; not the lower of two that need each other, alone."""
    every = list(_candidates(sheet, names, told))
    lower_halves = {each.rows[1] for each in every if each.joint}
    return [each for each in every if len(each.rows) > 1 or each.rows[0] not in lower_halves]


def _candidates(sheet: Sheet, names: Names, told: Mapping[str, str]) -> Iterator[Headings]:
    by_word = {word: name for name, words in names.items() for word in words}
    asked = {heading(text): name for name, text in told.items()}
    for first in range(min(len(sheet.rows), DEEPEST)):
        for depth in (1, 2):
            rows = sheet.rows[first : first + depth]
            if len(rows) == depth:
                stacks = list(zip(*_filled(rows), strict=True))
                columns = [_column(cells, by_word, asked) for cells in stacks]
                yield _resolved(range(first, first + depth), columns, told, _joint(stacks, columns))


def _filled(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Text files lose merged cells: an upper heading also stands over the blanks to its right."""
    filled = [list(row) for row in rows]
    if len(filled) == 2:
        for column in range(1, len(filled[0])):
            if not filled[0][column].text and filled[1][column].text:
                filled[0][column] = filled[0][column - 1]
    return filled


def _column(cells: Sequence[Cell], by_word: Mapping[str, str], asked: Mapping[tuple[str, str | None], str]) -> Column:
    lowest = next((cell for cell in reversed(cells) if cell.text), cells[-1])
    texts = _readings(cells)
    for text in texts:
        name, unit = heading(text)
        known = asked.get((name, unit)) or _field(name, by_word)
        if known == "abandoned" and unit == "%":
            known = "abandon_rate"
        if known:
            personal = name.startswith(_FOR_A_PERSON) or (name, unit) in asked
            return Column(lowest.column - 1, text, unit, lowest, known, personal)
    return Column(lowest.column - 1, texts[0] if texts else "", None, lowest)


def _field(name: str, by_word: Mapping[str, str]) -> str | None:
    """The field of that name, also where the name says first that a person is asked for."""
    bare = (name.removeprefix(prefix) for prefix in ("", *_FOR_A_PERSON))
    return next((by_word[each] for each in bare if each in by_word), None)


def _joint(stacks: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> bool:
    """Whether some columns are named by the upper of two rows alone and some only with the lower."""
    named_below = {
        bool(cells[-1].text and cells[-1].text != cells[0].text)
        for cells, column in zip(stacks, columns, strict=True)
        if column.field
    }
    return len(named_below) == 2


def _readings(cells: Sequence[Cell]) -> list[str]:
    """What a heading of one or two rows may say, the fullest first."""
    texts = list(dict.fromkeys(cell.text for cell in cells if cell.text))
    if len(texts) < 2:
        return texts
    upper, lower = texts
    whole = upper + lower if not (upper + lower).isascii() else f"{upper} {lower}"
    return [whole] if any(word in upper.lower() for word in MENU) else [whole, lower]


def _resolved(rows: range, columns: Sequence[Column], told: Mapping[str, str], joint: bool) -> Headings:
    claims: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.field and (column.field not in told or heading(column.heading) == heading(told[column.field])):
            claims[column.field].append(column)
    chosen: dict[str, Column] = {}
    doubtful: dict[str, list[Column]] = {}
    notes = []
    for name, claimed in claims.items():
        preferred = [column for column in claimed if column.personal] if len(claimed) > 1 else claimed
        if len(preferred) == 1:
            chosen[name] = preferred[0]
        else:
            doubtful[name] = claimed
        if len(claimed) > 1 == len(preferred):
            notes.append(_("{field} is read from “{heading}”").format(field=name, heading=preferred[0].heading))
    taken = {column.index for column in chosen.values()}
    others = tuple(column for column in columns if column.heading and column.index not in taken)
    return Headings(chosen, rows, others, tuple(notes), doubtful, joint)


def _names_all(headings: Headings, required: Collection[str], told: Mapping[str, str]) -> bool:
    return headings.named.issuperset(required) and headings.named.issuperset(told)
