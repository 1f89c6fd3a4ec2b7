"""Where calls go: from the lines through the menu to the agents, and where they leave on the way.

Knows which KPI is a part of which. Refuses to know the medium. Of no use where every call that arrives is offered and
either answered or abandoned.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Final

from metrics.report.reading import Figures, amount

WAY: Final = {
    "arrived": ("", ""),
    "blocked": ("arrived", "lines faults"),
    "ivr_completed": ("arrived", "menu"),
    "ivr_abandoned": ("arrived", "menu"),
    "lost_in_menu": ("arrived", "faults"),
    "offered": ("arrived", ""),
    "answered": ("offered", ""),
    "transferred": ("answered", "transfers"),
    "dropped": ("answered", "faults"),
    "abandoned": ("offered", ""),
    "deflected": ("offered", "limits"),
    "lost": ("offered", "faults"),
}
"""Each KPI with that of which it is a part, and the features of which one must be there (none: always)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A KPI, how far it is indented, and its share of the step that it is a part of."""

    kpi: str
    depth: int
    share: float | None


def journey(features: Set[str], centre: Figures) -> list[Step]:
    """The steps of a centre with these features; none where there is nothing to tell."""
    if not features & {"lines", "menu", "limits", "faults", "transfers"}:
        return []
    steps: list[Step] = []
    for kpi, (whole, needs) in WAY.items():
        if needs and not features & set(needs.split()):
            continue
        of = amount(centre, whole) if whole else 0.0
        steps.append(Step(kpi, _depth(kpi), amount(centre, kpi) / of if of else None))
    return steps


def _depth(kpi: str) -> int:
    whole = WAY[kpi][0]
    return 1 + _depth(whole) if whole else 0
