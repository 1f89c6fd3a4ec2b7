"""What agents' screens are told of the centre once, in the channel's welcome: reasons, codes, results, purposes.

Knows the scenario. Refuses to know who asks.
"""

from typing import Any

from acd.events import MICROSECONDS
from acd.live.floor.dialling import TOLD_BY_AGENTS
from scenarios import Scenario
from scenarios.schema.live.codes import leaves


def told(scenario: Scenario) -> dict[str, Any]:
    """Durations are seconds; without numbers outside there are no results to give."""
    reasons = {
        name: {"budget": None if reason.budget is None else reason.budget / MICROSECONDS, "consent": reason.consent}
        for name, reason in scenario.not_ready.reasons.items()
    }
    outbound = scenario.outbound
    dials = outbound is not None or any(entry.outside for entry in scenario.directory.values())
    return {
        "reasons": reasons,
        "codes": leaves(scenario.codes),
        "results": [*TOLD_BY_AGENTS] if dials else [],
        "outside": [number for number, entry in scenario.directory.items() if entry.outside],
        "purposes": [] if outbound is None else outbound.purposes,
        "campaigns": [] if outbound is None else outbound.campaigns,
    }
