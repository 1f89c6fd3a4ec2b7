"""A scenario laid out as rows: skills, tiers of candidates, overflow steps, people. The same for every day.

Knows how words of a scenario become integers, and the lists of names that turn them back (``metrics.ledger.Header``).
Refuses to know what happens on a day (``simulator.workload``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from acd.events import ANYONE, MICROSECONDS, NOBODY, Experience, OverflowReason, Segment, Why
from acd.model import (
    ANYONES_LEVEL,
    WHOLE,
    Agent,
    Centre,
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
from scenarios.schema.people import Agents
from simulator import world
from simulator.policy import own_choose_agent

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
        steps.extend(_step(profiles, to.to, to.after) for to in group.overflow)
        row.end_step, row.end_tier = len(steps), len(tiers)
        rows.append(row)
    return rows, tiers, members, steps


def _step(profiles: _Profiles, to: str, after: int | None) -> Step:
    target = ANYONE if to == "anyone" else profiles.groups.index(to)
    if after is None:
        return Step(target, OverflowReason.ALL_BUSY.value)
    return Step(target, OverflowReason.WAIT.value, after)


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
