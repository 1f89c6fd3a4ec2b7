"""A queue of the textbooks as a scenario, and what must come out of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.schema.scenario import Scenario

Figure = tuple[str, str, str]
"""Scope (``centre``, ``groups``, ``call_types``), whose, and KPI."""

TALK = 300.0
PATIENCE = 180.0
AGENTS = 10


@dataclass(frozen=True)
class Model:
    """A queue by name, its scenario as a mapping, and what must come out.

    ``expected`` is asked within a half-width; ``also`` are figures of single intervals, which only must not contradict.
    ``replications`` give half-widths of at most 2 %; for 0.5 % it takes twenty times as many.
    """

    name: str
    source: str
    content: dict[str, Any]
    expected: dict[Figure, float]
    also: dict[Figure, float] = field(default_factory=dict)
    replications: int = 20

    @property
    def scenario(self) -> Scenario:
        """The scenario, validated."""
        return Scenario.model_validate(self.content, context={"folder": Path()})


def exponential(mean: float) -> dict[str, Any]:
    """A distribution as a scenario writes it."""
    return {"exponential": {"mean": mean}}


def study(call_types: dict[str, Any], agents: list[dict[str, Any]], hours: int, **more: Any) -> dict[str, Any]:
    """A stationary study of groups named like the call types' own."""
    return {
        "scenario": "model",
        "duration": f"{hours}h",
        "warm_up": "3h",
        "seed": 20261102,
        "groups": {call_type["group"]: {} for call_type in call_types.values()},
        "call_types": call_types,
        "agents": [{"team": f"T{k}", "answer": {"constant": 0}, **line} for k, line in enumerate(agents, 1)],
        **more,
    }


def one_group(load: float, patience: Any, hours: int = 300, agents: int = AGENTS) -> dict[str, Any]:
    """One call type, one team."""
    call = {
        "group": "q",
        "arrivals": {"rate": f"{load * 3600 / TALK}/h"},
        "patience": patience,
        "talk": exponential(TALK),
    }
    return study({"call": call}, [{"count": agents, "skills": {"q": 1}}], hours)


def centre(queue: Any, *figures: str) -> dict[Figure, float]:
    """What a formula says of the centre, under the names of the KPIs."""
    kpis = {
        "mean_wait": "mean_wait",
        "queue_ratio": "wait_probability",
        "abandon_rate": "abandonment",
        "occupancy": "occupancy",
    }
    return {("centre", "", name): float(getattr(queue, kpis[name])) for name in figures}
