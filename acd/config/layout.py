"""A scenario laid out as rows: skills, tiers of candidates, overflow steps, people. The same for every day.

Knows how words of a scenario become integers. Refuses to know what happens on a day and how people behave.
"""

from dataclasses import dataclass
from typing import Final

from acd.config.groups import groups_of, why
from acd.config.header import header_of
from acd.config.people import agents_of, rosters_of
from acd.config.profiles import Profiles, profile_rows, skill_of
from acd.events import MICROSECONDS, NOBODY, Segment
from acd.model import HANDLINGS, CallType, Centre, Floor, Queue, Roster, Step
from metrics.ledger.header import Header
from scenarios import Scenario
from scenarios.schema.people import Agents

DIAL_LIMIT: Final = 60 * MICROSECONDS
"""How long it rings at a number of the directory, where the scenario says nothing of calls out (assumed)."""


@dataclass(frozen=True, slots=True)
class CentreLayout:
    """The rows of a centre before its day begins, and what their integers stand for."""

    scenario: Scenario
    header: Header
    centre: Centre
    call_types: list[CallType]
    entries: list[Agents]
    """For each agent, in order, the line of the scenario that he or she comes from."""


def lay_out_centre(scenario: Scenario) -> CentreLayout:
    """Turn a scenario into rows."""
    entries = [(entry, name) for entry, names in zip(scenario.agents, scenario.names(), strict=True) for name in names]
    header = header_of(scenario, entries)
    profiles = Profiles(scenario, [entry for entry, _ in entries])
    return CentreLayout(
        scenario,
        header,
        _centre(scenario, header, profiles, [entry for entry, _ in entries]),
        _call_types(scenario),
        [entry for entry, _ in entries],
    )


def _centre(scenario: Scenario, header: Header, profiles: Profiles, entries: list[Agents]) -> Centre:
    groups, tiers, members, steps = groups_of(scenario, profiles)
    skills = [skill_of(scenario, profiles, p, name) for p in range(len(profiles.skills)) for name in scenario.groups]
    rows, served = profile_rows(len(profiles.skills), len(groups), skills)
    rosters = rosters_of(entries)
    priorities = _priorities(scenario)
    floor = Floor(
        groups=len(groups),
        priorities=len(priorities),
        choose_call=why(scenario.choose_call),
        no_answer_ready=int(scenario.ring.then == "ready"),
        no_answer_after=scenario.ring.no_answer_after,
        lines=NOBODY if scenario.lines is None else scenario.lines,
        wrap_up_limit=scenario.wrap_up_limit.after if scenario.wrap_up_limit else NOBODY,
        dial_limit=scenario.outbound.no_answer_after if scenario.outbound else DIAL_LIMIT,
        watching=int(scenario.announcements.wait is not None or any(group.conditions for group in groups)),
    )
    return Centre(
        floor=[floor],
        agents=agents_of(scenario, header, profiles, entries, rosters),
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


def _priorities(scenario: Scenario) -> list[int]:
    return sorted({call_type.priority for call_type in scenario.call_types.values()}, reverse=True)


def _call_types(scenario: Scenario) -> list[CallType]:
    groups, priorities = list(scenario.groups), _priorities(scenario)
    return [
        CallType(
            groups.index(call_type.group),
            Segment[call_type.segment.upper()].value,
            call_type.priority,
            priorities.index(call_type.priority),
        )
        for call_type in scenario.call_types.values()
    ]
