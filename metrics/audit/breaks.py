"""Planned breaks and briefings: they begin when due, after the work on hand, and last their full length.

Unplanned absences from the desk are chance, and no business of this file: a reason that both share is not judged.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from acd.events import MICROSECONDS, NOBODY, AgentState, Event, Kind
from acd.language import _
from metrics.audit.expectations import Rest
from metrics.audit.picture import Picture
from metrics.audit.seen import WORKING
from metrics.audit.violation import seconds

BRIEFING: Final = "briefing"
"""The activity of a shift's first minutes; no break."""


def break_begins_when_due(seen: Picture, event: Event) -> str | None:
    """A ready agent goes on a planned break only at one of its times; a working one after having meant to."""
    agent = seen.agents[event.agent]
    rests = _rests(seen, event.agent, seen.header.reasons[event.c] if event.c != NOBODY else "")
    if event.a != AgentState.NOT_READY or not rests or agent.leaving or agent.owed == Kind.AGENT_SIGNED_IN:
        return None
    if any(event.t in rest.starts for rest in rests):
        return None
    return _("{agent} goes on a break ({reason}) at a time when none is planned").format(
        agent=seen.agent_name(event.agent), reason=rests[0].reason
    )


def break_lasts(seen: Picture, event: Event) -> str | None:
    """Back from a planned break after its full length, counted from when it really began."""
    agent = seen.agents[event.agent]
    rests = _rests(seen, event.agent, agent.reason)
    away = agent.state == AgentState.NOT_READY and event.a == AgentState.READY and rests
    if not away or any(event.t == agent.since + rest.length for rest in rests):
        return None
    return _("{agent} is back from a break ({reason}) after {told} s").format(
        agent=seen.agent_name(event.agent), reason=agent.reason, told=seconds(event.t - agent.since)
    )


def break_ends(seen: Picture, until: int) -> Iterator[str]:
    """Nobody stays on a planned break beyond its length."""
    for number, agent in enumerate(seen.agents):
        if agent.state != AgentState.NOT_READY:
            continue
        rests = _rests(seen, number, agent.reason)
        if rests and agent.since + max(rest.length for rest in rests) < until:
            yield _("{agent} is still on a break ({reason})").format(agent=seen.agent_name(number), reason=agent.reason)


def break_is_taken(seen: Picture, until: int) -> Iterator[str]:
    """At the time of a break the agent is away, or at work and meaning to go."""
    pauses = seen.centre.pauses
    if bisect_left(pauses, seen.now) == bisect_left(pauses, until):
        return
    for number, agent in enumerate(seen.agents):
        at_work = agent.state in WORKING and not agent.leaving
        if agent.state != AgentState.READY and not at_work:
            continue
        for rest in _due(seen, number, until):
            yield _("{agent} does not go on the break ({reason}) that is due").format(
                agent=seen.agent_name(number), reason=rest.reason
            )


def plan_is_of_the_shift(seen: Picture, event: Event) -> str | None:
    """``shift.planned`` names only breaks that the agent's shift has, at one of their times."""
    shift = seen.centre.members[event.agent].shift
    reason = seen.header.reasons[event.c] if event.c != NOBODY else BRIEFING
    rests = shift.rests if shift is not None else ()
    starts = [time // MICROSECONDS for rest in rests if rest.reason == reason for time in rest.starts]
    if reason == BRIEFING or event.a in starts:
        return None
    return _("the shift of {agent} has no break ({reason}) at {start}").format(
        agent=seen.agent_name(event.agent), reason=reason, start=event.a
    )


def _due(seen: Picture, agent: int, until: int) -> Iterator[Rest]:
    """Breaks whose time has come before ``closes``; which wave is the agent's stands in the ledger's plan."""
    shift, planned = seen.centre.members[agent].shift, seen.agents[agent].planned
    closes = until if seen.centre.closes is None else seen.centre.closes
    for rest in shift.rests if shift is not None else ():
        for time in rest.starts:
            own = rest.waves == 1 or (time // MICROSECONDS, rest.reason) in planned
            if own and seen.now <= time < min(until, closes):
                yield rest


def _rests(seen: Picture, agent: int, reason: str) -> list[Rest]:
    shift = seen.centre.members[agent].shift
    if shift is None or reason == seen.centre.unplanned:
        return []
    return [rest for rest in shift.rests if rest.reason == reason]
