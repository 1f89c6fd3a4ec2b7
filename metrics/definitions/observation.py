"""One day as numbers: numerator and denominator of every KPI in every scope, small enough to send between processes.

Knows how to evaluate definitions. Refuses to know sums of other days.
"""

from dataclasses import dataclass

import numpy as np

from metrics.definitions import CALL_SCOPES, PEOPLE_SCOPES, Catalogue, Floor, Kpi, Scope, Unit, catalogue
from metrics.definitions.everywhere import calls_everywhere, people_everywhere
from metrics.definitions.figures import Time, Values
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
    calls, people = calls_everywhere(floor, sums), people_everywhere(floor, sums)
    return {**_evaluate(floor, asked, CALL_SCOPES, calls), **_evaluate(floor, asked, PEOPLE_SCOPES, people)}


def _evaluate(floor: Floor, asked: Catalogues, scopes: tuple[Scope, ...], figures: Time) -> Day:
    """Each formula once, in all places of the scopes; then to each scope what is asked there."""
    kpis = {name: kpi for scope in scopes for name, kpi in asked[scope].items()}
    n, d = np.empty((2, len(kpis), len(figures.elapsed)))
    for k, kpi in enumerate(kpis.values()):
        n[k], d[k] = _parts(kpi, figures)
    rows = {name: k for k, name in enumerate(kpis)}
    day: Day = {}
    for scope in scopes:
        places, shape = floor.places[scope]
        own = [rows[name] for name in asked[scope]]
        day[scope] = Observation(*(of[own, places].reshape(len(own), *shape) for of in (n, d)))
    return day


def _parts(kpi: Kpi, figures: Time) -> tuple[Values | float, Values | float]:
    if not kpi.statistic:
        n, d = kpi.of(figures)
        return n / kpi.scale, d
    value = kpi.value(figures)
    known = np.isfinite(value)
    return np.where(known, value, 0), known


def shown(asked: Catalogue, values: Values) -> list[list[float | int | None]]:
    """Values as documents have them, place x KPI: counts whole, seconds to the microsecond, ``None`` for none."""
    places = values.reshape(len(asked), -1).T
    cells = np.round(places, 6).astype(object)
    counts = [kpi.unit in (Unit.COUNT, Unit.CALLS) for kpi in asked.values()]
    whole = np.isfinite(places) & (places == np.rint(places)) & counts
    cells[whole] = places[whole].astype(np.int64)
    cells[~np.isfinite(places)] = None
    numbers: list[list[float | int | None]] = cells.tolist()
    return numbers
