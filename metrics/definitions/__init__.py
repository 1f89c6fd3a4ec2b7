"""What every KPI is: one function, one formula, over figures that come from sums and from nothing else."""

from typing import Final

from metrics.definitions.kpi import Catalogue, Kpi, Target, Unit
from metrics.definitions.of_calls import OF_CALLS
from metrics.definitions.of_dialling import OF_DIALLING
from metrics.definitions.of_handling import OF_HANDLING
from metrics.definitions.of_people import OF_PEOPLE, by_reason
from metrics.definitions.of_peoples_calls import OF_PEOPLES_CALLS
from metrics.definitions.of_time import OF_FLOOR, OF_TIME
from metrics.definitions.of_waits import OF_WAITS
from metrics.definitions.scopes import CALL_SCOPES, PEOPLE_SCOPES, Floor, Scope

CALLS: Final = Catalogue({**OF_CALLS, **OF_WAITS, **OF_HANDLING, **OF_TIME, **OF_FLOOR})
"""KPIs of the centre, groups, call types and intervals."""
PEOPLE: Final = Catalogue({**OF_PEOPLE, **OF_PEOPLES_CALLS, **OF_DIALLING, **OF_TIME})
"""KPIs of agents and teams."""

__all__ = [
    "CALLS",
    "CALL_SCOPES",
    "PEOPLE",
    "PEOPLE_SCOPES",
    "Catalogue",
    "Floor",
    "Kpi",
    "Scope",
    "Target",
    "Unit",
    "catalogue",
]


def catalogue(scope: Scope, reasons: list[str]) -> Catalogue:
    """The KPIs that have a meaning in a scope; ``reasons`` for being not ready are those of the ledger."""
    if scope in PEOPLE_SCOPES:
        return Catalogue({**PEOPLE, **by_reason(reasons)})
    lacking = {"groups": {"centre"}, "group_intervals": {"centre"}, "call_types": {"centre", "agents"}}.get(
        scope, set()
    )
    return Catalogue({name: kpi for name, kpi in CALLS.items() if kpi.needs not in lacking})
