"""The charts of a comparison: the service level over the day under each variant, and where in the day each helps.

Knows which figures are drawn and what is said of them. Refuses to know geometry.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS
from metrics.report.charts import HALF, WIDE, Figure, scale_of
from metrics.report.titles import titled
from metrics.report.written import percent
from simulator.called import called
from simulator.comparison.judged import Verdict
from simulator.comparison.outcome import Figures, Outcome
from simulator.report.charts import Known, differences, several
from simulator.report.compare.written import shown, signed, spread

LEVEL: Final = CALLS["service_level"]
DRAWN: Final = 6
"""Groups drawn: those whose service level changes most."""


def whole_day(outcome: Outcome) -> list[Figure]:
    """The centre: its course, and the differences from the first."""
    courses = [[_level(each["centre"]) for each in _common(outcome, document)] for document in outcome.documents]
    return [
        Figure(_course(outcome, titled(LEVEL), WIDE, courses)),
        Figure(_differences(outcome, _("Service level against {first}, in points"), WIDE, None)),
    ]


def groups(outcome: Outcome) -> list[Figure]:
    """Course and differences of each group that changes surely, those that change most first."""
    found = []
    for group in _moved(outcome)[:DRAWN]:
        courses = [
            [_level(each["groups"][group]) for each in _common(outcome, document)] for document in outcome.documents
        ]
        name = called(outcome.variants[0].scenario, group)
        found.append(Figure(_course(outcome, name, HALF, courses)))
        found.append(Figure(_differences(outcome, _("{group} against {first}, in points"), HALF, group)))
    return found


def _moved(outcome: Outcome) -> list[str]:
    most: dict[str, float] = {}
    for k in range(1, len(outcome.variants)):
        for group, figures in outcome.to(k).figures["groups"].items():
            if figures["service_level"].verdict in (Verdict.BETTER, Verdict.WORSE):
                most[group] = max(most.get(group, 0.0), abs(figures["service_level"].difference or 0.0))
    return sorted(most, key=lambda group: -most[group])


def _common(outcome: Outcome, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    intervals = {each["start"]: each for each in document["intervals"]}
    return [intervals[start] for start in outcome.starts]


def _level(figures: Mapping[str, Any]) -> float | None:
    value: float | None = figures["service_level"]["mean"]
    return value


def _course(outcome: Outcome, title: str, size: tuple[float, float], courses: Sequence[Sequence[float | None]]) -> Any:
    def said(variant: int, k: int) -> str:
        return f"{outcome.starts[k]}  {shown(outcome, variant)}  {percent(courses[variant][k], 1)}"

    return several(title, size, outcome.starts, courses, scale_of(LEVEL), said)


def _differences(outcome: Outcome, title: str, size: tuple[float, float], group: str | None) -> Any:
    steps = [outcome.to(k) for k in range(1, len(outcome.variants))]
    places = [step.intervals if group is None else step.group_intervals[group] for step in steps]

    def said(variant: int, k: int) -> str:
        of = places[variant - 1][k][LEVEL.name]
        return f"{outcome.starts[k]}  {shown(outcome, variant)}  {signed(LEVEL, of.difference)} ({spread(LEVEL, of)})"

    name = "" if group is None else called(outcome.variants[0].scenario, group)
    heading = title.format(first=shown(outcome, 0), group=name)
    courses = [[_known(figures) for figures in each] for each in places]
    return differences(
        heading, size, outcome.starts, courses, lambda value: f"{value * 100:+g}" if value else "0", said
    )


def _known(figures: Figures) -> Known | None:
    of = figures[LEVEL.name]
    if of.difference is None:
        return None
    low, high = (of.difference if end is None else end for end in (of.low, of.high))
    return Known(of.difference, low, high)
