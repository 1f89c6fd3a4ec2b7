"""A scenario laid out as rows: skills, tiers of candidates, overflow steps, people. The same for every day.

Knows how words of a scenario become integers, and the lists of names that turn them back (``metrics.ledger.Header``).
Refuses to know what happens on a day (``simulator.workload``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from acd.events import ANYONE, MICROSECONDS, NOBODY, DeflectedTo, Experience, Segment, Why
from acd.model import (
    ANYONES_LEVEL,
    HANDLINGS,
    WHOLE,
    Agent,
    Centre,
    Condition,
    Floor,
    Group,
    Profile,
    Queue,
    Roster,
    Skill,
    Step,
    Tier,
)
from metrics.ledger.header import Header, Person
from scenarios import Scenario
from scenarios.schema import groups as schema
from scenarios.schema.callers import CallType
from scenarios.schema.groups import Deflect, Overflow
from scenarios.schema.people import Agents
from simulator import world
from simulator.policy import own_choose_agent
from simulator.volumes import expected

RULES_OWN_REASONS: Final = ("no_answer", "shift_end", "briefing")
"""In the order of ``acd.model.NO_ANSWER``, ``SHIFT_END``, ``BRIEFING``."""

OWN_SKILL: Final = NOBODY
"""The step of tiers that need none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a centre before its day begins, and what their integers stand for."""

    scenario: Scenario
    header: Header
    centre: Centre
    call_types: list[world.CallType]
    people: list[world.Person]
    entries: list[Agents]
    """For each agent, in order, the line of the scenario that he or she comes from."""


def lay_out(scenario: Scenario) -> Layout:
    """Turn a scenario into rows."""
    entries = [(entry, name) for entry, names in zip(scenario.agents, scenario.names(), strict=True) for name in names]
    header = _header(scenario, entries)
    profiles = _Profiles(scenario, [entry for entry, _ in entries])
    return Layout(
        scenario,
        header,
        _centre(scenario, header, profiles, [entry for entry, _ in entries]),
        _call_types(scenario),
        [_person(scenario, entry) for entry, _ in entries],
        [entry for entry, _ in entries],
    )


def _header(scenario: Scenario, entries: list[tuple[Agents, str]]) -> Header:
    header = Header(
        mode="simulation",
        epoch=scenario.midnight.isoformat(),
        scenario=scenario.scenario,
        seed=scenario.seed,
        interval=scenario.interval if scenario.interval_count else scenario.closes,
        measured=(scenario.opens + scenario.warm_up, scenario.closes),
        within={name: group.service_level.within for name, group in scenario.groups.items()},
        groups=list(scenario.groups),
        call_types=list(scenario.call_types),
        teams=list(dict.fromkeys(entry.team or "" for entry, _ in entries)),
        shifts=list(scenario.shifts),
        reasons=_reasons(scenario),
        authorised=frozenset(r for r, settings in scenario.not_ready.reasons.items() if settings.authorised),
    )
    header.ring_cycle = scenario.ring.cycle
    header.people = [
        Person(name, entry.team or "", entry.experience, {g: skill.level for g, skill in entry.skills.items()})
        for entry, name in entries
    ]
    return header


def _reasons(scenario: Scenario) -> list[str]:
    breaks = [rest.reason for shift in scenario.shifts.values() for rest in shift.breaks]
    unplanned = [scenario.unplanned_not_ready.reason] if scenario.unplanned_not_ready else []
    return list(dict.fromkeys([*RULES_OWN_REASONS, *scenario.not_ready.reasons, *breaks, *unplanned]))


class _Profiles:
    """Agents with equal skills share a profile; ``of`` gives each agent's."""

    def __init__(self, scenario: Scenario, entries: list[Agents]) -> None:
        self.groups = list(scenario.groups)
        keys = [tuple((g, skill.level, skill.pace) for g, skill in entry.skills.items()) for entry in entries]
        self.skills = list(dict.fromkeys(keys))
        self.of = [self.skills.index(key) for key in keys]

    def level(self, profile: int, group: str) -> int:
        """The profile's level in a group, 0 where it does not hold the skill."""
        return next((level for g, level, _ in self.skills[profile] if g == group), 0)

    def pace(self, profile: int, group: str) -> float:
        return next((pace for g, _, pace in self.skills[profile] if g == group), 1.0)

    def home(self, profile: int) -> int:
        """The first of the agent's groups: for it calls of ``anyone`` are served."""
        return self.groups.index(self.skills[profile][0][0])


def _centre(scenario: Scenario, header: Header, profiles: _Profiles, entries: list[Agents]) -> Centre:
    groups, tiers, members, steps = _groups(scenario, profiles)
    skills = [_skill(scenario, profiles, p, name) for p in range(len(profiles.skills)) for name in scenario.groups]
    rows, served = _profile_rows(len(profiles.skills), len(groups), skills)
    rosters = _rosters(entries)
    priorities = _priorities(scenario)
    floor = Floor(
        groups=len(groups),
        priorities=len(priorities),
        choose_call=_why(scenario.choose_call),
        no_answer_ready=int(scenario.ring.then == "ready"),
        no_answer_after=scenario.ring.no_answer_after,
        lines=NOBODY if scenario.lines is None else scenario.lines,
        wrap_up_limit=scenario.wrap_up_limit.after if scenario.wrap_up_limit else NOBODY,
        watching=int(any(group.conditions for group in groups)),
    )
    return Centre(
        floor=[floor],
        agents=_agents(scenario, header, profiles, entries, rosters),
        calls=[],
        groups=groups,
        queues=[Queue() for _ in range(len(groups) * len(priorities))],
        profiles=rows,
        skills=skills,
        tiers=tiers,
        members=members,
        served=served,
        steps=steps or [Step()],
        rosters=[Roster(first, end) for first, end in rosters] or [Roster()],
        handlings=[0] * (HANDLINGS * len(groups)),
        log=[],
        commands=[],
    )


def _why(policy: str) -> int:
    return Why.CUSTOM.value if ":" in policy else Why[policy.upper()].value


def _priorities(scenario: Scenario) -> list[int]:
    return sorted({call_type.priority for call_type in scenario.call_types.values()}, reverse=True)


def _groups(scenario: Scenario, profiles: _Profiles) -> tuple[list[Group], list[Tier], list[int], list[Step]]:
    rows: list[Group] = []
    tiers: list[Tier] = []
    members: list[int] = []
    steps: list[Step] = []
    own = own_choose_agent(scenario)
    for name, group in scenario.groups.items():
        row = Group(choose_agent=_why(group.choose_agent), recount=int(group.recount_on_overflow))
        row.custom = own.index(group.choose_agent) if group.choose_agent in own else NOBODY
        row.first_step, row.first_tier = len(steps), len(tiers)
        for step, candidates in _tiers(scenario, profiles, name):
            tiers.append(Tier(step, len(members), len(members) + len(candidates)))
            members.extend(candidates)
        steps.extend(_step(profiles, step) for step in group.overflow)
        row.end_step, row.end_tier = len(steps), len(tiers)
        row.conditions = sum(1 << k for k, step in enumerate(group.overflow) if step.condition in _WATCHED)
        _limit(row, group)
        row.mean_handling = mean_handling(scenario, name)
        rows.append(row)
    return rows, tiers, members, steps


_CONDITIONS: Final = {
    "all_busy": Condition.ALL_BUSY,
    "after": Condition.AGE,
    "queue": Condition.LENGTH,
    "wait_estimate": Condition.ESTIMATE,
    "unstaffed": Condition.UNSTAFFED,
}
_WATCHED: Final = ("queue", "wait_estimate", "unstaffed")


def _step(profiles: _Profiles, step: Overflow) -> Step:
    target = ANYONE if step.to == "anyone" else profiles.groups.index(step.to)
    return Step(target, _CONDITIONS[step.condition].value, step.threshold)


def _limit(row: Group, group: schema.Group) -> None:
    """When a group takes calls, how many may wait and how long, and how waiting raises their priority."""
    if group.open_from_to is not None:
        row.opens = group.open_from_to[0]
        row.open_for = group.open_from_to[1] - row.opens
    row.limit = NOBODY if group.queue_limit is None else group.queue_limit
    row.max_wait = NOBODY if group.max_wait is None else group.max_wait
    row.outside = _deflection(group.outside_hours)
    row.full = _deflection(group.when_full)
    if group.priority_ageing is not None:
        row.ageing, row.every = group.priority_ageing


def _deflection(said: Deflect | None) -> int:
    return DeflectedTo[said.deflect.upper()].value if said else DeflectedTo.MESSAGE.value


def mean_handling(scenario: Scenario, name: str) -> int:
    """Expected talk, holds and wrap-up (µs) of the group's calls, for the wait estimate until enough is known."""
    if not any(step.condition == "wait_estimate" for step in scenario.groups[name].overflow):
        return 0
    own = [call_type for call_type in scenario.call_types.values() if call_type.group == name]
    calls = [float(expected(scenario, call_type).sum()) for call_type in own]
    seconds = sum(n * _handling(call_type) for n, call_type in zip(calls, own, strict=True))
    return round(seconds / (sum(calls) or 1.0) * MICROSECONDS)


def _handling(call_type: CallType) -> float:
    hold = call_type.hold
    held = hold.chance * hold.times * hold.each.average() if hold else 0.0
    return call_type.talk.average() + held + (call_type.wrap_up.average() if call_type.wrap_up else 0.0)


def _tiers(scenario: Scenario, profiles: _Profiles, name: str) -> Iterable[tuple[int, list[int]]]:
    """Who is equally near to a group, nearest first: its own by level, then each step's by the level it gives them."""
    count = range(len(profiles.skills))
    own = {p: profiles.level(p, name) for p in count if profiles.level(p, name)}
    if scenario.groups[name].levels == "ignore":
        own = dict.fromkeys(own, 1)
    yield from ((OWN_SKILL, candidates) for candidates in _by_level(own))
    for k, step in enumerate(scenario.groups[name].overflow):
        if step.to == "anyone":
            added = dict.fromkeys(count, ANYONES_LEVEL)
        else:
            added = {p: profiles.level(p, step.to) for p in count if profiles.level(p, step.to)}
        yield from ((k, candidates) for candidates in _by_level({p: n for p, n in added.items() if p not in own}))


def _by_level(levels: dict[int, int]) -> list[list[int]]:
    return [[p for p, level in levels.items() if level == wanted] for wanted in sorted(set(levels.values()))]


def _skill(scenario: Scenario, profiles: _Profiles, profile: int, name: str) -> Skill:
    group = scenario.groups[name]
    level = profiles.level(profile, name)
    reached = sum(
        1 << k for k, step in enumerate(group.overflow) if step.to == "anyone" or profiles.level(profile, step.to)
    )
    ignored = group.levels == "ignore" and level > 0
    return Skill(1 if ignored else level, reached, round(profiles.pace(profile, name) * WHOLE))


def _profile_rows(profiles: int, groups: int, skills: Sequence[Skill]) -> tuple[list[Profile], list[int]]:
    """For each profile the groups that it may serve, by own skill or by any overflow step."""
    rows: list[Profile] = []
    served: list[int] = []
    for p in range(profiles):
        may = [g for g in range(groups) if skills[p * groups + g].level or skills[p * groups + g].steps]
        rows.append(Profile(first_group=len(served), end_group=len(served) + len(may)))
        served.extend(may)
    return rows, served


def _rosters(entries: list[Agents]) -> list[tuple[int, int]]:
    """The agents of each ``on_duty`` line, first and end."""
    spans: list[tuple[int, int]] = []
    for a, entry in enumerate(entries):
        if entry.on_duty is None:
            continue
        if a and entries[a - 1] is entry:
            spans[-1] = (spans[-1][0], a + 1)
        else:
            spans.append((a, a + 1))
    return spans


def _agents(
    scenario: Scenario, header: Header, profiles: _Profiles, entries: list[Agents], rosters: list[tuple[int, int]]
) -> list[Agent]:
    return [
        Agent(
            profile=profiles.of[a],
            home=profiles.home(profiles.of[a]),
            team=header.teams.index(entry.team or ""),
            experience=Experience[entry.experience.upper()].value,
            shift=list(scenario.shifts).index(entry.shift) if entry.shift else NOBODY,
            roster=next((r for r, (first, end) in enumerate(rosters) if first <= a < end), NOBODY),
        )
        for a, entry in enumerate(entries)
    ]


def _call_types(scenario: Scenario) -> list[world.CallType]:
    groups, priorities = list(scenario.groups), _priorities(scenario)
    return [
        world.CallType(
            groups.index(call_type.group),
            Segment[call_type.segment.upper()].value,
            call_type.priority,
            priorities.index(call_type.priority),
        )
        for call_type in scenario.call_types.values()
    ]


def _person(scenario: Scenario, entry: Agents) -> world.Person:
    laws = answer_laws(scenario)
    law = repr(entry.answer)
    return world.Person(
        pace=round(entry.pace * WHOLE), answers=list(laws).index(law), misses=round(entry.misses * 65_536)
    )


def answer_laws(scenario: Scenario) -> dict[str, Agents]:
    """The different answer laws of the scenario, each with a line that has it."""
    return {repr(entry.answer): entry for entry in reversed(scenario.agents)}


def quantiles(scenario: Scenario) -> list[list[int]]:
    """Each answer law as a table of microseconds at ``world.GRID`` equal steps of probability; none: at once."""
    steps = np.append(np.arange(world.GRID) / world.GRID, 1 - 2.0**-17)
    tables = []
    for entry in answer_laws(scenario).values():
        seconds = np.zeros_like(steps) if entry.answer is None else entry.answer.ppf(steps)
        tables.append([int(x) for x in np.rint(seconds * MICROSECONDS)])
    return tables
