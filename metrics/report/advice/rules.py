"""The rules as the sources state them, and what one of them says of a day.

Knows conditions, conclusions and where they come from. Refuses to know when a figure is high
(:mod:`metrics.report.advice.thresholds`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from acd.language import _


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `kpi.md` 1.M: when it speaks. What it concludes: :func:`conclusion`."""

    id: str
    condition: str
    source: str


RULES: Final = {
    rule.id: rule
    for rule in (
        Rule("D-2a", "queue_ratio high and abandon_rate high, over the day or in some intervals", "S0:130"),
        Rule("D-3", "answer_rate of a group above 1: calls overflow into it without being counted there", "S0:126"),
        Rule("D-1d", "a team's on_post_occupancy high and calls answered high beside the other teams", "S0:124"),
        Rule("D-1c", "a team's on_post_occupancy low and calls answered low beside the other teams", "S0:124"),
        Rule("D-8", "queued calls pile up in some intervals of the day", "S0:128"),
        Rule("D-2b", "queue_ratio high and abandon_rate low, over the day or in some intervals", "S0:130"),
        Rule("D-1a", "an agent's on_post_occupancy high, calls answered low beside people alike", "S0:124"),
        Rule("D-1b", "an agent's on_post_occupancy low, calls answered high beside people alike", "S0:124"),
    )
}
"""In the order in which a planner wants to read them."""


def conclusion(rule: str) -> str:
    """What the sources conclude, in the language spoken."""
    return {
        "D-2a": _("The people on cannot cope: add people."),
        "D-2b": _("Callers are served within their patience: no need to add people."),
        "D-3": _("Demand leans to where calls overflow from: more people there, fewer where they overflow to."),
        "D-8": _("Plan shifts and breaks by these peaks."),
        "D-1a": _("Lack of skill, or other things done at work?"),
        "D-1b": _(
            "Listen to recordings: either calls are cut short, or these are people for the peak hours and to lead a "
            "team."
        ),
        "D-1c": _("Fewer people would do on these shifts."),
        "D-1d": _("More people are wanted on these shifts."),
    }[rule]


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule that speaks: of whom or when (``scope``), by which figures, and in words."""

    rule: str
    scope: Mapping[str, Any]
    figures: Mapping[str, float]
    finding: str

    @property
    def text(self) -> str:
        """What was found and what follows."""
        return _("{finding} {conclusion}").format(finding=self.finding, conclusion=conclusion(self.rule))

    def document(self) -> dict[str, Any]:
        """As it stands in JSON."""
        figures = {name: round(value, 6) for name, value in self.figures.items()}
        return {"rule": self.rule, "scope": self.scope, "figures": figures, "text": self.text}


def by_rule(advice: Iterable[Advice]) -> list[tuple[str, str, list[str]]]:
    """Each rule that speaks, its conclusion once, and all that it was found by."""
    return [
        (rule, conclusion(rule), [each.finding for each in found])
        for rule, found in groupby(advice, lambda each: each.rule)
    ]
