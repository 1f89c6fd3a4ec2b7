"""How the figures of one ledger, or of many days, are laid out in a document (`cli.md`: JSON).

Knows the nesting. Refuses to know what stands in a cell.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from metrics.definitions import CALLS
from metrics.definitions.kpi import Catalogue
from metrics.definitions.scopes import CALL_SCOPES, Floor, Scope

Cells = Mapping[Scope, Sequence[Sequence[Any]]]
"""What to show in each place of a scope, the last of its axes running first, for each KPI of its catalogue."""
EACH: Final[tuple[Scope, ...]] = ("groups", "call_types", "teams", "agents", "dates")


def arrange(floor: Floor, catalogues: dict[Scope, Catalogue], cells: Cells) -> dict[str, Any]:
    """Centre, groups, call types, teams, agents, dates and intervals, each with its KPIs, as far as there are cells.

    What has no meaning in a place (the cost of one group) has no value there.
    """
    named = {scope: dict.fromkeys(CALLS if scope in CALL_SCOPES else catalogues[scope]) for scope in cells}

    def at(scope: Scope, place: int = 0) -> dict[str, Any]:
        return nested({**named[scope], **dict(zip(catalogues[scope], cells[scope][place], strict=True))})

    def each(scope: Scope) -> dict[str, Any]:
        return {name: at(scope, k) for k, name in enumerate(floor.names(scope))}

    document: dict[str, Any] = {"centre": at("centre")} if "centre" in cells else {}
    document |= {scope: each(scope) for scope in EACH if scope in cells}
    if "intervals" in cells:
        groups = list(enumerate(floor.names("groups")))
        document["intervals"] = [
            {
                "start": start,
                "centre": at("intervals", i),
                "groups": {group: at("group_intervals", g * floor.count + i) for g, group in groups},
            }
            for i, start in enumerate(floor.names("intervals"))
        ]
    return document


def nested(cells: dict[str, Any]) -> dict[str, Any]:
    """``a.b`` becomes ``b`` within ``a``."""
    tree: dict[str, Any] = {}
    for name, value in cells.items():
        whole, dot, part = name.partition(".")
        if dot:
            tree.setdefault(whole, {})[part] = value
        else:
            tree[name] = value
    if "not_ready_by_reason" in tree:
        tree["not_ready_by_reason"] = used(tree["not_ready_by_reason"])
    return tree


def used(reasons: dict[str, Any]) -> dict[str, Any]:
    """The reasons for which there was any time, by name: a ledger knows no others."""
    return {
        reason: cell
        for reason, cell in sorted(reasons.items())
        if (cell["mean"] if isinstance(cell, dict) else cell) != 0
    }
