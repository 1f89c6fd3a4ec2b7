"""A group in its worst interval, and the people and shifts of the scenario that bear on it.

Knows how to look them up. Refuses to know what might be changed about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios import Scenario
from scenarios.schema.people import Agents
from scenarios.schema.shifts import Shift
from scenarios.values import DAY
from simulator.planning.roster import interval_edges
from simulator.remedy.worst import mean, worst_interval


@dataclass(frozen=True, slots=True)
class Spot:
    """``start`` and ``end`` in µs from midnight; ``document`` is the JSON of ``sim run``."""

    scenario: Scenario
    document: Mapping[str, Any]
    group: str
    start: int
    end: int

    def lines(self) -> list[tuple[int, Agents]]:
        """The lines of ``agents`` that hold the group's skill, with their places."""
        return [(at, entry) for at, entry in enumerate(self.scenario.agents) if self.group in entry.skills]

    def shifts(self) -> dict[str, Shift]:
        """The shifts that people with the group's skill work."""
        names = dict.fromkeys(entry.shift for _at, entry in self.lines() if entry.shift)
        return {name: self.scenario.shifts[name] for name in names}

    def people_on(self, shift: str) -> int:
        """How many work a shift, whatever their skills."""
        return sum(entry.people for entry in self.scenario.agents if entry.shift == shift)

    def covers(self, entry: Agents) -> bool:
        """Whether people of this line are there during the interval."""
        if entry.shift is None:
            return True
        shift = self.scenario.shifts[entry.shift]
        return any(shift.on <= self.start + days and self.end + days <= shift.ends for days in (0, DAY))

    def levels(self) -> list[tuple[int, int, float]]:
        """Start, end and the group's service level of each interval in which it has calls."""
        edges = [int(edge) for edge in interval_edges(self.scenario)]
        each = [mean(interval["groups"][self.group], "service_level") for interval in self.document["intervals"]]
        known = zip(edges, edges[1:], each, strict=False)
        return [(start, end, level) for start, end, level in known if level is not None]


def spot_of(scenario: Scenario, document: Mapping[str, Any], group: str) -> Spot:
    """Where the group loses most callers."""
    edges, k = interval_edges(scenario), worst_interval(document, group)
    return Spot(scenario, document, group, int(edges[k]), int(edges[k + 1]))
