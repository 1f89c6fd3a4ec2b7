"""What follows when calls are to be routed otherwise from now on: callers who wait already have it too."""

from acd.events import NOBODY, AgentState, Kind
from acd.model import Centre, Policy
from acd.rules.freeing import settle
from acd.rules.outbox import emit
from acd.rules.ringing import find_call


def routing_changed(centre: Centre, policy: Policy, now: int) -> None:
    """Whoever is ready looks for a call again: the new routing may give what the old one did not."""
    emit(centre, now, Kind.POLICY_ACTIVATED, NOBODY, NOBODY, NOBODY)
    for a, agent in enumerate(centre.agents):
        if agent.state == AgentState.READY:
            find_call(centre, policy, now, a)
    settle(centre, policy, now)
