"""A day of one call type and one agent, to change one thing at a time in."""

from pathlib import Path
from typing import Any

from scenarios import Scenario
from simulator.layout import Layout, lay_out

BASE: dict[str, Any] = {
    "scenario": "one type",
    "date": "2026-11-02",
    "opens": "08:00",
    "closes": "12:00",
    "interval": "1h",
    "groups": {"sales": {}},
    "agents": [{"name": "ann", "skills": {"sales": 1}}],
}
ORDER: dict[str, Any] = {
    "group": "sales",
    "arrivals": {"per_interval": [100, 200, 0, 100]},
    "talk": {"exponential": {"mean": "3min"}},
}


def laid_out(order: dict[str, Any] | None = None, **changes: Any) -> Layout:
    """The day with changes to its call type ``order`` and to its top keys."""
    config = BASE | {"call_types": {"order": ORDER | (order or {})}} | changes
    return lay_out(Scenario.model_validate(config, context={"folder": Path()}))
