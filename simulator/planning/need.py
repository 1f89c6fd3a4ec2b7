"""People needed per interval and group of a scenario, beside the people planned.

Each group by itself: shared skills, overflow, redials and what an interval leaves to the next are ignored, and whoever
shows these numbers says so. Refuses to know how a number of people is worked out; ``staff`` does.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from acd.events import MICROSECONDS
from scenarios import Scenario
from scenarios.distributions import Law
from scenarios.schema.callers import CallType
from scenarios.schema.journeys import Hold
from scenarios.schema.people import Agents
from scenarios.volumes import Floats, expected
from simulator.planning.hours import open_shares
from simulator.planning.roster import first_skills, interval_edges, scheduled
from simulator.planning.staff import Target, by_erlang_a, by_erlang_c, on_line, rostered

UTILISATION: Final = 0.75
"""人员利用率 where none is given: that of the worked example (kpi.md V-24); the sources name no other."""


@dataclass(frozen=True, slots=True)
class Need:
    """One group in one interval.

    starts: microseconds from midnight. aht, patience: mean seconds, 0 without calls; patience infinite: never.
    source: people on line by the sources' formula; rostered: people to roster for them. erlang_c and erlang_a are
    ``None`` without a service-level target, erlang_a also without patience. scheduled: mean people planned.
    """

    group: str
    starts: int
    offered: float
    aht: float
    patience: float
    source: int
    rostered: int
    erlang_c: int | None
    erlang_a: int | None
    scheduled: float


@dataclass(frozen=True, slots=True)
class _Demand:
    interval: float
    offered: float
    aht: float
    patience: float


def needs(scenario: Scenario, utilisation: float = UTILISATION, target: float | None = None) -> list[Need]:
    """People needed by the sources' formula, Erlang C and Erlang A, group by group, interval by interval.

    ``target``: the share to be answered in time for groups that name none. Raises PlanningError for impossible numbers.
    """
    starts = interval_edges(scenario)[:-1]
    attendance = 1 - scenario.absence.mean if scenario.absence else 1.0
    planned = scheduled(scenario)
    return [
        Need(
            group=group,
            starts=int(start),
            offered=demand.offered,
            aht=demand.aht,
            patience=demand.patience,
            source=(people := on_line(demand.offered, demand.aht, demand.interval, utilisation)),
            rostered=rostered(people, attendance),
            erlang_c=_by_erlang_c(demand, wanted),
            erlang_a=_by_erlang_a(demand, wanted),
            scheduled=float(on),
        )
        for group in scenario.groups
        for wanted in [_target(scenario, group, target)]
        for start, demand, on in zip(starts, _demands(scenario, group), planned[group], strict=True)
    ]


def _by_erlang_c(demand: _Demand, wanted: Target | None) -> int | None:
    return None if wanted is None else by_erlang_c(demand.offered / demand.interval, demand.aht, wanted)


def _by_erlang_a(demand: _Demand, wanted: Target | None) -> int | None:
    if wanted is None or math.isinf(demand.patience):
        return None
    return by_erlang_a(demand.offered / demand.interval, demand.aht, demand.patience, wanted)


def _target(scenario: Scenario, group: str, otherwise: float | None) -> Target | None:
    level = scenario.groups[group].service_level
    share = level.target if level.target is not None else otherwise
    return None if share is None else Target(share, level.within / MICROSECONDS)


@dataclass(frozen=True, slots=True)
class _Legs:
    """Calls that ask a group for somebody, or are handed on to it: how many in each interval, and what they take."""

    volumes: Floats
    talk: Law
    call_type: CallType
    hold: Hold | None

    def handling(self, interval: int, pace: float) -> float:
        """Mean seconds at this pace, which holds do not follow."""
        wrap_up = self.call_type.wrap_up.average(interval) if self.call_type.wrap_up else 0.0
        held = self.hold.chance * self.hold.times * self.hold.each.average(interval) if self.hold else 0.0
        return pace * (self.talk.average(interval) + wrap_up) + held


def _legs(scenario: Scenario, group: str) -> Iterator[_Legs]:
    """The group's own calls, and those that others hand on to it, as if all of these were answered; in its hours."""
    taken = open_shares(scenario, group)
    for each in scenario.call_types.values():
        calls = expected(scenario, each) * taken
        if each.group == group:
            yield _Legs(calls, each.talk, each, each.hold)
        if each.transfer is not None and each.transfer.to == group:
            yield _Legs(calls * each.transfer.chance, each.transfer.talk, each, None)


def _demands(scenario: Scenario, group: str) -> Iterator[_Demand]:
    """Calls of the group in each interval, with the means of handling time and patience over these calls."""
    legs = list(_legs(scenario, group))
    answer, pace = _crew(scenario, group)
    for k, length in enumerate(np.diff(interval_edges(scenario)) / MICROSECONDS):
        calls = [float(each.volumes[k]) for each in legs]
        offered = math.fsum(calls)
        shares = [(count / offered, each) for count, each in zip(calls, legs, strict=True) if count]
        handling = math.fsum(share * each.handling(k, pace) for share, each in shares)
        patience = math.fsum(share * each.call_type.patience.average(k) for share, each in shares)
        yield _Demand(float(length), offered, answer + handling if offered else 0.0, patience)


def _crew(scenario: Scenario, group: str) -> tuple[float, float]:
    """Mean seconds to answer and mean pace of the people who serve the group at their best level, else at any."""
    holders = [entry for entry in scenario.agents if group in entry.skills]
    crew = [entry for entry in holders if group in first_skills(entry)] or holders
    people = sum(entry.people for entry in crew)
    if not people:
        return 0.0, 1.0
    answer = math.fsum(entry.people * (entry.answer.average() if entry.answer else 0.0) for entry in crew)
    return answer / people, math.fsum(entry.people * _pace(entry, group) for entry in crew) / people


def _pace(entry: Agents, group: str) -> float:
    return entry.pace * entry.skills[group].pace
