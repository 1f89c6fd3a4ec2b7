"""People on (在线人数) per interval and group, as the roster plans them: shifts less briefing and breaks, and absence.

Breaks in waves are averaged over the waves, absence enters by its mean. Refuses to know unplanned not-ready, shift ends
that wait for a call, and overtime.
"""

from collections.abc import Iterator

import numpy as np

from scenarios import Scenario
from scenarios.schema.people import Agents
from scenarios.schema.shifts import Shift
from scenarios.values import DAY
from simulator.planning.quadrature import Floats


def scheduled(scenario: Scenario) -> dict[str, Floats]:
    """Mean number of people on, of each group in each interval from ``opens`` (of a study, all of it one interval).

    Everyone counts for the groups that they serve at their best level and for no other; for each of them fully, where
    there are several. Help from lower levels and overflow is not in these numbers.
    """
    edges = interval_edges(scenario)
    people = {group: np.zeros(len(edges) - 1) for group in scenario.groups}
    for entry in scenario.agents:
        on = _on(scenario, entry, edges)
        for group in first_skills(entry):
            people[group] += on
    return people


def everybody(scenario: Scenario) -> Floats:
    """Mean number of people on in each interval, each counted once however many groups they serve."""
    edges = interval_edges(scenario)
    return sum((_on(scenario, entry, edges) for entry in scenario.agents), np.zeros(len(edges) - 1))


def interval_edges(scenario: Scenario) -> Floats:
    """Borders of the intervals in microseconds from midnight, ``opens`` and ``closes`` included."""
    return np.linspace(scenario.opens, scenario.closes, (scenario.interval_count or 1) + 1)


def first_skills(entry: Agents) -> list[str]:
    """The groups that these people serve at their best level."""
    best = min(skill.level for skill in entry.skills.values())
    return [group for group, skill in entry.skills.items() if skill.level == best]


def _on(scenario: Scenario, entry: Agents, edges: Floats) -> Floats:
    if entry.on_duty is not None:
        return np.asarray(entry.on_duty, dtype=np.float64)
    if entry.shift is None:
        return np.full(len(edges) - 1, float(entry.people))
    come = 1 - scenario.absence.mean if scenario.absence else 1.0
    shift = scenario.shifts[entry.shift]
    covered = sum((_covered(edges - midnight, shift) for midnight in (-DAY, 0, DAY)), np.zeros(len(edges) - 1))
    return entry.people * come * covered / np.diff(edges)


def _covered(edges: Floats, shift: Shift) -> Floats:
    """Microseconds of each interval that one person on this shift is on, on average over the waves of its breaks."""
    return sum((weight * _overlap(edges, start, end) for start, end, weight in _spans(shift)), np.zeros(len(edges) - 1))


def _spans(shift: Shift) -> Iterator[tuple[int, int, float]]:
    """From when to when, and how much of a person is there more (or, in briefing and breaks, less)."""
    yield shift.on, shift.ends, 1.0
    yield shift.on, shift.on + shift.briefing, -1.0
    for rest in shift.breaks:
        starts = shift.starts(rest)
        for start in starts:
            yield start, start + rest.length, -1 / len(starts)


def _overlap(edges: Floats, start: int, end: int) -> Floats:
    shared: Floats = np.maximum(0.0, np.minimum(edges[1:], end) - np.maximum(edges[:-1], start))
    return shared
