"""What a KPI is: a name in both languages, a formula over figures, a unit, a target and where it comes from.

Knows how a formula's result becomes a value. Refuses to know any formula.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

import numpy as np

from acd.events import MICROSECONDS
from metrics.definitions.figures import Numbers, Values

Formula = TypeVar("Formula", bound=Callable[[Any], Any])


class Unit(StrEnum):
    """What a value counts."""

    SHARE = "share"
    SECONDS = "seconds"
    COUNT = "count"
    CALLS = "calls"
    PEOPLE = "people"
    RATIO = "ratio"
    MONEY = "money"


@dataclass(frozen=True)
class Target:
    """From ``low`` to ``high``, either absent; ``band``: below it is not better (AMB-43)."""

    low: float | None = None
    high: float | None = None
    band: bool = False


@dataclass(frozen=True)
class Kpi:
    """One KPI: ``of`` gives numerator and denominator in base units (µs, calls), which add up over days.

    Of a ``statistic`` (a percentile, a maximum) ``of`` gives the value itself, NaN where there is none, which does not
    add up.
    """

    name: str
    english: str
    chinese: str
    ids: str
    unit: Unit
    formula: str
    of: Callable[[Any], Any]
    target: Target | None = None
    novice: Target | None = None
    """Where novices are judged otherwise; a ``Target()`` without limits: not judged."""
    source: str = ""
    statistic: bool = False
    needs: str = ""
    """``agents``: of no meaning for a call type; ``centre``: of the centre and its intervals only."""

    @property
    def scale(self) -> float:
        """What the ratio of base units is divided by."""
        return MICROSECONDS if self.unit is Unit.SECONDS else 1

    @property
    def is_part(self) -> bool:
        """Whether it is a share that cannot exceed 1; an answer rate can, where calls overflow in (`kpi.md` C03a)."""
        return self.unit is Unit.SHARE and self.name != "answer_rate"

    def parts(self, figures: Any) -> tuple[Values, Values]:
        """Numerator (in the KPI's unit) and denominator as floats in the shape of the figures; not of a statistic."""
        n, d = self.of(figures)
        n = np.asarray(n, dtype=np.float64) / self.scale
        d = np.asarray(d, dtype=np.float64)
        return n, d if d.shape == n.shape else np.full(n.shape, d)

    def value(self, figures: Any) -> Values:
        """The KPI in its unit, NaN where it has no value (0/0)."""
        if self.statistic:
            return np.asarray(self.of(figures), dtype=np.float64) / self.scale
        n, d = self.parts(figures)
        return ratio(n, d)


def ratio(n: Numbers, d: Numbers) -> Values:
    """n / d, NaN where d is 0."""
    n, d = np.broadcast_arrays(np.asarray(n, dtype=np.float64), np.asarray(d, dtype=np.float64))
    return np.asarray(np.divide(n, d, out=np.full(n.shape, np.nan), where=d != 0))


class Catalogue(dict[str, Kpi]):
    """KPIs by name, in order of definition."""

    def kpi(
        self, name: str, english: str, chinese: str, ids: str, unit: Unit, formula: str, **more: Any
    ) -> Callable[[Formula], Formula]:
        """Decorate the function that is the formula."""

        def define(of: Formula) -> Formula:
            self[name] = Kpi(name, english, chinese, ids, unit, formula, of, **more)
            return of

        return define


ONE: Final = np.float64(1)
"""The denominator of a count: its mean is over days."""
