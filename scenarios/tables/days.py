"""Which days of a table are meant, and what they were like on average.

Knows ``last 8 Mon``, dates, ranges and weekdays in both languages, and how days are averaged. Refuses to know
what becomes of the average.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from acd.language import _
from scenarios.tables.cells import plain
from scenarios.tables.errors import TableError
from scenarios.tables.times import DATE
from scenarios.tables.volumes import ActualRow, VolumeRow, Volumes

_WEEKDAYS: Final[Mapping[str, frozenset[int]]] = {
    **{name: frozenset({n}) for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{f"周{character}": frozenset({n}) for n, character in enumerate("一二三四五六日")},
    **dict.fromkeys(("weekdays", "weekday", "工作日"), frozenset(range(5))),
    **dict.fromkeys(("weekends", "weekend", "周末"), frozenset({5, 6})),
}
_RANGE: Final = re.compile(r"(\d{4}-\d\d?-\d\d?)(?:(?:\.\.|~|至|到)(\d{4}-\d\d?-\d\d?))?")
_NAMED: Final = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?")


@dataclass(frozen=True, slots=True)
class Selection:
    """The days chosen, in order; ``notes`` say where fewer were found than asked for."""

    days: tuple[datetime.date, ...]
    notes: tuple[str, ...] = ()


def select_days(dates: Iterable[datetime.date], asked: str) -> Selection:
    """The days of ``dates`` that ``asked`` means.

    ``last 8 Mon`` · ``last 10`` · ``2026-11-02`` · ``2026-11-01..2026-11-14`` · ``weekdays`` · ``周一`` ·
    ``最近8个周一`` · ``all``; words together narrow (``2026-11-01..2026-11-30 Mon``), commas add; dates also as
    ``2026/11/2`` and ``2026年11月2日``.
    Raises ``TableError`` for a word that is none of these, and where no day is left.
    """
    known = sorted(set(dates))
    if not known:
        raise TableError(_("days “{asked}”: the table has no dates").format(asked=asked))
    chosen: set[datetime.date] = set()
    notes: list[str] = []
    for part in re.split(r"[,;、]", plain(asked)):
        chosen.update(_part(known, part.strip(), notes))
    return Selection(tuple(sorted(chosen)), tuple(notes))


def _part(known: Sequence[datetime.date], asked: str, notes: list[str]) -> Sequence[datetime.date]:
    text = re.sub(DATE, r"\1-\2-\3", asked.casefold())
    text = re.sub(r"最近\s*(\d+)\s*个?", r"last \1 ", text)
    text = re.sub(r"星期|礼拜", "周", text).replace("周天", "周日")
    last = re.search(r"\blast\s+(\d+)\b", text)
    words = (text[: last.start()] + text[last.end() :] if last else text).split()
    if not words and not last:
        raise _not_understood(asked, asked)
    days = list(known)
    for word in words:
        days = _narrowed(days, word, asked)
    if not days or (last and int(last[1]) == 0):
        raise TableError(
            _("days “{asked}”: no such day in the table ({first} to {last})").format(
                asked=asked, first=known[0], last=known[-1]
            )
        )
    if last and int(last[1]) > len(days):
        notes.append(
            _("days “{asked}”: {wanted} asked for, only {count} in the table").format(
                asked=asked, wanted=int(last[1]), count=len(days)
            )
        )
    return days[-int(last[1]) :] if last else days


def _narrowed(days: Sequence[datetime.date], word: str, asked: str) -> list[datetime.date]:
    named = _NAMED.fullmatch(word)
    wanted = _WEEKDAYS.get(named[1] if named else word)
    if wanted is not None:
        return [day for day in days if day.weekday() in wanted]
    if word in {"all", "days", "day", "全部", "天", "日"}:
        return list(days)
    spread = _RANGE.fullmatch(word)
    if spread is None:
        raise _not_understood(asked, word)
    first, last = _date(spread[1], asked), _date(spread[2] or spread[1], asked)
    return [day for day in days if first <= day <= last]


def _not_understood(asked: str, word: str) -> TableError:
    return TableError(
        _(
            "days “{asked}”: “{word}” is not understood; write last 8 Mon, last 10, 2026-11-02, "
            "2026-11-01..2026-11-14, weekdays or 周一"
        ).format(asked=asked, word=word)
    )


def _date(text: str, asked: str) -> datetime.date:
    try:
        return datetime.date(*map(int, text.split("-")))
    except ValueError:
        raise TableError(_("days “{asked}”: no calendar has {date}").format(asked=asked, date=text)) from None


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A group's interval on the mean of days: calls, mean seconds weighted by calls, people; ``None``: not recorded."""

    offered: float
    talk: float | None
    wrap_up: float | None
    aht: float | None
    agents: float | None


@dataclass(frozen=True, slots=True)
class MeanDay:
    """Intervals by group and start (µs), of ``interval`` µs each, averaged over ``days`` (empty: one undated day)."""

    days: tuple[datetime.date, ...]
    interval: int
    groups: Mapping[str, Mapping[int, MeanInterval]]
    notes: tuple[str, ...]

    @property
    def starts(self) -> range:
        """Every interval from the first that has a row to the last."""
        every = [start for intervals in self.groups.values() for start in intervals]
        return range(min(every), max(every) + 1, self.interval)


def mean_day(volumes: Volumes, days: Sequence[datetime.date] | None = None) -> MeanDay:
    """The mean of the days (all, where none are named); an interval without a row on a group's day has no calls."""
    wanted = set(days or ())
    rows = [row for row in volumes.rows if days is None or row.date in wanted]
    if not rows:
        raise TableError(_("{file}: no row on the days chosen").format(file=volumes.file))
    by_group: dict[str, dict[int, list[VolumeRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_group[row.group][row.start].append(row)
    groups: dict[str, dict[int, MeanInterval]] = {}
    absent = 0
    for group, starts in by_group.items():
        count = len({row.date for found in starts.values() for row in found})
        groups[group] = {start: _mean(found, count) for start, found in sorted(starts.items())}
        absent += sum(count - len(found) for found in starts.values())
    notes = (_("{count} intervals without a row count as no calls").format(count=absent),) if absent else ()
    return MeanDay(tuple(sorted({row.date for row in rows if row.date})), volumes.interval, groups, notes)


def _mean(rows: Sequence[VolumeRow], days: int) -> MeanInterval:
    people = [row.agents for row in rows if isinstance(row, ActualRow) and row.agents is not None]
    return MeanInterval(
        offered=sum(row.offered for row in rows) / days,
        talk=weighted((row.talk, row.offered) for row in rows),
        wrap_up=weighted((row.wrap_up, row.offered) for row in rows),
        aht=weighted((row.aht, row.offered) for row in rows),
        agents=sum(people) / len(people) if people else None,
    )


def weighted(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    """The mean of values by weight; a value that is absent or 0 (nobody was answered) does not count."""
    known = [(value, weight) for value, weight in pairs if value and weight > 0]
    total = sum(weight for _value, weight in known)
    return sum(value * weight for value, weight in known) / total if known else None
