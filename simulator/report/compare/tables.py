"""Tables of a comparison: promises, service levels and other KPIs, each variant beside the first.

Knows what stands in a line. Refuses to know the medium.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from acd.language import _
from metrics.definitions import CALLS, Kpi
from metrics.report.titles import headed
from metrics.report.written import NONE, number
from simulator.called import called
from simulator.comparison.judged import Compared, Verdict
from simulator.comparison.outcome import Figures, Kept, Outcome
from simulator.remedy import Promise, promises
from simulator.report.compare.sentences import currency
from simulator.report.compare.written import MINUS, said, shown, signed, spread
from simulator.report.sentences import promised_level

OF_CENTRE: Final = (
    "answer_rate", "abandon_rate", "busy_rate", "mean_answer_wait", "p90_wait", "longest_wait",
    "mean_queue_length", "deflected", "lost", "occupancy", "utilisation", "staffed", "balance", "cost_per_call",
)  # fmt: skip
OF_GROUPS: Final = ("abandon_rate", "mean_answer_wait", "p90_wait", "occupancy", "overflowed_out")
LEVEL: Final = CALLS["service_level"]


@dataclass(frozen=True)
class PromiseLine:
    """A group's promise under one variant; ``group`` and ``target`` are empty below the first line of a group."""

    group: str
    target: str
    variant: int
    name: str
    promise: Promise
    kept: Kept | None

    @property
    def difference(self) -> str:
        """Points of the share of days."""
        return signed(LEVEL, self.kept.difference) if self.kept else ""

    @property
    def spread(self) -> str:
        """Its interval."""
        return f"{signed(LEVEL, self.kept.low)} … {signed(LEVEL, self.kept.high)}" if self.kept else ""

    @property
    def days(self) -> str:
        """Days kept now that were not, and the other way round."""
        return f"+{self.kept.gained} −{self.kept.lost}" if self.kept else ""

    @property
    def said(self) -> str:
        """The verdict."""
        return said(self.kept.verdict) if self.kept else ""

    @property
    def verdict(self) -> Verdict | None:
        """As a style."""
        return self.kept.verdict if self.kept else None


def kept(outcome: Outcome) -> list[PromiseLine]:
    """Each promise under each variant that makes it."""
    by_group: dict[str, list[PromiseLine]] = {}
    for k, (variant, document) in enumerate(zip(outcome.variants, outcome.documents, strict=True)):
        for promise in promises(variant.scenario, document):
            lines = by_group.setdefault(promise.group, [])
            before = outcome.to(k).kept.get(promise.group) if k else None
            group = "" if lines else called(variant.scenario, promise.group)
            target = promised_level(promise)
            lines.append(PromiseLine(group, target, k, shown(outcome, k), promise, before))
    return [line for lines in by_group.values() for line in lines]


@dataclass(frozen=True)
class Cell:
    """A KPI under one variant, and how it differs from the first (none of the first)."""

    value: str
    difference: str = ""
    spread: str = ""
    said: str = ""
    verdict: Verdict | None = None
    of: Compared | None = None


@dataclass(frozen=True)
class Line:
    """A KPI of a place under every variant."""

    place: str
    kpi: str
    name: str
    cells: list[Cell]


def levels(outcome: Outcome) -> list[Line]:
    """The service level of each group, and of the centre."""
    lines = [_line(outcome, called(outcome.variants[0].scenario, group), LEVEL, group) for group in _groups(outcome)]
    return [*lines, _line(outcome, _("Centre"), LEVEL)]


def centre(outcome: Outcome, names: tuple[str, ...] = OF_CENTRE) -> list[Line]:
    """Other KPIs of the centre."""
    return list(_lines(outcome, "", names))


def of_groups(outcome: Outcome) -> list[Line]:
    """Other KPIs of each group."""
    return [line for group in _groups(outcome) for line in _lines(outcome, group, OF_GROUPS)]


def _groups(outcome: Outcome) -> list[str]:
    return list(outcome.steps[0].figures["groups"])


def _lines(outcome: Outcome, group: str, names: tuple[str, ...]) -> Iterator[Line]:
    """The place is named once."""
    place = called(outcome.variants[0].scenario, group) if group else ""
    for name in names:
        line = _line(outcome, place, CALLS[name], group)
        if any(cell.value != NONE for cell in line.cells) and any(
            cell.of is None or _counts(cell) for cell in line.cells[1:]
        ):
            yield line
            place = ""


def _counts(cell: Cell) -> bool:
    """Whether there is anything to see: not where both are nothing."""
    return cell.of is not None and bool(cell.of.first or cell.of.second)


def _line(outcome: Outcome, place: str, kpi: Kpi, group: str = "") -> Line:
    each = [_figures(outcome, k, group).get(kpi.name) for k in range(1, len(outcome.variants))]
    first = next((of.first for of in each if of is not None), None)
    cells = [Cell(number(kpi, first)), *(_cell(kpi, of) for of in each)]
    return Line(place, kpi.name, headed(kpi), cells)


def _figures(outcome: Outcome, variant: int, group: str) -> Figures:
    step = outcome.to(variant)
    return step.figures["groups"][group] if group else step.centre


def _cell(kpi: Kpi, of: Compared | None) -> Cell:
    if of is None or of.difference is None:
        return Cell(NONE)
    return Cell(number(kpi, of.second), signed(kpi, of.difference), spread(kpi, of), said(of.verdict), of.verdict, of)


def effort(outcome: Outcome) -> list[list[str]]:
    """People, person-hours and money a day of each variant, and what it has more than the first."""
    rows = []
    for k, each in enumerate(outcome.people):
        before = outcome.people[0]
        row = [shown(outcome, k), f"{each.count}", f"{each.hours:,.1f}"]
        row += [_more(each.count - before.count), _more(each.hours - before.hours)] if k else ["", ""]
        if currency(outcome):
            row += _money(outcome, k)
        rows.append(row)
    return rows


def _more(value: float) -> str:
    return f"{round(value, 1):+,g}".replace("-", MINUS) if value else "0"


def _money(outcome: Outcome, k: int) -> list[str]:
    cost = CALLS["cost"]
    mean = outcome.documents[k]["centre"]["cost"]["mean"]
    return [number(cost, mean), signed(cost, outcome.to(k).centre["cost"].difference) if k else ""]


def saved(outcome: Outcome) -> list[list[str]]:
    """How many times as many days would have been needed without common callers, for each service level."""
    rows = []
    for k in range(1, len(outcome.variants)):
        step = outcome.to(k)
        places = {_("Centre"): step.centre} | {
            called(outcome.variants[0].scenario, group): figures for group, figures in step.figures["groups"].items()
        }
        for place, figures in places.items():
            times = figures["service_level"].saved
            rows.append([shown(outcome, k), place, NONE if times is None else f"{times:.1f} ×"])
    return rows


def changes(outcome: Outcome) -> list[tuple[str, str, list[str]]]:
    """Each variant with its file and overrides."""
    found = []
    for k, variant in enumerate(outcome.variants):
        file = variant.scenario.source.name if variant.scenario.source else ""
        found.append((shown(outcome, k), file, [*outcome.overrides, *variant.overrides]))
    return found
