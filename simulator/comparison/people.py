"""How many people a variant has on its roster, and for how long.

Knows the lines of ``agents``. Refuses to know who turns up: absence and breaks are paid for all the same.
"""

from dataclasses import dataclass

from scenarios import Scenario
from scenarios.schema.people import Agents
from scenarios.values import HOUR


@dataclass(frozen=True, slots=True)
class People:
    """Persons, and the hours for which they are rostered in a day."""

    count: int
    hours: float


def people(scenario: Scenario) -> People:
    """Everybody of a scenario."""
    return People(
        sum(entry.people for entry in scenario.agents), sum(_hours(scenario, entry) for entry in scenario.agents)
    )


def _hours(scenario: Scenario, entry: Agents) -> float:
    if entry.on_duty is not None:
        return sum(entry.on_duty) * scenario.interval / HOUR
    if entry.shift is None:
        return entry.people * (scenario.closes - scenario.opens) / HOUR
    shift = scenario.shifts[entry.shift]
    return entry.people * (shift.ends - shift.on) / HOUR
