"""The end of a ring that nobody answers, and of work after a call: at the limit, to the state that the file says."""

from collections.abc import Iterator
from typing import Final

from acd.events import NOBODY, AgentState, Event, Kind, Unanswered
from acd.language import _
from metrics.audit.picture import Picture
from metrics.audit.seen import Stage
from metrics.audit.violation import seconds

NO_ANSWER: Final = "no_answer"
_TALK_OVER: Final = (Kind.CALL_ENDED, Kind.CALL_TRANSFERRED, Kind.CALL_LOST)


def unanswered_at_limit(seen: Picture, event: Event) -> str | None:
    """A ring ends unanswered exactly ``no_answer_after`` after it began."""
    call = seen.calls.get(event.call)
    if call is None or event.a != Unanswered.NO_ANSWER:
        return None
    limit = call.rung + seen.centre.no_answer_after
    if call.stage == Stage.RINGING and event.t == limit:
        return None
    return _("call {call} ends ringing at {told}, its limit is {limit}").format(
        call=event.call, told=seconds(event.t), limit=seconds(limit)
    )


def answered_within_limit(seen: Picture, event: Event) -> str | None:
    """An answer comes while the call rings, before the limit."""
    call = seen.calls.get(event.call)
    if call is not None and call.stage == Stage.RINGING and event.t < call.rung + seen.centre.no_answer_after:
        return None
    return _("call {call} is answered at {told}, not ringing or past its limit").format(
        call=event.call, told=seconds(event.t)
    )


def ring_ends_at_limit(seen: Picture, until: int) -> Iterator[str]:
    """No ring outlasts the limit."""
    for call in seen.calls.values():
        limit = call.rung + seen.centre.no_answer_after
        if call.stage == Stage.RINGING and limit < until:
            yield _("call {call} rings on past {limit}").format(call=call.number, limit=seconds(limit))


def miss_has_its_consequence(seen: Picture, event: Event) -> str | None:
    """Who missed a ring goes ``then``: not ready for ``no_answer``, or ready; unless he asked to stop.

    From whom it was withdrawn is ready.
    """
    agent = seen.agents[event.agent]
    if agent.owed != Kind.CALL_UNANSWERED or agent.leaving:
        return None
    to = (AgentState(event.a), seen.header.reasons[event.c] if event.c != NOBODY else "")
    ready = agent.withdrawn or seen.centre.then == "ready"
    expected = (AgentState.READY, "") if ready else (AgentState.NOT_READY, NO_ANSWER)
    if to == expected:
        return None
    return _("{agent} missed a ring and went {told}, expected {expected}").format(
        agent=seen.agent_name(event.agent),
        told=f"{to[0].name.lower()} {to[1]}".rstrip(),
        expected=f"{expected[0].name.lower()} {expected[1]}".rstrip(),
    )


def wrap_up_follows_talk(seen: Picture, event: Event) -> str | None:
    """After the talk comes the wrap-up where the call's type has one, and only there."""
    agent = seen.agents[event.agent]
    if agent.owed not in _TALK_OVER or agent.last_type == NOBODY:
        return None
    kind = seen.centre.call_types[agent.last_type]
    if (event.a == AgentState.WRAP_UP) == kind.wraps_up:
        return None
    return _("{agent} ended a call of type {type} and went {told}").format(
        agent=seen.agent_name(event.agent), type=kind.name, told=AgentState(event.a).name.lower()
    )
