"""What follows when an agent's telephone can no longer be reached, or can again."""

from acd.events import NOBODY, AgentState, Device, Intent, Kind
from acd.model import UNREACHABLE, Centre, Policy
from acd.rules.agents import not_ready_asked, ready_asked
from acd.rules.outbox import emit


def phone_went(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """Nobody can be put through to the agent: not ready, at once or after the call in hand, until the phone is back."""
    emit(centre, now, Kind.AGENT_DEVICE, NOBODY, NOBODY, a, Device.LOST.value)
    agent = centre.agents[a]
    if agent.state != AgentState.SIGNED_OUT and agent.intent == Intent.READY and not agent.leaving:
        not_ready_asked(centre, policy, now, a, UNREACHABLE)


def phone_came(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """The telephone is there; who was not ready for want of it, and for nothing else, is ready again."""
    emit(centre, now, Kind.AGENT_DEVICE, NOBODY, NOBODY, a, Device.REGISTERED.value)
    if centre.agents[a].reason == UNREACHABLE:
        ready_asked(centre, policy, now, a)
