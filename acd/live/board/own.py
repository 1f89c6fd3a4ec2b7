"""An agent's own figures beside the targets of their class.

Knows which figures concern the agent and how a value stands to a target. Refuses to know formulas.
"""

from collections.abc import Mapping
from typing import Any, Final

from acd.live.board.figures import Figures
from metrics.definitions import Catalogue, Kpi, Target
from metrics.ledger import Person

OWN: Final = (
    "offered", "answered", "answer_rate", "unanswered", "mean_response", "mean_talk", "holds", "mean_hold_each",
    "max_holds_per_call", "max_hold", "hold_rate", "mean_wrap_up", "aht", "transferred", "transfer_rate",
    "work_efficiency", "on_post_occupancy", "signed_in", "wrap_up_and_not_ready",
    "longest_shift_wrap_up_and_not_ready", "ratings", "rating_rate", "satisfaction",
)  # fmt: skip


def own_figures(
    person: Person, asked: Catalogue, figures: Figures, budgets: Mapping[str, float | None]
) -> dict[str, Any]:
    """Each figure with its target; ``met`` is null where there is no value or no target."""
    known = [asked[name] for name in OWN if name in asked]
    return {
        "agent": person.name,
        "experience": person.experience,
        "figures": {kpi.name: _beside(kpi, person.experience, figures.get(kpi.name)) for kpi in known},
        "not_ready": {
            reason: {"spent": figures.get(f"not_ready_by_reason.{reason}") or 0.0, "budget": budget}
            for reason, budget in budgets.items()
        },
    }


def _beside(kpi: Kpi, experience: str, value: float | int | None) -> dict[str, Any]:
    target = kpi.novice if experience == "novice" and kpi.novice is not None else kpi.target
    target = target or Target()
    return {
        "value": value,
        "unit": kpi.unit.value,
        "english": kpi.english,
        "chinese": kpi.chinese,
        "low": target.low,
        "high": target.high,
        "band": target.band,
        "met": _met(value, target),
    }


def _met(value: float | int | None, target: Target) -> bool | None:
    if value is None or (target.low is None and target.high is None):
        return None
    above = target.low is None or value >= target.low or target.band
    return above and (target.high is None or value <= target.high)
