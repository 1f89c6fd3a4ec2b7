"""A log of another centre followed: a ledger a day, which grows as the log does.

Knows days, and where each day's ledger lies. A day goes on until the calls that came on it are over (the next does not
know of them: its agents are ready meanwhile); who is a member of which queue is taken over into the next. Refuses to
know files of lines, and any clock: whoever follows says what time it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

from acd.events import MICROSECONDS
from metrics.interchange.queue_log import HOUR, Translator
from metrics.interchange.writing import write
from metrics.ledger.growing import Entry, GrowingLedger

BEHIND: Final = 2.0
"""Seconds by which a ledger is behind its log: rings are told when they are over, and short ones stand right."""

Kept = Callable[[str], str | None]


@dataclass(slots=True)
class _Day:
    """One day: until it is caught up with, what will be in its ledger; then the ledger."""

    date: date
    translator: Translator
    entries: list[Entry] = field(default_factory=list)
    ledger: GrowingLedger | None = None

    def keep(self, entries: list[Entry]) -> None:
        if self.ledger is None:
            self.entries += entries
        elif entries:
            self.ledger.append(entries)


class Following:
    """``take`` every line in order, ``catch_up`` when there is no more for now, then ``take`` and ``pass_time``.

    Of the lines before ``catch_up`` those of the last day become its ledger, which replaces one that is there; of
    earlier days only who is a member of what is kept.
    """

    def __init__(self, folder: Path, name: str, zone: tzinfo | None, members: Mapping[str, str], caller: Kept) -> None:
        self._folder = folder
        self._name = name
        self._zone = zone
        self._members = members
        self._caller = caller
        self._days: list[_Day] = []
        self._behind = HOUR
        self.last: Translator | None = None
        """The day that ended last."""

    @property
    def today(self) -> Translator | None:
        """The day that lines belong to now."""
        return self._days[-1].translator if self._days else None

    @property
    def ledger(self) -> Path | None:
        """Where the day's ledger lies."""
        return self._file(self._days[-1]) if self._days else None

    def take(self, line: str, place: str = "") -> None:
        """One line; it may begin a new day."""
        stamp, _bar, rest = line.partition("|")
        if not stamp.isdigit() or len(stamp) > 10:
            if self._days:  # whoever counts the lines says where it stands
                self._days[-1].keep(self._days[-1].translator.take(line, place))
            return
        self._begin_day_of(int(stamp))
        call = rest.partition("|")[0]
        day = next((day for day in self._days if call in day.translator.open_calls), self._days[-1])
        day.keep(day.translator.take(line, place))
        self._close_days()

    def catch_up(self) -> None:
        """What was there already is on disk when this returns; from now on ledgers grow with each line."""
        self._behind = BEHIND
        for day in self._days:
            day.keep(day.translator.keep_up(BEHIND))
            self._write(day)

    def pass_time(self, now: float) -> None:
        """Let out what need not wait any longer at a time, in seconds since 1970."""
        for day in self._days:
            day.keep(day.translator.due(now))
        self._close_days()

    def end(self) -> None:
        """Ledgers are whole; whoever follows again begins with the day anew."""
        for day in self._days:
            self._end(day)
        self._days.clear()

    def _begin_day_of(self, at: int) -> None:
        local = datetime.fromtimestamp(at, self._zone).astimezone(self._zone)
        if self._days and local.date() <= self._days[-1].date:
            return
        day = _Day(local.date(), self._translator())
        midnight = local.replace(hour=0, minute=0, second=0)
        if self._days:
            for line in self._days[-1].translator.membership(int(midnight.timestamp())):
                day.keep(day.translator.take(line))
        length = (midnight + timedelta(days=1)).timestamp() - midnight.timestamp()
        day.translator.header.measured = (0, int(length) * MICROSECONDS)
        self._days.append(day)
        if self._behind != HOUR:
            day.keep(day.translator.take(f"{int(midnight.timestamp())}|NONE|NONE|NONE|CONFIGRELOAD|"))
            self._write(day)

    def _translator(self) -> Translator:
        return Translator(zone=self._zone, members=self._members, caller=self._caller, behind=self._behind)

    def _close_days(self) -> None:
        """A day before this one is over with its last call."""
        for day in self._days[:-1]:
            if not day.translator.open_calls:
                self._end(day)
                self._days.remove(day)

    def _write(self, day: _Day) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(day)
        write(file, day.translator.header, day.entries)
        day.entries.clear()
        day.ledger = GrowingLedger(file, day.translator.header)

    def _end(self, day: _Day) -> None:
        self.last = day.translator
        if day.ledger is not None:
            day.ledger.append(day.translator.finish())
            day.ledger.close()

    def _file(self, day: _Day) -> Path:
        return self._folder / f"{self._name}-{day.date}.db"
