"""A comparison as JSON: each variant as ``sim run`` would give it, and the differences.

Knows the nesting. Refuses to know how figures came about.
"""

from dataclasses import asdict
from typing import Any

from metrics.definitions.arrangement import nested
from simulator.comparison.outcome import Figures, Kept, Outcome, Step


def document(outcome: Outcome) -> dict[str, Any]:
    """All of it; the differences of two variants are second less first."""
    names = [variant.name for variant in outcome.variants]
    first = outcome.documents[0]
    return {
        "scenario": first["scenario"],
        "mode": "comparison",
        "replications": outcome.days,
        "seed": first["seed"],
        "version": first["version"],
        "baseline": names[0],
        "variants": {name: _variant(outcome, k) for k, name in enumerate(names)},
        "differences": [_step(outcome, step) for step in outcome.steps],
        "not_common": {
            scope: {name: [names[k] for k in having] for name, having in places.items()}
            for scope, places in outcome.apart.items()
            if places
        },
    }


def _variant(outcome: Outcome, k: int) -> dict[str, Any]:
    variant = outcome.variants[k]
    return {
        "overrides": [*outcome.overrides, *variant.overrides],
        "callers": outcome.callers[k].value,
        "people": asdict(outcome.people[k]),
        **outcome.documents[k],
    }


def _step(outcome: Outcome, step: Step) -> dict[str, Any]:
    before, after = outcome.people[step.first], outcome.people[step.second]
    places: dict[str, Any] = {
        str(scope): {name: _figures(figures) for name, figures in of.items()}
        for scope, of in step.figures.items()
        if scope != "centre"
    }
    return {
        "from": outcome.variants[step.first].name,
        "to": outcome.variants[step.second].name,
        "people": {"count": after.count - before.count, "hours": round(after.hours - before.hours, 6)},
        "chance": {f"{group}.service_level": _kept(kept) for group, kept in step.kept.items()},
        "centre": _figures(step.centre),
        **places,
        "intervals": [
            {
                "start": start,
                "centre": _figures(step.intervals[k]),
                "groups": {group: _figures(of[k]) for group, of in step.group_intervals.items()},
            }
            for k, start in enumerate(outcome.starts)
        ],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    shown = ("difference", "low", "high", "p", "saved")
    cells = {
        name: {key: _rounded(getattr(of, key)) for key in shown} | ({"verdict": of.verdict} if of.verdict else {})
        for name, of in figures.items()
    }
    return nested(cells)


def _kept(kept: Kept) -> dict[str, Any]:
    cell = {key: _rounded(getattr(kept, key)) for key in ("difference", "low", "high", "p")}
    return cell | {"gained": kept.gained, "lost": kept.lost, "verdict": kept.verdict}


def _rounded(value: float | None) -> float | None:
    """To the microsecond, and never ``-0.0``; what is smaller, as chances may be, to three digits."""
    return None if value is None else (round(value, 6) if abs(value) >= 1e-3 else float(f"{value:.3g}")) + 0.0
