"""People as rows: agents of the centre, crews of ``on_duty`` lines."""

from acd.config.profiles import Profiles
from acd.events import NOBODY, Experience
from acd.model import Agent
from metrics.ledger.header import Header
from scenarios import Scenario
from scenarios.schema.people import Agents


def rosters_of(entries: list[Agents]) -> list[tuple[int, int]]:
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


def agents_of(
    scenario: Scenario, header: Header, profiles: Profiles, entries: list[Agents], rosters: list[tuple[int, int]]
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
