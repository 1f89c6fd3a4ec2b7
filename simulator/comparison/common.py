"""What variants have in common: the groups, call types, teams, intervals and KPIs that can be compared.

Knows where each stands in each variant's figures. Refuses to know the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from metrics.definitions import Scope
from metrics.definitions.figures import Values
from metrics.estimators import Estimates

SCOPES: Final[tuple[Scope, ...]] = ("centre", "groups", "call_types", "teams", "intervals", "group_intervals")
NAMED: Final[tuple[Scope, ...]] = ("groups", "call_types", "teams")


@dataclass(frozen=True)
class Common:
    """``names``: places of each scope that all have, in the first's order; ``kpis`` likewise; ``apart``: those that
    only some have, with the variants (by place) that have them."""

    names: dict[Scope, list[str]]
    kpis: dict[Scope, list[str]]
    apart: dict[Scope, dict[str, list[int]]]
    _places: list[dict[Scope, tuple[list[int], ...]]]

    def select(self, scope: Scope, variant: int, values: Values) -> Values:
        """KPI x place of one variant, cut to what is common and in the common order."""
        return np.asarray(values[np.ix_(*self._places[variant][scope])])


def common(all_of: Sequence[Estimates]) -> Common:
    """Compare what each estimates."""
    named = {scope: [each.floor.names(scope) for each in all_of] for scope in NAMED}
    names: dict[Scope, list[str]] = {scope: _shared(of) for scope, of in named.items()}
    names |= {"centre": [], "intervals": _intervals(all_of), "group_intervals": names["groups"]}
    kpis = {scope: _shared([_asked(each, scope) for each in all_of]) for scope in SCOPES}
    apart = {scope: _apart(of) for scope, of in named.items()}
    return Common(names, kpis, apart, [_places(each, names, kpis) for each in all_of])


def _asked(of: Estimates, scope: Scope) -> list[str]:
    """KPIs; time by reason is none of them, but a way to break one down."""
    return [name for name in of.asked[scope] if not name.startswith("not_ready_by_reason.")]


def _shared(lists: Sequence[list[str]]) -> list[str]:
    return [name for name in lists[0] if all(name in other for other in lists[1:])]


def _apart(lists: Sequence[list[str]]) -> dict[str, list[int]]:
    shared = _shared(lists)
    others = dict.fromkeys(name for each in lists for name in each if name not in shared)
    return {name: [k for k, each in enumerate(lists) if name in each] for name in others}


def _intervals(all_of: Sequence[Estimates]) -> list[str]:
    """Starts of common intervals; none where their length differs."""
    lengths = {each.floor.header.interval for each in all_of}
    return _shared([each.floor.names("intervals") for each in all_of]) if len(lengths) == 1 else []


def _places(
    of: Estimates, names: dict[Scope, list[str]], kpis: dict[Scope, list[str]]
) -> dict[Scope, tuple[list[int], ...]]:
    def at(scope: Scope) -> list[int]:
        known = of.floor.names(scope)
        return [known.index(name) for name in names[scope]]

    def asked(scope: Scope) -> list[int]:
        known = list(of.asked[scope])
        return [known.index(name) for name in kpis[scope]]

    found: dict[Scope, tuple[list[int], ...]] = {"centre": (asked("centre"),)}
    for scope in (*NAMED, "intervals"):
        found[scope] = (asked(scope), at(scope))
    found["group_intervals"] = (asked("group_intervals"), at("groups"), at("intervals"))
    return found
