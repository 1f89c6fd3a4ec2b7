"""What came of a comparison: each variant's figures, and what differs between two of them.

Knows which differences are judged together. Refuses to know how anything is said.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from metrics.definitions import CALLS, PEOPLE, Kpi, Scope
from metrics.estimators.paired import Difference, paired_shares
from metrics.report.drawings import COURSES
from simulator.comparison.callers import Callers
from simulator.comparison.common import NAMED, Common
from simulator.comparison.days import Pair, Together
from simulator.comparison.judged import Compared, Verdict, judge, together
from simulator.comparison.people import People, people
from simulator.comparison.variants import Variant

FAMILIES: Final[tuple[tuple[Scope, ...], ...]] = (("centre", "groups"), ("call_types",), ("teams",))
"""Scopes whose differences of one KPI are looked at together."""

HELPERS: Final[tuple[Scope, str]] = ("groups", "answer_rate")
"""A group's answer rate counts the calls of others that it answers (C03a): helping less is not worse."""

Figures = dict[str, Compared]


@dataclass(frozen=True, slots=True)
class Kept:
    """Days on which a group's promise is kept: by both, only by the second (``gained``), only by the first (``lost``).

    ``difference``, ``low``, ``high``: of the shares of days.
    """

    days: int
    first: int
    second: int
    gained: int
    lost: int
    difference: float
    low: float
    high: float
    p: float
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Step:
    """What differs from one variant to another; figures by scope and place (the centre's place is ``""``)."""

    first: int
    second: int
    kept: dict[str, Kept]
    figures: dict[Scope, dict[str, Figures]]
    intervals: list[Figures]
    group_intervals: dict[str, list[Figures]]

    @property
    def centre(self) -> Figures:
        """Of the centre."""
        return self.figures["centre"][""]


@dataclass(frozen=True)
class Outcome:
    """``documents``: each variant's JSON of ``sim run``; ``steps``: from the first to each other, then, where asked
    for, between others; ``looked_at``: how many differences of one KPI are judged together."""

    variants: list[Variant]
    documents: list[dict[str, Any]]
    steps: list[Step]
    starts: list[str]
    apart: dict[Scope, dict[str, list[int]]]
    callers: list[Callers]
    looked_at: int
    overrides: Sequence[str] = ()
    interrupted: bool = False
    people: list[People] = field(default_factory=list)

    @property
    def days(self) -> int:
        """Replications that all variants have done."""
        return int(self.documents[0]["replications"])

    def to(self, variant: int) -> Step:
        """What differs from the first."""
        return next(step for step in self.steps if (step.first, step.second) == (0, variant))


def outcome(
    variants: Sequence[Variant],
    documents: Sequence[dict[str, Any]],
    found: Together,
    alike: Sequence[Callers],
    all_pairs: bool = False,
) -> Outcome:
    """Differences of the pairs that are to be shown, judged together."""
    pairs = [pair for pair in found.pairs if all_pairs or pair[0] == 0]
    steps = _judged([_step(found, pair) for pair in pairs])
    return Outcome(
        variants=list(variants),
        documents=list(documents),
        steps=steps,
        starts=found.common.names["intervals"],
        apart=found.common.apart,
        callers=list(alike),
        looked_at=len(steps) * (1 + len(found.common.names["groups"])),
        people=[people(each.scenario) for each in variants],
    )


def _step(found: Together, pair: Pair) -> Step:
    shared = found.common
    differences = {scope: paired.difference() for scope, paired in found.paired[pair].items()}
    figures: dict[Scope, dict[str, Figures]] = {"centre": {"": _figures(differences, shared, "centre")}}
    for scope in NAMED:
        figures[scope] = {name: _figures(differences, shared, scope, k) for k, name in enumerate(shared.names[scope])}
    starts = range(len(shared.names["intervals"]))
    return Step(
        *pair,
        kept=_kept(found, pair),
        figures=figures,
        intervals=[_figures(differences, shared, "intervals", i) for i in starts],
        group_intervals={
            name: [_figures(differences, shared, "group_intervals", k, i) for i in starts]
            for k, name in enumerate(shared.names["groups"])
        },
    )


def _figures(differences: dict[Scope, Difference], shared: Common, scope: Scope, *place: int) -> Figures:
    """Every KPI of a place; of an interval, those that are drawn over the day."""
    over_the_day = scope in ("intervals", "group_intervals")
    return {
        name: _compared(differences[scope], (at, *place))
        for at, name in enumerate(shared.kpis[scope])
        if not over_the_day or name in COURSES
    }


def _compared(difference: Difference, place: tuple[int, ...]) -> Compared:
    one, other, value, low, high, p, saved = (_known(part[place]) for part in difference)
    return Compared(one, other, value, low, high, p, saved)


def _known(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def _kept(found: Together, pair: Pair) -> dict[str, Kept]:
    """Of the groups that make a promise under both."""
    one, other = (found.promised(variant) for variant in pair)
    return {
        group: _days_kept(
            [met[one.index(group)] for met in found.met[pair[0]]],
            [met[other.index(group)] for met in found.met[pair[1]]],
        )
        for group in one
        if group in other
    }


def _days_kept(first: Sequence[bool], second: Sequence[bool]) -> Kept:
    days = list(zip(first, second, strict=True))
    gained, lost = days.count((False, True)), days.count((True, False))
    share = paired_shares(gained, lost, len(days))
    return Kept(len(days), sum(first), sum(second), gained, lost, share.value, share.low, share.high, share.p)


def _judged(steps: list[Step]) -> list[Step]:
    """Each KPI over all steps and places of a family at once; promises likewise."""
    for family in FAMILIES:
        places = [(scope, figures) for step in steps for scope in family for figures in step.figures[scope].values()]
        for kpi in _asked(family[0], [figures for _scope, figures in places]):
            having = [(scope, figures) for scope, figures in places if kpi.name in figures]
            chances = together([figures[kpi.name].p for _scope, figures in having])
            for (scope, figures), p in zip(having, chances, strict=True):
                verdict = judge(kpi, figures[kpi.name], p, (scope, kpi.name) != HELPERS)
                figures[kpi.name] = replace(figures[kpi.name], verdict=verdict)
    of_days = iter(together([kept.p for step in steps for kept in step.kept.values()]))
    return [
        replace(step, kept={group: _judged_days(kept, next(of_days)) for group, kept in step.kept.items()})
        for step in steps
    ]


def _asked(scope: Scope, places: Sequence[Figures]) -> Iterator[Kpi]:
    catalogue = PEOPLE if scope == "teams" else CALLS
    for name in dict.fromkeys(name for figures in places for name in figures):
        yield catalogue[name]


def _judged_days(kept: Kept, p: float) -> Kept:
    level = CALLS["service_level"]
    low_is_high = 0.0 if not kept.gained and not kept.lost else math.nan
    of = Compared(kept.first / kept.days, kept.second / kept.days, kept.difference, low_is_high, low_is_high, kept.p)
    return replace(kept, verdict=judge(level, of, p))
