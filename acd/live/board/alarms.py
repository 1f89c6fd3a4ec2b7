"""What a team leader should look at: rules over a snapshot, each with its threshold.

Knows thresholds: the scenario's own promises and budgets, else those of the sources (`kpi.md`). A pure function of one
snapshot, so that a wallboard opened late shows the same.
"""

from collections.abc import Iterator
from typing import Any, Final

from scenarios.values import duration

ENOUGH_CALLS: Final = 10
"""Offered calls before a service level says anything."""
LONGEST: Final = 120.0
NOT_READY: Final = 1800.0
"""W08: wrap-up and not ready together, 30 minutes a shift."""
WRAP_UP: Final = 120.0
MISSED: Final = 2

Alarm = dict[str, Any]


def alarms(seen: dict[str, Any], config: dict[str, Any]) -> list[Alarm]:
    """Every alarm of a snapshot: ``what``, where or who, the value and its threshold; the most pressing first."""
    groups, people = config.get("groups") or {}, seen["agents"]
    found = [
        alarm for name, place in seen["groups"].items() for alarm in _of_group(name, place, groups.get(name) or {})
    ]
    found += [alarm for name, person in people.items() for alarm in _of_person(name, person, seen["t"], config)]
    return sorted(found, key=lambda alarm: alarm["rank"])


def _of_group(name: str, place: dict[str, Any], config: dict[str, Any]) -> Iterator[Alarm]:
    promise = (config.get("service_level") or {}).get("target")
    if place["waiting"] and not place["agents"]["signed_in"]:
        yield _alarm(0, "nobody_there", name, place["waiting"], 0)
    if place["longest"] > LONGEST:
        yield _alarm(1, "longest_wait", name, place["longest"], LONGEST)
    level = place["service_level"]
    if promise is not None and level is not None and (place["offered"] or 0) >= ENOUGH_CALLS and level < promise:
        yield _alarm(2, "service_level", name, level, promise)


def _of_person(name: str, person: dict[str, Any], now: float, config: dict[str, Any]) -> Iterator[Alarm]:
    lasted = now - person["since"]
    if person["missed"] >= MISSED:
        yield _alarm(3, "missed", name, person["missed"], MISSED)
    reasons = (config.get("not_ready") or {}).get("reasons") or {}
    budget = (reasons.get(person["reason"]) or {}).get("budget")
    if person["state"] == "not_ready" and budget is not None and lasted > _seconds(budget):
        yield _alarm(4, "not_ready", name, lasted, _seconds(budget))
    limit = (config.get("wrap_up_limit") or {}).get("after")
    longest = WRAP_UP if limit is None else _seconds(limit)
    if person["state"] == "wrap_up" and lasted > longest:
        yield _alarm(4, "wrap_up", name, lasted, longest)
    spent = person["wrap_up_and_not_ready"]
    if spent is not None and spent > NOT_READY:
        yield _alarm(5, "wrap_up_and_not_ready", name, spent, NOT_READY)


def _alarm(rank: int, what: str, where: str, value: float, threshold: float) -> Alarm:
    return {"rank": rank, "what": what, "where": where, "value": round(value, 3), "threshold": threshold}


def _seconds(written: Any) -> float:
    return float(written) if isinstance(written, int | float) else duration(written) / 1_000_000
