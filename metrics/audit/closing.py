"""The end of the day: no arrivals after ``closes``, agents stay while they are needed, nobody waits past the limit."""

from collections.abc import Iterator

from acd.events import AgentState, Event, QueueCause
from acd.language import _
from metrics.audit.crews import is_surplus
from metrics.audit.picture import Picture
from metrics.audit.seen import SHIFT_END, Stage
from metrics.audit.violation import seconds

_UP = (Stage.MENU, Stage.SEEKING, Stage.WAITING, Stage.RINGING, Stage.TALKING)
_FREE = (AgentState.READY, AgentState.NOT_READY)


def arrives_while_open(seen: Picture, event: Event) -> str | None:
    """No call arrives after ``closes``."""
    closes = seen.centre.closes
    if closes is None or event.t <= closes:
        return None
    return _("call {call} arrives after closing at {closes}").format(call=event.call, closes=seconds(closes))


def begins_to_wait_before_limit(seen: Picture, event: Event) -> str | None:
    """Nobody is queued, anew or again, once ``at_close_limit`` is over."""
    limit = deadline(seen)
    if limit is None or event.t < limit:
        return None
    return _("call {call} still waits after {limit}").format(call=event.call, limit=seconds(limit))


def seeks_no_longer_past_limit(seen: Picture, event: Event) -> str | None:
    """Once ``at_close_limit`` is over, a call that was missed or transferred looks for nobody else."""
    call = seen.calls.get(event.call)
    limit = deadline(seen)
    seeks_again = call is not None and call.stage == Stage.SEEKING and call.seeks != QueueCause.NO_AGENT
    if limit is None or event.t < limit or not seeks_again:
        return None
    return _("call {call} still looks for an agent after {limit}").format(call=event.call, limit=seconds(limit))


def nobody_waits_past_limit(seen: Picture, until: int) -> Iterator[str]:
    """Nobody waits once ``at_close_limit`` is over."""
    limit = deadline(seen)
    if limit is None or limit >= until:
        return
    for call in seen.waiting():
        yield _("call {call} still waits after {limit}").format(call=call.number, limit=seconds(limit))


def stays_while_needed(seen: Picture, event: Event) -> str | None:
    """Under ``serve``, who is on at ``closes``, and not to leave already, stays while a call for him waits or is up."""
    centre = seen.centre
    if centre.closes is None or event.t < centre.closes or centre.at_close != "serve":
        return None
    if SHIFT_END in seen.agents[event.agent].leaving or is_surplus(seen, event.agent, event.t):
        return None
    call = next((c for c in seen.calls.values() if c.stage in _UP and seen.could_ever_take(event.agent, c)), None)
    if call is None:
        return None
    return _("{agent} signs out while call {call}, which he may take, is {stage}").format(
        agent=seen.agent_name(event.agent), call=call.number, stage=call.stage.name.lower()
    )


def leaves_when_done(seen: Picture, until: int) -> Iterator[str]:
    """After ``closes`` nobody free stays signed in without a call that he may take; under ``dismiss`` nobody free."""
    closes = seen.centre.closes
    if closes is None or closes >= until:
        return
    up = [call for call in seen.calls.values() if call.stage in _UP and seen.centre.at_close == "serve"]
    for number, agent in enumerate(seen.agents):
        if agent.state in _FREE and not any(seen.could_ever_take(number, call) for call in up):
            yield _("{agent} is still signed in after {closes} with nothing to do").format(
                agent=seen.agent_name(number), closes=seconds(closes)
            )


def deadline(seen: Picture) -> int | None:
    """When those still waiting are deflected."""
    return None if seen.centre.closes is None else seen.centre.closes + seen.centre.at_close_limit
