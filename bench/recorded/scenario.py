"""A recorded day as a scenario: its arrivals and its people, with laws from the other weekdays of the month.

Knows what is taken from the day itself (times of offers, who served when) and what never is (waits, ends, talk times,
patience, skills). Refuses to run it.
"""

import csv
import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.recorded.bank_log import Log, Recorded
from bench.recorded.laws import even, quantiles
from bench.recorded.people import GROUPS, Session, half_hours, pauses, sessions, skills
from scenarios import Scenario
from scenarios.loader import load

NORMAL, PRIORITY, TASKS = "normal", "priority", "tasks"
OPENS: Final = 7 * 3_600
CLOSES: Final = 24 * 3_600
LOOKED_UP: Final = {"PS": "regular", "PE": "regular", "NE": "stock"}
"""Types of which customers are looked up: priority 2 or not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How what the log does not say is read."""

    name: str
    gap: int = 600
    """Seconds without a service after which somebody is off."""
    staff: str = "sessions"
    """``sessions`` of the day, its ``half_hours``, or those of ``another_week``."""
    credit: bool = True
    wrap_up: bool = True
    one_pool: bool = False
    own_talk: bool = False
    """Replay the day's own talk times."""
    own_patience: bool = False
    """Let laws of patience see the day itself, too."""


class Month:
    """The log's weekdays; of each, its scenario under a reading, in a folder of its own."""

    def __init__(self, log: Log, folder: Path) -> None:
        self.log = log
        self.folder = folder
        self.days = log.weekdays
        self.calls = {day: [c for c in log.of(day) if OPENS <= c.offered < CLOSES] for day in self.days}
        self.others = cache(self._others)
        self.skills = cache(self._skills)
        self.pauses = cache(self._pauses)
        self.kinds = cache(self._kinds)
        self.patience = cache(self._patience)
        self.talks = cache(self._talks)

    def _others(self, day: datetime.date) -> list[Recorded]:
        """What the other weekdays say."""
        return [call for other in self.days if other != day for call in self.calls[other]]

    def _skills(self, day: datetime.date) -> dict[str, list[str]]:
        return skills(self.others(day))

    def _pauses(self, day: datetime.date, gap: int) -> list[float]:
        held = self.skills(day)
        found = [each for other in self.days if other != day for each in pauses(self.calls[other], held, gap)]
        return list(quantiles(*zip(*found, strict=True)))

    def _kinds(self, day: datetime.date) -> list[str]:
        return kinds_of(self.calls[day], self.others(day), np.random.default_rng(day.toordinal()))

    def _patience(self, day: datetime.date, whose: tuple[str, bool], own: bool) -> Sequence[float]:
        seen = self.others(day) + (self.calls[day] if own else [])
        waits = [(c.wait, not c.answered) for c in seen if c.queued and _patience_of(c) == whose]
        return list(quantiles(*zip(*waits, strict=True)))

    def _talks(self, day: datetime.date, whose: tuple[str, bool]) -> Sequence[float]:
        return list(even(float(c.talk) for c in self.others(day) if c.talk is not None and _talk_of(c) == whose))

    def staff(self, day: datetime.date, reading: Reading) -> list[Session]:
        if reading.staff == "half_hours":
            return half_hours(self.calls[day])
        return sessions(self.calls[self._a_week_off(day) if reading.staff == "another_week" else day], reading.gap)

    def _a_week_off(self, day: datetime.date) -> datetime.date:
        """The same weekday a week before, in the first week a week after."""
        week = datetime.timedelta(days=7)
        return day - week if day - week in self.calls else day + week

    def scenario(self, day: datetime.date, reading: Reading) -> Scenario:
        """Written to the month's folder and loaded as any scenario is."""
        folder = self.folder / reading.name / day.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        kinds = self.kinds(day)
        _write_trace(folder / "calls.csv", self.calls[day], kinds, talks=reading.own_talk)
        if reading.wrap_up:
            _write_times(folder / "pauses.csv", self.pauses(day, reading.gap))
        document = self._document(day, reading, folder, sorted(set(kinds)))
        (folder / "day.yaml").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        return load(folder / "day.yaml")

    def _document(self, day: datetime.date, reading: Reading, folder: Path, kinds: Sequence[str]) -> dict[str, Any]:
        staff = [s for s in self.staff(day, reading) if s.off >= OPENS and s.on < CLOSES]
        names = [f"{s.agent}.{sum(t.agent == s.agent for t in staff[:k]) + 1}" for k, s in enumerate(staff)]
        groups = ["regular"] if reading.one_pool else list(dict.fromkeys(GROUPS.values()))
        held = self.skills(day)
        return {
            "scenario": f"bank_{day.isoformat()}",
            "date": day.isoformat(),
            "opens": _time(OPENS),
            "closes": _time(CLOSES),
            "interval": "1h",
            "choose_call": "bench.recorded.credit:credited" if reading.credit else "longest_waiting",
            "groups": {group: {} for group in groups},
            "call_types": {kind: self._call_type(day, kind, reading, folder) for kind in kinds},
            "agents": [
                {
                    "name": name,
                    "skills": dict.fromkeys(groups if reading.one_pool else held.get(s.agent, held[""]), 1),
                    "shift": name,
                }
                for name, s in zip(names, staff, strict=True)
            ],
            "shifts": {
                name: {"on": _time(max(s.on, OPENS)), "off": _time(max(s.off, s.on, OPENS) + 1)}
                for name, s in zip(names, staff, strict=True)
            },
        }

    def _call_type(self, day: datetime.date, kind: str, reading: Reading, folder: Path) -> dict[str, Any]:
        group, part = kind.split("_")
        patience = self.patience(day, (group, part == PRIORITY), reading.own_patience)
        _write_times(folder / f"{kind}.patience.csv", patience)
        _write_times(folder / f"{kind}.talk.csv", self.talks(day, (group, part == TASKS)))
        return {
            "group": "regular" if reading.one_pool else group,
            "priority": int(part == PRIORITY),
            "arrivals": {"trace": "calls.csv"},
            "patience": {"empirical": f"{kind}.patience.csv"},
            "talk": {"empirical": f"{kind}.talk.csv"},
            **({"wrap_up": {"empirical": "pauses.csv"}} if reading.wrap_up else {}),
        }


def kinds_of(calls: Iterable[Recorded], others: Iterable[Recorded], rng: np.random.Generator) -> list[str]:
    """The call type of each call; where the log does not say whether it is of priority 2, drawn as on other days."""
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for call in others:
        if call.priority is not None and call.kind in LOOKED_UP:
            seen[call.kind][call.priority == 2] += 1
    share = {kind: high / (low + high) for kind, (low, high) in seen.items()}
    return [_kind(call, rng.random() < share.get(call.kind, 0)) for call in calls]


def _kind(call: Recorded, drawn: bool) -> str:
    if call.kind == "TT":
        return f"regular_{TASKS}"
    group = GROUPS[call.kind]
    high = call.kind in LOOKED_UP and (drawn if call.priority is None else call.priority == 2)
    return f"{group}_{PRIORITY if high else NORMAL}"


def _patience_of(call: Recorded) -> tuple[str, bool]:
    """Whose patience is estimated together: a group's, customers of priority 2 apart."""
    return GROUPS[call.kind], call.kind in LOOKED_UP and call.priority == 2


def _talk_of(call: Recorded) -> tuple[str, bool]:
    """Whose talk times are taken together: a group's, tasks apart."""
    return GROUPS[call.kind], call.kind == "TT"


def _write_trace(file: Path, calls: Sequence[Recorded], kinds: Sequence[str], *, talks: bool) -> None:
    with file.open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(["date", "arrived", "call_type", "outcome", *(["talk"] if talks else [])])
        for call, kind in zip(calls, kinds, strict=True):
            if talks and call.answered and call.talk is None:
                outcome, talk = "abandoned", ""  # answered, its length unknown: drawn
            else:
                outcome, talk = ("answered", str(call.talk)) if call.answered else ("abandoned", "")
            out.writerow([call.date, _time(call.offered), kind, outcome, *([talk] if talks else [])])


def _write_times(file: Path, seconds: Iterable[float]) -> None:
    file.write_text("\n".join(f"{each:.3f}" for each in seconds), "utf-8")


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
