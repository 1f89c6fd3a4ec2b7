"""How many people of a profile are there: signed in, and of those not not-ready.

Knows states. Kept only where a condition of overflow asks for it (``Floor.watching``).
"""

from acd.events import AgentState
from acd.model.rows import Centre


def count_people(centre: Centre, a: int, state: AgentState) -> None:
    """Keep count while an agent changes to a state."""
    agent = centre.agents[a]
    profile = centre.profiles[agent.profile]
    profile.present += _is_present(state) - _is_present(agent.state)
    profile.available += _is_available(state) - _is_available(agent.state)


def _is_present(state: int) -> int:
    return 0 if state == AgentState.SIGNED_OUT else 1


def _is_available(state: int) -> int:
    return 0 if state == AgentState.SIGNED_OUT or state == AgentState.NOT_READY else 1
