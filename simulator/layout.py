"""A scenario laid out as rows, the same for every day: the centre's (:mod:`acd.config`), and how its people behave.

Refuses to know what happens on a day (``simulator.workload``).
"""

from dataclasses import dataclass, fields

import numpy as np

from acd.config import CentreLayout, lay_out_centre
from acd.events import MICROSECONDS
from acd.model import WHOLE
from scenarios import Scenario
from scenarios.schema.people import Agents
from simulator import world


@dataclass(frozen=True, slots=True)
class Layout(CentreLayout):
    """The rows of a centre before its day begins, what their integers stand for, and how its people behave."""

    people: list[world.Person]


def lay_out(scenario: Scenario) -> Layout:
    """Turn a scenario into rows."""
    centre = lay_out_centre(scenario)
    rows = {field.name: getattr(centre, field.name) for field in fields(CentreLayout)}
    return Layout(**rows, people=people_of(scenario, centre.entries))


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
