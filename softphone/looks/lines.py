"""Text of exact width: pieces with styles put side by side, wide characters counted as two.

Knows columns. Refuses to know what is written in them.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from softphone.desk import cut

Piece = tuple[str, str]


def line(width: int, *pieces: Piece | str) -> Text:
    """Pieces side by side, cut or filled to the width."""
    text, left = Text(no_wrap=True, end=""), width
    for words, style in (each if isinstance(each, tuple) else (each, "") for each in pieces):
        size = cell_len(words)
        text.append(words if size <= left else cut(words, left), style)
        left -= min(size, left)
    return text.append(" " * left) if left else text


def ends(width: int, left: Sequence[Piece | str], right: Sequence[Piece | str]) -> Text:
    """Some at the left edge, some at the right; what does not fit is cut on the left side."""
    size = sum(cell_len(each if isinstance(each, str) else each[0]) for each in right)
    if size >= width:
        return line(width, *left)
    return line(width - size, *left).append_text(line(size, *right))


def columns(width: int, cells: Sequence[Piece | str], widths: Sequence[int]) -> Text:
    """A row of a table; a width below 0 aligns right. The first column takes what is left where its width is 0."""
    room = width - sum(abs(each) for each in widths) - len(widths) + 1
    text = Text(no_wrap=True, end="")
    for place, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        words, style = cell if isinstance(cell, tuple) else (cell, "")
        size = abs(wide) or max(room, 0)
        words = " " * (size - cell_len(words)) + words if wide < 0 else words
        text.append(cut(words, size) + (" " if place + 1 < len(widths) else ""), style)
    return text


def flowing(width: int, pieces: Iterable[Piece]) -> list[Text]:
    """Pieces two columns apart, a new line where one does not fit."""
    rows: list[list[Piece | str]] = []
    used = width
    for piece in pieces:
        size = cell_len(piece[0]) + 2
        if used + size > width or not rows:
            rows.append([])
            used = 0
        rows[-1] += ["  ", piece]
        used += size
    return [line(width, *row) for row in rows]


def wrapped(width: int, words: str) -> list[str]:
    """Words in lines no wider, broken at a space, or at any letter where there is none: Chinese has no spaces."""
    lines, now = [], ""
    for letter in words:
        if cell_len(now + letter) > width:
            kept, space, rest = now.rpartition(" ")
            whole = letter == " " or cell_len(letter) == 2 or not (space and kept.strip())
            lines.append(now if whole else kept)
            now = ("" if whole else rest) + letter.lstrip() if letter != " " else ""
        else:
            now += letter
    return [*lines, now] if now else lines


def stacked(lines: Iterable[Text], height: int | None = None) -> Text:
    """Lines below one another, no more than fit."""
    kept = list(lines)
    return Text("\n", end="").join(kept if height is None else kept[:height])
