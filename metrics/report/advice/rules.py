"""The rules as the sources state them, and what one of them says of a day.

Knows conditions, conclusions and where they come from. Refuses to know when a figure is high
(:mod:`metrics.report.advice.thresholds`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `kpi.md` 1.M."""

    id: str
    condition: str
    conclusion: str
    source: str


RULES: Final = {
    rule.id: rule
    for rule in (
        Rule("D-2a", "queue_ratio high, abandon_rate high", "the people on cannot cope: add people", "S0:130"),
        Rule("D-3", "answer_rate of a group above 1", "more people where calls overflow from, fewer here", "S0:126"),
        Rule("D-1d", "a team's occupancy and calls answered high", "more people on its shifts", "S0:124"),
        Rule("D-1c", "a team's occupancy and calls answered low", "fewer people on its shifts", "S0:124"),
        Rule("D-8", "queued calls pile up in some intervals", "plan shifts and breaks by these peaks", "S0:128"),
        Rule("D-2b", "queue_ratio high, abandon_rate low", "callers are served in time: no need to add", "S0:130"),
        Rule("D-1a", "an agent's occupancy high, calls answered low", "lacks skill, or does other things", "S0:124"),
        Rule("D-1b", "an agent's occupancy low, calls answered high", "listen to recordings: hasty or able", "S0:124"),
    )
}
"""In the order in which a planner wants to read them."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule that speaks: of whom or when (``scope``), by which figures, and in words."""

    rule: str
    scope: Mapping[str, Any]
    figures: Mapping[str, float]
    text: str

    def document(self) -> dict[str, Any]:
        """As it stands in JSON."""
        return {**asdict(self), "figures": {name: round(value, 6) for name, value in self.figures.items()}}
