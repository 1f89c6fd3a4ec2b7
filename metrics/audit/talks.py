"""Talks: holds within them, transfers at their end, and no longer wrap-up than the centre allows."""

from collections.abc import Iterator

from acd.events import NOBODY, AgentState, Event
from acd.language import _
from metrics.audit.expectations import CallType
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen, Stage
from metrics.audit.violation import seconds


def held_while_talking(seen: Picture, event: Event) -> str | None:
    """A hold begins in the talk of a first leg, as often as calls of the type are held."""
    call = seen.calls.get(event.call)
    if call is not None and _talks(call, event) and not call.held and not call.transferred and _held_more(seen, call):
        return None
    return _("call {call} is held; expected only in the first talk of a call of a type that is held so often").format(
        call=event.call
    )


def retrieved_from_hold(seen: Picture, event: Event) -> str | None:
    """A hold ends for the agent who holds the call."""
    call = seen.calls.get(event.call)
    if call is not None and _talks(call, event) and call.held:
        return None
    return _("call {call} is retrieved and was not held there").format(call=event.call)


def ends_in_talk(seen: Picture, event: Event) -> str | None:
    """A talk is over, by its end or a transfer, only while both talk: holds lie within it."""
    call = seen.calls.get(event.call)
    if call is not None and _talks(call, event) and not call.held:
        return None
    return _("call {call} ends its talk; expected a talk with that agent, not on hold").format(call=event.call)


def transferred_where_its_type_goes(seen: Picture, event: Event) -> str | None:
    """A call is transferred once, to the group that its type names."""
    call = seen.calls.get(event.call)
    kind = None if call is None else _type(seen, call)
    if call is None or kind is None:
        return None
    if not call.transferred and event.a == kind.transfers_to:
        return None
    return _("call {call} of type {type} is transferred again, or to a group that its type does not name").format(
        call=event.call, type=kind.name
    )


def wrap_up_ends_at_limit(seen: Picture, until: int) -> Iterator[str]:
    """Nobody wraps up beyond the limit."""
    limit = seen.centre.wrap_up_limit
    if limit is None:
        return
    for number, agent in enumerate(seen.agents):
        if agent.state == AgentState.WRAP_UP and agent.since + limit < until:
            yield _("{agent} wraps up past {limit}").format(
                agent=seen.agent_name(number), limit=seconds(agent.since + limit)
            )


def _talks(call: CallSeen, event: Event) -> bool:
    return call.stage == Stage.TALKING and call.agent == event.agent


def _held_more(seen: Picture, call: CallSeen) -> bool:
    kind = _type(seen, call)
    return kind is None or call.holds < kind.holds


def _type(seen: Picture, call: CallSeen) -> CallType | None:
    return None if call.type == NOBODY else seen.centre.call_types[call.type]
