"""Agents' derived states: each change is legal, starts where the last ended, and has its cause at the same instant.

`events.md` rule 5 and "agent.state transitions follow at the same t as the event that caused them and after it".
"""

from collections.abc import Iterator, Mapping
from typing import Final

from acd.events import AgentState, Event, Intent, Kind
from acd.language import _
from metrics.audit.picture import Picture
from metrics.audit.seen import SHIFT_END, AgentSeen

_OUT, _READY, _NOT, _RING, _TALK, _HOLD, _WRAP = AgentState
_FREE: Final = frozenset({_READY, _NOT, _OUT})

LEADS_TO: Final[Mapping[Kind, Mapping[AgentState, frozenset[AgentState]]]] = {
    Kind.CALL_RINGING: {_READY: frozenset({_RING})},
    Kind.CALL_ANSWERED: {_RING: frozenset({_TALK})},
    Kind.CALL_UNANSWERED: {_RING: _FREE},
    Kind.CALL_ABANDONED: {_RING: _FREE},
    Kind.CALL_HELD: {_TALK: frozenset({_HOLD})},
    Kind.CALL_RETRIEVED: {_HOLD: frozenset({_TALK})},
    Kind.CALL_TRANSFERRED: dict.fromkeys((_TALK, _HOLD), _FREE | {_WRAP}),
    Kind.CALL_ENDED: dict.fromkeys((_TALK, _HOLD), _FREE | {_WRAP}),
    Kind.CALL_LOST: dict.fromkeys((_TALK, _HOLD), _FREE | {_WRAP}),
    Kind.AGENT_SIGNED_IN: {_OUT: frozenset({_READY, _NOT})},
    Kind.AGENT_INTENT: {_READY: frozenset({_NOT}), _NOT: frozenset({_READY, _NOT})},
    Kind.AGENT_SIGNED_OUT: {state: frozenset({_OUT}) for state in AgentState if state != _OUT},
}
"""From which state to which an event moves its agent."""

BY_ITSELF: Final = frozenset({(_WRAP, _READY), (_WRAP, _NOT)})
"""Moves without an event before them: the end of the wrap-up."""


def state_continues(seen: Picture, event: Event) -> str | None:
    """``from`` is the state that the agent was in."""
    agent = seen.agents[event.agent]
    if event.b == agent.state:
        return None
    return _("{agent} was {was}, the event says from {told}").format(
        agent=seen.agent_name(event.agent), was=agent.state.name.lower(), told=AgentState(event.b).name.lower()
    )


def state_has_cause(seen: Picture, event: Event) -> str | None:
    """The change is one that the event before it, at the same instant, leads to; or one that needs none."""
    agent, to = seen.agents[event.agent], AgentState(event.a)
    if _legal(agent, to):
        return None
    return _("{agent} went from {was} to {to}; {cause} does not lead there").format(
        agent=seen.agent_name(event.agent),
        was=agent.state.name.lower(),
        to=to.name.lower(),
        cause=_("nothing at this instant") if agent.owed is None else agent.owed.type,
    )


def _legal(agent: AgentSeen, to: AgentState) -> bool:
    if agent.owed is None:
        return (agent.state, to) in BY_ITSELF
    return to in LEADS_TO[agent.owed].get(agent.state, ())


def cause_moves_state(seen: Picture, _until: int) -> Iterator[str]:
    """Every event that moves its agent is followed by that move at the same instant."""
    for number, agent in enumerate(seen.agents):
        if agent.owed is not None:
            yield _("{agent}: no change of state followed {cause}").format(
                agent=seen.agent_name(number), cause=agent.owed.type
            )


def intent_is_followed(seen: Picture, event: Event) -> str | None:
    """Who asked to stop after the call goes not ready for that reason, or signs out, when the work ends."""
    agent, to = seen.agents[event.agent], AgentState(event.a)
    if not agent.leaving or to not in (_READY, _NOT):
        return None
    reason = seen.header.reasons[event.c] if event.c >= 0 else ""
    if to == _NOT and reason in agent.leaving and SHIFT_END not in agent.leaving:
        return None
    return (
        _("{agent} asked to stop after the call ({reasons}) and went {to} {reason}")
        .format(agent=seen.agent_name(event.agent), reasons=", ".join(agent.leaving), to=to.name.lower(), reason=reason)
        .rstrip()
    )


def reason_is_as_asked(seen: Picture, event: Event) -> str | None:
    """Who asks for not ready at once is so for the reason given; who asks for ready is ready, or not ready no more."""
    agent = seen.agents[event.agent]
    if agent.owed != Kind.AGENT_INTENT or (event.a, event.c) == agent.asked:
        return None
    return _("{agent} asked for something else than {to}").format(
        agent=seen.agent_name(event.agent), to=AgentState(event.a).name.lower()
    )


def intent_has_cause(seen: Picture, event: Event) -> str | None:
    """Only an agent at work asks to stop after the call."""
    agent = seen.agents[event.agent]
    if event.a != Intent.NOT_READY or event.c != 1 or agent.state > _NOT:
        return None
    return _("{agent} asked to stop after the call while {state}").format(
        agent=seen.agent_name(event.agent), state=agent.state.name.lower()
    )
