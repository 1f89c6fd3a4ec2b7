"""What a scenario promises about its centre: the part of the resolved scenario that decisions are judged by.

Knows groups, agents, call types and limits by their position in the file, which is their index in the ledger's rows.
Refuses to know chance (arrivals, patience, talk) and any event.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from acd.errors import HuawuError
from acd.events import ANYONE, MICROSECONDS
from acd.language import _

ANYONE_LEVEL: Final = 99
"""The level at which an agent without the skill serves a call that overflowed to ``anyone`` (`scenario.md`)."""


DAY: Final = 86_400 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Step:
    """One overflow step: to a group (or ``ANYONE``) after that wait; ``after`` is None for ``all_busy``."""

    to: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A skill group: how it chooses agents and where it overflows to."""

    name: str
    choose_agent: str = "longest_idle"
    by_level: bool = True
    steps: tuple[Step, ...] = ()
    recount: bool = False

    @property
    def free_choice(self) -> bool:
        """Whether a user's own policy chooses: whom it rings, or lets wait for whom, is its own affair."""
        return ":" in self.choose_agent


@dataclass(frozen=True, slots=True)
class Rest:
    """A planned break: when it may start (one time for each wave), and how long it lasts."""

    starts: tuple[int, ...]
    length: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift by time of day of the first day; the same shift began the day before, too."""

    on: int
    ends: int
    briefing: int = 0
    rests: tuple[Rest, ...] = ()

    def covers(self, now: int) -> bool:
        """Whether that moment lies in the shift of this day or of the day before."""
        return self.on <= now < self.ends or self.on <= now + DAY < self.ends


@dataclass(frozen=True, slots=True)
class Member:
    """An agent: levels by group in the order of the file, and the ``on_duty`` crew or the shift, if any."""

    name: str
    skills: Mapping[int, int]
    crew: int | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class CallType:
    """What is sure about every call of a type; chances are only known to be there or not."""

    name: str
    group: int
    priority: int = 0
    balks: bool = False
    wraps_up: bool = False
    impatient: bool = True


@dataclass(frozen=True, slots=True)
class Expectations:
    """The centre as its scenario describes it. All times are microseconds since local midnight of the first day."""

    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    call_types: tuple[CallType, ...]
    crews: tuple[tuple[int, ...], ...] = ()
    choose_call: str = "longest_waiting"
    no_answer_after: int = 20 * MICROSECONDS
    then: str = "not_ready"
    opens: int = 0
    closes: int | None = None
    at_close: str = "serve"
    at_close_limit: int = 1800 * MICROSECONDS
    interval: int = 1800 * MICROSECONDS
    absences: bool = False
    unplanned: str | None = None

    def needed(self, crew: int, now: int) -> int:
        """People wanted of an ``on_duty`` crew; the first value holds before ``opens``, the last after ``closes``."""
        values = self.crews[crew]
        return values[min(max((now - self.opens) // self.interval, 0), len(values) - 1)]


def expect(config: Mapping[str, Any]) -> Expectations:
    """The expectations of a resolved scenario (``run.started.config``); absent keys as `scenario.md` has them."""
    index = {name: number for number, name in enumerate(config["groups"])}
    rows = config.get("agents") or []
    ring = config.get("ring") or {}
    opens, closes = _hours(config)
    return Expectations(
        groups=tuple(_group(name, body or {}, index) for name, body in config["groups"].items()),
        members=tuple(_members(rows, index, _shifts(config))),
        call_types=tuple(_call_type(name, body or {}, index) for name, body in config["call_types"].items()),
        crews=tuple(tuple(row["on_duty"]) for row in rows if row.get("on_duty")),
        choose_call=_or(config, "choose_call", "longest_waiting"),
        no_answer_after=ticks(_or(ring, "no_answer_after", 20)),
        then=_or(ring, "then", "not_ready"),
        opens=opens,
        closes=closes,
        at_close=_or(config, "at_close", "serve"),
        at_close_limit=ticks(_or(config, "at_close_limit", 1800)),
        interval=ticks(_or(config, "interval", 1800)),
        absences=config.get("absence") is not None,
        unplanned=(config.get("unplanned_not_ready") or {}).get("reason"),
    )


def _or(body: Mapping[str, Any], key: str, default: Any) -> Any:
    found = body.get(key)
    return default if found is None else found


def _hours(config: Mapping[str, Any]) -> tuple[int, int | None]:
    if config.get("duration") is not None:
        return 0, ticks(config["duration"])
    return ticks(_or(config, "opens", 0)), ticks(config["closes"]) if config.get("closes") is not None else None


def _group(name: str, body: Mapping[str, Any], index: Mapping[str, int]) -> Group:
    return Group(
        name=name,
        choose_agent=_or(body, "choose_agent", "longest_idle"),
        by_level=_or(body, "levels", "first") != "ignore",
        steps=tuple(_step(step, index) for step in body.get("overflow") or []),
        recount=bool(body.get("recount_on_overflow")),
    )


def _step(step: Mapping[str, Any], index: Mapping[str, int]) -> Step:
    to = ANYONE if step["to"] == "anyone" else index[step["to"]]
    return Step(to, None if step.get("after") is None else ticks(step["after"]))


def _shifts(config: Mapping[str, Any]) -> dict[str, Shift]:
    return {name: _shift(body) for name, body in (config.get("shifts") or {}).items()}


def _shift(body: Mapping[str, Any]) -> Shift:
    on, off = ticks(body["on"]), ticks(body["off"])
    rests = tuple(_rest(rest, on) for rest in body.get("breaks") or [])
    return Shift(on, off if off > on else off + DAY, ticks(_or(body, "briefing", 0)), rests)


def _rest(body: Mapping[str, Any], on: int) -> Rest:
    """Waves spread evenly over the window: the first opens it, the last closes it."""
    length = ticks(body["for"])
    begin, *end = (time + DAY * (time < on) for time in map(ticks, body.get("between") or [body["at"]]))
    waves = _or(body, "waves", 1)
    spare = end[0] - begin - length if end else 0
    starts = tuple(begin + wave * spare // max(waves - 1, 1) for wave in range(waves))
    return Rest(starts, length, _or(body, "reason", "break"))


def _members(rows: list[Mapping[str, Any]], index: Mapping[str, int], shifts: Mapping[str, Shift]) -> Iterator[Member]:
    numbered: Counter[str] = Counter()
    crews = 0
    for row in rows:
        crew = crews if row.get("on_duty") else None
        crews += crew is not None
        skills = {index[group]: _level(skill) for group, skill in row["skills"].items()}
        for name in _names(row, numbered):
            yield Member(name, skills, crew, shifts.get(row.get("shift", "")))


def _names(row: Mapping[str, Any], numbered: Counter[str]) -> list[str]:
    if row.get("name"):
        return [row["name"]]
    team = row["team"]
    count = max(row["on_duty"]) if row.get("on_duty") else _or(row, "count", 1)
    first = numbered[team] + 1
    numbered[team] += count
    return [f"{team}-{number:02d}" for number in range(first, first + count)]


def _level(skill: int | Mapping[str, Any]) -> int:
    return skill if isinstance(skill, int) else int(_or(skill, "level", 1))


def _call_type(name: str, body: Mapping[str, Any], index: Mapping[str, int]) -> CallType:
    return CallType(
        name=name,
        group=index[body["group"]],
        priority=_or(body, "priority", 0),
        balks=bool(body.get("balk")),
        wraps_up=body.get("wrap_up") is not None,
        impatient=_or(body, "patience", "never") != "never",
    )


_UNITS: Final = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(min|s|h|d)")
_CLOCK: Final = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")


def ticks(value: float | str) -> int:
    """Microseconds of a duration (``20s``, ``1h30min``, seconds as a number) or a time of day (``"08:30"``)."""
    if not isinstance(value, str):
        return int(Fraction(str(value)) * MICROSECONDS)
    if clock := _CLOCK.fullmatch(value):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        return (hours * 3600 + minutes * 60 + rest) * MICROSECONDS
    if not value or _PART.sub("", value).strip():
        raise HuawuError(_("{value!r} is no duration or time of day; write 20s, 1h30min or 08:30").format(value=value))
    return int(sum(Fraction(number) * _UNITS[unit] for number, unit in _PART.findall(value)) * MICROSECONDS)
