"""People as rows: agents of the centre, crews of ``on_duty`` lines, how each behaves."""

import numpy as np

from acd.events import MICROSECONDS, NOBODY, Experience
from acd.model import WHOLE, Agent
from metrics.ledger.header import Header
from scenarios import Scenario
from scenarios.schema.people import Agents
from simulator import world
from simulator.layout.profiles import Profiles


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


def people_of(scenario: Scenario, entries: list[Agents]) -> list[world.Person]:
    """How each agent behaves."""
    places = {law: place for place, law in enumerate(answer_laws(scenario))}
    return [
        world.Person(
            pace=round(entry.pace * WHOLE), answers=places[repr(entry.answer)], misses=round(entry.misses * 65_536)
        )
        for entry in entries
    ]


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
