"""Changes that cost no person-hours: breaks moved out of the worst interval, overflow to the group with most time."""

import json
from collections.abc import Iterator
from typing import Any, Final

from scenarios.schema.shifts import Break, Shift
from scenarios.values import DAY, HOUR, write_time_of_day
from simulator.remedy.changes import Change
from simulator.remedy.promise import promises
from simulator.remedy.spot import Spot
from simulator.remedy.worst import mean

QUARTER: Final = HOUR // 4
"""Breaks are moved to quarters of an hour …"""
SPACING: Final = HOUR // 2
"""… this far from other breaks and from either end of the shift."""
BREAKS: Final = 2
"""How many breaks are tried elsewhere: those that take most people away."""


def moved_breaks(spot: Spot) -> list[Change]:
    """Breaks that lie in the worst interval, moved to where the group fares best."""
    found: list[tuple[int, Change]] = []
    for name, shift in spot.shifts().items():
        for place, rest in enumerate(shift.breaks):
            start, end = shift.window(rest)
            if start < spot.end and spot.start < end and (better := _better_start(spot, shift, rest)) is not None:
                found.append((spot.people_on(name), _moved(name, place, rest, (start, end), better)))
    return [change for _people, change in sorted(found, key=lambda each: -each[0])[:BREAKS]]


def _moved(shift: str, place: int, rest: Break, window: tuple[int, int], better: int) -> Change:
    length = window[1] - window[0]
    old, new = _hours(*window), _hours(better, better + length)
    times = json.dumps(new if rest.between is not None else new[0], ensure_ascii=False)
    override = f"shifts.{shift}.breaks[{place}].{'between' if rest.between is not None else 'at'}={times}"
    parts = {"shift": shift, "reason": rest.reason, "old": "–".join(old), "new": "–".join(new)}
    return Change((override,), 0.0, "move the breaks ({reason}) of shift {shift} from {old} to {new}", parts)


def _hours(start: int, end: int) -> list[str]:
    return [write_time_of_day(moment % DAY) for moment in (start, end)]


def _better_start(spot: Spot, shift: Shift, rest: Break) -> int | None:
    """The window's start at which the group's worst interval under it is best; of equals, the nearest."""
    start, end = shift.window(rest)
    length = end - start
    others = [shift.window(other) for other in shift.breaks if other is not rest]
    taken = [*((since - SPACING, until + SPACING) for since, until in others), (spot.start, spot.end)]
    first = -(-(shift.on + shift.briefing + SPACING) // QUARTER) * QUARTER
    free = [
        moment
        for moment in range(first, shift.ends - SPACING - length + 1, QUARTER)
        if all(moment >= until or moment + length <= since for since, until in taken)
    ]
    return max(
        free, key=lambda moment: (_level_under(spot, moment, moment + length), -abs(moment - start)), default=None
    )


def _level_under(spot: Spot, start: int, end: int) -> float:
    return min((level for since, until, level in spot.levels() if since < end and start < until), default=1.0)


def overflow(spot: Spot) -> Iterator[Change]:
    """The least occupied other group that keeps its own promise takes calls as soon as all of the group are busy."""
    failing = {promise.group for promise in promises(spot.scenario, spot.document) if not promise.kept}
    steps = spot.scenario.groups[spot.group].overflow
    at_once = {step.to for step in steps if step.condition == "all_busy"}
    occupied = {
        name: occupancy
        for name in spot.scenario.groups
        if name not in failing | at_once and (occupancy := mean(spot.document["groups"][name], "occupancy")) is not None
    }
    if occupied and "anyone" not in at_once:
        helper = min(occupied, key=lambda name: occupied[name])
        later: list[dict[str, Any]] = [
            step.model_dump(mode="json", by_alias=True, exclude_none=True) for step in steps if step.to != helper
        ]
        written = json.dumps([{"to": helper, "when": "all_busy"}, *later], ensure_ascii=False)
        override = f"groups.{spot.group}.overflow={written}"
        parts = {"helper": helper, "group": spot.group}
        yield Change((override,), 0.0, "let {helper} take calls of {group} as soon as all there are busy", parts)
