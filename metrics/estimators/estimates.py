"""What many simulated days say of each KPI: its mean, how well that is known, and what a single day may be like.

Knows replications only through their sums. Refuses to know how they were made.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from acd.errors import HuawuError
from acd.language import _
from metrics.definitions.arrangement import arrange
from metrics.definitions.figures import Values
from metrics.definitions.observation import Day, catalogues, observe, shown
from metrics.definitions.scopes import Floor, Scope
from metrics.estimators.chance import Chance, GroupTarget
from metrics.estimators.interval import Moments
from metrics.ledger.header import Header
from metrics.tally.book import Book, book_of
from metrics.tally.sums import Sums

DAYS_KEPT: Final = 500
"""Deciles of single days are exact for the first 500 replications, and stay those of the first 500 after that."""
DECILES: Final = {"p10": 0.1, "p50": 0.5, "p90": 0.9}


class Estimates:
    """Means, intervals, deciles and chances over replications, in memory that does not grow after ``DAYS_KEPT``.

    The mean of a KPI is Σ numerator / Σ denominator with a delta-method interval; that of a statistic (percentile,
    maximum, balance) is the mean of days. Add replications in their order: the last digits follow it.
    """

    def __init__(self, header: Header, book: Book | None = None, targets: dict[str, GroupTarget] | None = None) -> None:
        """``targets``: service level to be met by group name."""
        self.floor = Floor(header, book or book_of(header))
        self.asked = catalogues(self.floor)
        self.moments: dict[Scope, Moments] = {}
        self.days: dict[Scope, list[Any]] = {scope: [] for scope in self.asked}
        self.chance = Chance({header.groups.index(group): target for group, target in (targets or {}).items()})
        self._places = {scope: {name: k for k, name in enumerate(asked)} for scope, asked in self.asked.items()}

    @property
    def replications(self) -> int:
        """How many days have been added."""
        return self.chance.days

    def add(self, sums: Sums) -> None:
        """One replication."""
        self.add_day(self.observe(sums))

    def observe(self, sums: Sums) -> Day:
        """One replication as the small arrays that :meth:`add_day` takes; may be done in another process."""
        return observe(self.floor, sums, self.asked)

    def add_day(self, day: Day) -> None:
        """One observed replication."""
        for scope, seen in day.items():
            self.moments.setdefault(scope, Moments(seen.n.shape)).add(seen.n, seen.d)
            if len(self.days[scope]) < DAYS_KEPT:
                self.days[scope].append(seen.values.astype(np.float32))
        level = self._places["group_intervals"]["service_level"]
        self.chance.add(day["group_intervals"].n[level], day["group_intervals"].d[level])

    def half_width(self, kpi: str = "service_level") -> float:
        """Relative half-width of a KPI's 95 % interval at the centre; infinite while nothing is known (``--until``)."""
        if kpi not in self._places["centre"]:
            known = ", ".join(self._places["centre"])
            raise HuawuError(_("there is no KPI {kpi!r} of the centre; known: {known}").format(kpi=kpi, known=known))
        if self.replications < 2:
            return float("inf")
        place, moments = self._places["centre"][kpi], self.moments["centre"]
        mean, half = float(moments.mean()[place]), float(moments.half_width()[place])
        return half / abs(mean) if mean and np.isfinite(half) else float("inf") if half else 0.0

    def document(self, said: dict[str, Any] | None = None, scopes: Sequence[Scope] | None = None) -> dict[str, Any]:
        """Everything, or some scopes, as `cli.md` lays it out; ``said`` (scenario, engine, seed …) comes first."""
        return {
            **(said or {}),
            "replications": self.replications,
            "chance": self.chance.document(self.floor.header.groups),
            **arrange(self.floor, self.asked, {scope: self._cells(scope) for scope in scopes or self.moments}),
        }

    def _cells(self, scope: Scope) -> list[list[dict[str, Any]]]:
        """Place x KPI: mean, its interval, deciles of days."""
        tables = (shown(self.asked[scope], of) for of in (*self._means(scope), *self._deciles(scope)))
        return [
            [
                {"mean": mean, "low": low, "high": high, "days": dict(zip(DECILES, days, strict=True))}
                for mean, low, high, *days in zip(*place, strict=True)
            ]
            for place in zip(*tables, strict=True)
        ]

    def _means(self, scope: Scope) -> tuple[Values, Values, Values]:
        """Mean, low, high, KPI x place; no bound lies where the KPI cannot."""
        moments = self.moments[scope]
        mean, half = moments.mean(), moments.half_width()
        low, high = mean - half, mean + half
        for place, kpi in enumerate(self.asked[scope].values()):
            low[place] = np.maximum(low[place], 0)
            if kpi.is_part:
                high[place] = np.minimum(high[place], 1)
        return mean, low, high

    def _deciles(self, scope: Scope) -> list[Values]:
        """Quantiles of the days that have a value, linear between days; NaN where none has."""
        days = np.sort(np.stack(self.days[scope]), axis=0)  # days without a value come last
        last = np.isfinite(days).sum(axis=0) - 1
        return [_between(days, np.maximum(last, 0) * q) for q in DECILES.values()]


def _between(days: Values, place: Values) -> Values:
    low = np.floor(place).astype(np.intp)
    part = place - low
    high = np.minimum(low + 1, np.ceil(place).astype(np.intp))
    below, above = (np.take_along_axis(days, at[None], axis=0)[0] for at in (low, high))
    return np.asarray(below + (above - below) * part, dtype=np.float64)
