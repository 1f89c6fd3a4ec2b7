"""The Anonymous Bank's log (I. Guedj and A. Mandelbaum, 2000): calls that sought an agent, and what was left out.

Knows the columns of the log and its traps (README beside the data). Refuses to know what the calls are used for.
"""

import csv
import datetime
import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = "bank_1999_02.csv.gz"
DAY: Final = 86_400
LONGEST_SERVICE: Final = 3_600
"""A service beyond an hour is not believed to be one (``ser_time`` is known to be absurd now and then)."""

WEEKEND: Final = (4, 5)
"""Friday and Saturday in Israel, by ``datetime.date.weekday``."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call that sought an agent. Seconds since midnight of ``date``; ``begins``, ``ends``: of its service."""

    date: datetime.date
    kind: str
    """The log's ``type``: PS, PE, NW, NE, IN, TT."""
    priority: int | None
    """``None`` where the log does not say: 0 stands for whoever was served before being looked up, too."""
    offered: int
    wait: int
    answered: bool
    begins: int | None
    ends: int | None
    agent: str

    @property
    def queued(self) -> bool:
        return not (self.answered and self.wait == 0)

    @property
    def talk(self) -> int | None:
        return None if self.begins is None or self.ends is None else self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Log:
    """The calls in order of arrival and how many rows each treatment touched."""

    calls: Sequence[Recorded]
    treated: Counter[str]

    @property
    def weekdays(self) -> list[datetime.date]:
        """Sunday to Thursday."""
        return sorted({call.date for call in self.calls if call.date.weekday() not in WEEKEND})

    def of(self, day: datetime.date) -> list[Recorded]:
        return [call for call in self.calls if call.date == day]


def read_log(path: Path) -> Log:
    """Every row is either one of ``calls`` or counted in ``treated``; what is mended is counted, too."""
    treated: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        calls = [call for row in csv.DictReader(text) for call in _call(row, treated)]
    return Log(sorted(calls, key=lambda call: (call.date, call.offered)), treated)


def _call(row: dict[str, str], treated: Counter[str]) -> Iterator[Recorded]:
    treated["rows"] += 1
    out = _left_out(row)
    if out:
        treated[out] += 1
        return
    offered = _clock(row["q_start"]) or _clock(row["vru_exit"])
    treated["menu time negative (offer kept)"] += _clock(row["vru_exit"]) < _clock(row["vru_entry"])
    answered = row["outcome"] == "AGENT"
    begins, ends = _service(row, treated) if answered else (None, None)
    priority = int(row["priority"]) or None
    yield Recorded(
        datetime.date.fromisoformat(row["date"]), row["type"], priority, offered, int(row["q_time"]), answered,
        begins, ends, row["agent"],
    )  # fmt: skip


def _left_out(row: dict[str, str]) -> str | None:
    """Why a row is no call that sought a person."""
    if row["outcome"] == "PHANTOM":
        return "PHANTOM"
    if row["outcome"] == "HANG" and _clock(row["q_start"]) == 0:
        return "HANG inside the voice menu"
    if row["outcome"] == "AGENT" and row["agent"] in ("", "NO_SERVER"):
        return "AGENT without an agent"
    return None


def _service(row: dict[str, str], treated: Counter[str]) -> tuple[int | None, int | None]:
    """Start and end of a service; none where the log has none or one that is not believed."""
    begins, ends = _clock(row["ser_start"]), _clock(row["ser_exit"])
    if ends < begins:
        treated["service past midnight (end mended)"] += 1
        ends += DAY
    if begins == 0 and ends == 0:
        treated["service without times (call kept)"] += 1
        return None, None
    if ends - begins > LONGEST_SERVICE:
        treated["service beyond an hour (its length not used)"] += 1
        return None, None
    return begins, ends


def _clock(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3_600 + int(minutes) * 60 + int(seconds)
