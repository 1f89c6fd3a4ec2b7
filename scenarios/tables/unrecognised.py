"""The refusal of a table whose columns were not all found: what is missing, what may be it, and the line that says so.

Knows the nearest reading of each sheet. Refuses to take a likely column for the one that is meant.
"""

import difflib
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from acd.language import _
from scenarios.tables.errors import NoHeadingsError
from scenarios.tables.headings import DEEPEST, MENU, Column, Headings, candidates, rank
from scenarios.tables.names import Names, heading
from scenarios.tables.sheet import Sheet
from scenarios.tables.yaml_text import scalar

_ALIKE: Final = 0.5
"""How alike (0 to 1) a heading is to a name of the field, at least, to be proposed."""

_MOST: Final = 160
"""Characters of headings that are shown."""


def required_missing(
    sheets: Sequence[Sheet], names: Names, required: Collection[str], told: Mapping[str, str]
) -> NoHeadingsError:
    """The error for a file in which no row of headings names all that is required and told."""
    tried = [(sheet, each) for sheet in sheets for each in candidates(sheet, names, told)]
    sheet, best = max(tried, key=lambda pair: rank(pair[1]))
    for name, text in told.items():
        if not any(name in each.named for _sheet, each in tried):
            return _no_such_heading(sheet, best, name, text)
    missing = [name for name in dict.fromkeys((*required, *told)) if name not in best.named] or list(required)
    known = "; ".join(f"{name} ({names[name][0]})" for name in missing)
    if best.named:
        what = _("{file}: no column for {known}; {read}").format(file=sheet.file, known=known, read=_read(sheet, best))
    else:
        what = _("{file}: no heading row with {known} in the first {rows} rows; {read}").format(
            file=sheet.file, known=known, rows=DEEPEST, read=_read(sheet, best)
        )
    return NoHeadingsError(f"{what}{_what_to_write(missing, names, best)}")


def _what_to_write(missing: Sequence[str], names: Names, best: Headings) -> str:
    likely = {name: near for name in missing if (near := _likely(names[name], best.others))}
    lines = _(" and ").join(f"“{name}: {scalar(likely.get(name, _('HEADING')))}”" for name in missing)
    if len(likely) == len(missing):
        return _(": if that is what is meant, write {lines} into a file for --map (or under columns:)").format(
            lines=lines
        )
    return _(": write {lines}, with the heading of that column, into a file for --map (or under columns:)").format(
        lines=lines
    )


def _likely(words: Sequence[str], columns: Sequence[Column]) -> str | None:
    """The heading most like one of the words; calls that only the menu saw and rates are neither volumes nor times."""
    likeness = {
        column.heading: max(difflib.SequenceMatcher(None, name, word).ratio() for word in words)
        for column in columns
        if not any(word in (name := heading(column.heading)[0]) for word in (*MENU, "率"))
    }
    found = max(likeness, key=lambda text: likeness[text], default=None)
    return found if found is not None and likeness[found] >= _ALIKE else None


def _no_such_heading(sheet: Sheet, best: Headings, name: str, text: str) -> NoHeadingsError:
    near = difflib.get_close_matches(text, [column.heading for column in _all(best)], 1, _ALIKE)
    hint = _("; did you mean {near}?").format(near=f"“{near[0]}”") if near else ""
    return NoHeadingsError(
        _("{file}: {field} is told to be “{heading}”, and no column is called that; {read}{hint}").format(
            file=sheet.file, field=name, heading=text, hint=hint, read=_read(sheet, best)
        )
    )


def _read(sheet: Sheet, best: Headings) -> str:
    """The headings as they were read, or the first row that may be meant as headings."""
    row = sheet.rows[best.rows.start]
    texts = [column.heading for column in _all(best)]
    if not best.named:
        row = next((row for row in sheet.rows if sum(bool(cell.text) for cell in row) > 1), sheet.rows[0])
        texts = [cell.text for cell in row if cell.text]
    shown = " | ".join(texts)
    return _("{at} reads “{text}”").format(at=row[0].at, text=shown if len(shown) <= _MOST else shown[:_MOST] + "…")


def _all(best: Headings) -> list[Column]:
    doubtful = [column for columns in best.doubtful.values() for column in columns]
    every = {column.index: column for column in (*best.others, *doubtful, *best.columns.values())}
    return [every[index] for index in sorted(every)]
