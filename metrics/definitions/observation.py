"""One day as numbers: numerator and denominator of every KPI in every scope, small enough to send between processes.

Knows how to evaluate definitions. Refuses to know sums of other days.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.definitions import CALL_SCOPES, PEOPLE_SCOPES, Catalogue, Floor, Kpi, Scope, Unit, catalogue
from metrics.definitions.figures import Values
from metrics.definitions.kpi import ratio
from metrics.tally.sums import Sums

Catalogues = dict[Scope, Catalogue]


@dataclass(frozen=True, slots=True)
class Observation:
    """KPI x place, in the order of the scope's catalogue: what is divided by what. 0/0 where there is no value."""

    n: Values
    d: Values

    @property
    def values(self) -> Values:
        """The KPIs, NaN where there is no value."""
        return ratio(self.n, self.d)


Day = dict[Scope, Observation]


def catalogues(floor: Floor) -> Catalogues:
    """What is asked in each scope."""
    return {scope: catalogue(scope, floor.header.reasons) for scope in (*CALL_SCOPES, *PEOPLE_SCOPES)}


def observe(floor: Floor, sums: Sums, asked: Catalogues) -> Day:
    """Evaluate what is asked of one day's sums; a statistic counts as itself over one."""
    figures: dict[Scope, Any] = {**floor.calls(sums), **floor.agents(sums)}
    return {scope: _evaluate(asked[scope], figures[scope]) for scope in asked}


def _evaluate(asked: Catalogue, figures: Any) -> Observation:
    parts = [_parts(kpi, figures) for kpi in asked.values()]
    return Observation(np.stack([n for n, _ in parts]), np.stack([d for _, d in parts]))


def _parts(kpi: Kpi, figures: Any) -> tuple[Values, Values]:
    if not kpi.statistic:
        return kpi.parts(figures)
    value = kpi.value(figures)
    known = np.isfinite(value)
    return np.where(known, value, 0), known.astype(np.float64)


def shown(kpi: Kpi, value: float) -> float | int | None:
    """A value as documents have it: counts whole, seconds to the microsecond, ``None`` for none."""
    if not np.isfinite(value):
        return None
    return int(value) if kpi.unit in (Unit.COUNT, Unit.CALLS) and value == int(value) else round(float(value), 6)
