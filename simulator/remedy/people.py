"""Changes that put more people where a group is short: on a line of ``agents``, or on a shift that is made longer."""

from collections.abc import Iterator
from typing import Final

from scenarios.schema.people import Agents
from scenarios.values import DAY, HOUR, write_time_of_day
from simulator.remedy.changes import Change
from simulator.remedy.spot import Spot

MORE: Final = (1, 2, 3, 5)
LINES: Final = 2
"""How many lines of ``agents`` are tried with more people: those that serve the group best, then those cheapest."""
HALF_HOUR: Final = HOUR // 2


def more_people(spot: Spot) -> list[list[Change]]:
    """For each line that could help, one change for each number of ``MORE``."""
    useful = [(at, entry) for at, entry in spot.lines() if entry.name is None and spot.covers(entry)]
    ladders = [(entry.skills[spot.group].level, [_more(spot, at, entry, n) for n in MORE]) for at, entry in useful]
    return [ladder for _level, ladder in sorted(ladders, key=lambda each: (each[0], each[1][0].hours))[:LINES]]


def _more(spot: Spot, at: int, entry: Agents, count: int) -> Change:
    line = _line(spot, at, entry)
    if entry.on_duty is not None:
        return _more_on_duty(spot, at, entry, count)
    if entry.shift is None:
        hours = min(spot.scenario.closes - spot.scenario.opens, DAY) / HOUR
        text = "have {count} more in team {team}"
    else:
        shift = spot.scenario.shifts[entry.shift]
        hours = (shift.ends - shift.on) / HOUR
        text = "have {count} more in team {team} on shift {shift}"
    parts = {"count": count, "team": entry.team, "shift": entry.shift}
    return Change((f"{line}.count=+{count}",), count * hours, text, parts)


def _more_on_duty(spot: Spot, at: int, entry: Agents, count: int) -> Change:
    """More in the worst interval and in those beside it."""
    length = spot.end - spot.start
    worst = (spot.start - spot.scenario.opens) // length
    places = range(max(worst - 1, 0), min(worst + 2, len(entry.on_duty or ())))
    first = spot.scenario.opens + places[0] * length
    parts = {
        "count": count,
        "team": entry.team,
        "start": write_time_of_day(first),
        "end": write_time_of_day(first + len(places) * length),
    }
    overrides = tuple(f"agents[{at}].on_duty[{k}]=+{count}" for k in places)
    hours = count * len(places) * length / HOUR
    return Change(overrides, hours, "have {count} more in team {team} from {start} to {end}", parts)


def _line(spot: Spot, at: int, entry: Agents) -> str:
    """The line as a person would select it, where that selects no other."""
    same = [each for each in spot.scenario.agents if (each.team, each.shift) == (entry.team, entry.shift)]
    if len(same) == 1 and entry.shift:
        return f"agents[team={entry.team},shift={entry.shift}]"
    return f"agents[{at}]"


def longer_shifts(spot: Spot) -> Iterator[Change]:
    """Shifts that begin in the worst interval or soon after begin earlier; those that end before it end later."""
    for name, shift in spot.shifts().items():
        hours = spot.people_on(name) * HALF_HOUR / HOUR
        if spot.start < shift.on <= spot.end:
            override = f'shifts.{name}.on="{write_time_of_day(shift.on - HALF_HOUR)}"'
            yield Change((override,), hours, "start shift {shift} 30 minutes earlier", {"shift": name})
        elif spot.start <= shift.ends < spot.end:
            override = f'shifts.{name}.off="{write_time_of_day((shift.ends + HALF_HOUR) % DAY)}"'
            yield Change((override,), hours, "end shift {shift} 30 minutes later", {"shift": name})
