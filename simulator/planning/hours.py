"""When a group takes calls: how much of each interval lies within its hours. Refuses to know how many call then."""

import numpy as np

from scenarios import Scenario
from scenarios.values import DAY
from simulator.planning.quadrature import Floats
from simulator.planning.roster import interval_edges


def open_shares(scenario: Scenario, group: str) -> Floats:
    """The part of each interval in which the group is open; all of it for a group that says no hours."""
    edges = interval_edges(scenario)
    hours = scenario.groups[group].open_from_to
    if hours is None:
        return np.ones(len(edges) - 1)
    days = range(int(edges[0] // DAY) - 1, int(edges[-1] // DAY) + 1)
    spans = ((hours[0] + day * DAY, hours[1] + day * DAY) for day in days)
    covered = (np.maximum(0.0, np.minimum(edges[1:], end) - np.maximum(edges[:-1], start)) for start, end in spans)
    return np.asarray(sum(covered) / np.diff(edges))
