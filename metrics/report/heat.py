"""The heat map of service level: groups across the day, each cell its number on a colour that says how far from target.

Knows colours and how the day is broken into rows that fit a page. Refuses to know where cells are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from metrics.report.written import percent

ACROSS: Final = 28
"""Intervals side by side on a page: fourteen hours of half hours."""

Colour = tuple[int, int, int]
WELL: Final[tuple[Colour, Colour]] = ((240, 247, 245), (160, 208, 196))
SHORT: Final[tuple[Colour, Colour]] = ((253, 232, 216), (190, 62, 20))
PLAIN: Final[tuple[Colour, Colour]] = ((120, 160, 190), (240, 245, 248))
DARK: Final = 0.55
"""How far below target a cell is so dark that its number is written in white."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Its number in percent, its style, and what pointing at it shows."""

    text: str
    background: str
    kind: str
    title: str


@dataclass(frozen=True)
class Row:
    """A group with its target, and its cells."""

    group: str
    target: str
    cells: list[Cell]


@dataclass(frozen=True)
class Band:
    """Part of the day: its intervals and a row for each group."""

    starts: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Levels:
    """What a row is made of: a group's service level in each interval (``None`` without calls), and its target."""

    group: str
    target: float | None
    shares: Sequence[float | None]


def bands(starts: Sequence[str], groups: Sequence[Levels]) -> list[Band]:
    """The whole day in as few parts of about equal length as fit."""
    length = -(-len(starts) // -(-len(starts) // ACROSS))
    return [_band(starts, groups, slice(first, first + length)) for first in range(0, len(starts), length)]


def _band(starts: Sequence[str], groups: Sequence[Levels], part: slice) -> Band:
    rows = []
    for each in groups:
        shown = zip(starts[part], each.shares[part], strict=True)
        cells = [_cell(each.group, start, share, each.target) for start, share in shown]
        rows.append(Row(each.group, percent(each.target), cells))
    return Band(list(starts[part]), rows)


def _cell(group: str, start: str, level: float | None, target: float | None) -> Cell:
    if level is None:
        return Cell("", "", "none", "")
    kind = "plain" if target is None else "well" if level >= target else "short"
    far = _distance(level, target)
    kind += " dark" if kind == "short" and far > DARK else ""
    return Cell(f"{level * 100:.0f}", _mixed(kind.split()[0], far), kind, f"{group} {start}  {percent(level, 1)}")


def _distance(level: float, target: float | None) -> float:
    """From 0, at the target, to 1: all calls in time, or half of the target missed."""
    if target is None:
        return level
    if level >= target:
        return (level - target) / (1 - target) if target < 1 else 1.0
    return min((target - level) / (0.6 * target), 1.0)


def _mixed(kind: str, far: float) -> str:
    near, full = {"well": WELL, "short": SHORT, "plain": PLAIN}[kind]
    return "#" + "".join(f"{round(a + (b - a) * far):02x}" for a, b in zip(near, full, strict=True))
