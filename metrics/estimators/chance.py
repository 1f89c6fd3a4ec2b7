"""The chance of a day that meets its targets: what a planner asks first.

Knows which days met which target. Refuses to know how well means are known.
"""

from typing import Any, Literal, NamedTuple

import numpy as np

from metrics.definitions.figures import Values
from metrics.estimators.interval import wilson

ROUNDING = 1e-12


class GroupTarget(NamedTuple):
    """A group's service level: of the whole day, or of each of its intervals."""

    target: float
    over: Literal["day", "interval"] = "day"


class Chance:
    """Counts the days on which a group's service level held; an interval without calls cannot miss it."""

    def __init__(self, targets: dict[int, GroupTarget]) -> None:
        """Targets by the group's place in the header."""
        self.targets = targets
        self.hits = dict.fromkeys(targets, 0)
        self.days = 0

    def add(self, n: Values, d: Values) -> None:
        """One day: calls in time and calls offered, group x interval."""
        self.days += 1
        for group in self.targets:
            self.hits[group] += self.met(group, n, d)

    def met(self, group: int, n: Values, d: Values) -> bool:
        """Whether a group's service level held on a day, of which n and d are as in :meth:`add`."""
        target, over = self.targets[group]
        within, offered = n[group], d[group]
        if over == "day":
            within, offered = within.sum(), offered.sum()
        return bool(np.all(within >= target * offered - ROUNDING))

    def document(self, names: list[str]) -> dict[str, Any]:
        """``chance`` of `cli.md`, keyed ``billing.service_level``; empty before the first day."""
        return {f"{names[group]}.service_level": self._cell(group) for group in self.targets if self.days}

    def _cell(self, group: int) -> dict[str, Any]:
        share, low, high = (round(x, 6) for x in wilson(self.hits[group], self.days))
        target, over = self.targets[group]
        return {"target": target, "over": over, "share": share, "low": low, "high": high}
