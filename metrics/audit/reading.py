"""Expectations read from a resolved scenario; absent keys as `scenario.md` has them.

Knows how a scenario is written. Refuses to know what its promises are for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from acd.events import ANYONE, DeflectedTo
from metrics.audit.expectations import (
    DAY,
    CallType,
    Condition,
    Expectations,
    Group,
    Hours,
    Member,
    Menu,
    Rest,
    Shift,
    Step,
)
from metrics.audit.means import expected_handling
from metrics.audit.times import hours_of, interval_of, ticks, ticks_if_said


def expect(config: Mapping[str, Any]) -> Expectations:
    """The expectations of a resolved scenario (``run.started.config``); absent keys as `scenario.md` has them."""
    index = {name: number for number, name in enumerate(config["groups"])}
    rows = config.get("agents") or []
    ring = config.get("ring") or {}
    opens, closes = hours_of(config)
    shifts = _shifts(config)
    return Expectations(
        groups=tuple(_groups(config, index)),
        members=tuple(_members(rows, index, shifts)),
        call_types=tuple(_call_type(name, config, index) for name in config["call_types"]),
        crews=tuple(tuple(row["on_duty"]) for row in rows if row.get("on_duty")),
        choose_call=_or(config, "choose_call", "longest_waiting"),
        no_answer_after=ticks(_or(ring, "no_answer_after", 20)),
        then=_or(ring, "then", "not_ready"),
        opens=opens,
        closes=closes,
        at_close=_or(config, "at_close", "serve"),
        at_close_limit=ticks(_or(config, "at_close_limit", 1800)),
        interval=interval_of(config),
        absences=config.get("absence") is not None,
        unplanned=(config.get("unplanned_not_ready") or {}).get("reason"),
        lines=config.get("lines"),
        wrap_up_limit=ticks_if_said((config.get("wrap_up_limit") or {}).get("after")),
        pauses=tuple(sorted(start for shift in shifts.values() for rest in shift.rests for start in rest.starts)),
        faults=tuple(_faults(config.get("incidents") or [], closes)),
    )


def _or(body: Mapping[str, Any], key: str, default: Any) -> Any:
    found = body.get(key)
    return default if found is None else found


def _faults(incidents: list[Mapping[str, Any]], closes: int | None) -> list[tuple[int, int]]:
    """From when to when the lines are down, windows that meet being one; none begins after ``closes``."""
    down: list[tuple[int, int]] = []
    for at, until in sorted(_span(incident) for incident in incidents if incident.get("fault")):
        if closes is not None and at >= closes:
            break
        if down and at <= down[-1][1]:
            down[-1] = down[-1][0], max(down[-1][1], until)
        else:
            down.append((at, until))
    return down


def _span(incident: Mapping[str, Any]) -> tuple[int, int]:
    at = ticks(incident["at"])
    return at, at + ticks(incident["for"])


def _groups(config: Mapping[str, Any], index: Mapping[str, int]) -> Iterator[Group]:
    for name, written in config["groups"].items():
        body = written or {}
        yield Group(
            name=name,
            choose_agent=_or(body, "choose_agent", "longest_idle"),
            by_level=_or(body, "levels", "first") != "ignore",
            steps=tuple(_step(step, index) for step in body.get("overflow") or []),
            recount=bool(body.get("recount_on_overflow")),
            hours=_open(body.get("hours")),
            outside_to=_target(body.get("outside_hours")),
            queue_limit=body.get("queue_limit"),
            max_wait=ticks_if_said(body.get("max_wait")),
            full_to=_target(body.get("when_full")),
            ageing=_ageing(body.get("priority_ageing")),
            handling=expected_handling(config, name) if _estimates(body) else None,
        )


def _estimates(body: Mapping[str, Any]) -> bool:
    return any("wait_estimate" in (step.get("when") or "") for step in body.get("overflow") or [])


def _open(hours: list[str] | None) -> Hours | None:
    if hours is None:
        return None
    start, end = map(ticks, hours)
    return Hours(start, end - start if end > start else end + DAY - start)


def _target(body: Mapping[str, Any] | None) -> DeflectedTo:
    return DeflectedTo[str((body or {}).get("deflect", "message")).upper()]


def _ageing(written: str | None) -> tuple[int, int] | None:
    if written is None:
        return None
    points, span = written.split(" per ")
    return int(points), ticks(span.strip())


def _step(step: Mapping[str, Any], index: Mapping[str, int]) -> Step:
    to = ANYONE if step["to"] == "anyone" else index[step["to"]]
    if step.get("after") is not None:
        return Step(to, "after", ticks(step["after"]))
    word, _above, limit = (part.strip() for part in step["when"].partition(">"))
    condition: Condition = word
    return Step(to, condition, int(limit) if word == "queue" else ticks(limit) if limit else 0)


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
    starts = [begin + wave * spare // max(waves - 1, 1) for wave in range(waves)]
    every_day = tuple(start + days * DAY for days in (-1, 0, 1) for start in starts)
    return Rest(waves, every_day, length, _or(body, "reason", "break"))


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


def _call_type(name: str, config: Mapping[str, Any], index: Mapping[str, int]) -> CallType:
    body = config["call_types"][name] or {}
    hold, transfer = body.get("hold") or {}, body.get("transfer") or {}
    return CallType(
        name=name,
        group=index[body["group"]],
        priority=_or(body, "priority", 0),
        balks=bool(body.get("balk")),
        wraps_up=body.get("wrap_up") is not None,
        impatient=_or(body, "patience", "never") != "never",
        menu=_menu(_or(body, "ivr", config.get("ivr"))),
        holds=_or(hold, "times", 1) if hold.get("chance") else 0,
        transfers_to=index[transfer["to"]] if transfer.get("chance") else None,
    )


def _menu(body: Mapping[str, Any] | str | None) -> Menu | None:
    if body is None or isinstance(body, str):
        return None
    return Menu(serves=bool(body.get("self_service")), loses=bool(body.get("hang_up")))
