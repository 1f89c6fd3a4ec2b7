"""``on_duty`` crews: as many signed in as the interval wants; the longest idle leave first (`scenario.md`)."""

from collections.abc import Iterator

from acd.events import AgentState, Event
from acd.language import _
from metrics.audit.picture import Picture


def leaves_when_too_many(seen: Picture, event: Event) -> str | None:
    """One of a crew signs out before ``closes`` only while more are on than wanted."""
    crew = seen.centre.members[event.agent].crew
    if crew is None or _closed(seen, event.t) or is_surplus(seen, event.agent, event.t):
        return None
    return _("{agent} signs out although no more are on than wanted ({needed})").format(
        agent=seen.agent_name(event.agent), needed=seen.centre.needed(crew, event.t)
    )


def longest_idle_leaves(seen: Picture, event: Event) -> str | None:
    """Of the ready ones, the longest idle leaves."""
    crew, agent = seen.centre.members[event.agent].crew, seen.agents[event.agent]
    if crew is None or _closed(seen, event.t) or agent.state != AgentState.READY:
        return None
    longer = [a for a in seen.crews[crew] if _is_ready(seen, a) and seen.agents[a].since < agent.since]
    if not longer or agent.since == event.t:
        return None
    return _("{agent} signs out; {expected} has been idle longer").format(
        agent=seen.agent_name(event.agent), expected=seen.agent_name(longer[0])
    )


def comes_when_too_few(seen: Picture, event: Event) -> str | None:
    """One of a crew signs in only while fewer are on than wanted, the first of the file who is off."""
    crew = seen.centre.members[event.agent].crew
    if crew is None:
        return None
    off = [a for a in seen.crews[crew] if seen.agents[a].state == AgentState.SIGNED_OUT]
    if _on(seen, crew) < seen.centre.needed(crew, event.t) and off[:1] == [event.agent]:
        return None
    return _("{agent} signs in out of turn: {on} on, {needed} wanted").format(
        agent=seen.agent_name(event.agent), on=_on(seen, crew), needed=seen.centre.needed(crew, event.t)
    )


def crew_is_as_wanted(seen: Picture, _until: int) -> Iterator[str]:
    """When an instant is over, no crew is short, and of a crew that is too large nobody is ready."""
    if seen.now < seen.centre.opens or _closed(seen, seen.now):
        return
    for crew in range(len(seen.centre.crews)):
        spare = _on(seen, crew) - seen.centre.needed(crew, seen.now)
        idle = any(_is_ready(seen, a) for a in seen.crews[crew])
        if spare < 0 or (spare > 0 and idle):
            yield _("crew {crew}: {on} on, {needed} wanted").format(
                crew=crew + 1, on=_on(seen, crew), needed=seen.centre.needed(crew, seen.now)
            )


def is_surplus(seen: Picture, agent: int, now: int) -> bool:
    """Whether the agent is of a crew of which more are on than wanted; its last value holds after ``closes``."""
    crew = seen.centre.members[agent].crew
    return crew is not None and _on(seen, crew) > seen.centre.needed(crew, now)


def _on(seen: Picture, crew: int) -> int:
    return sum(seen.agents[a].state != AgentState.SIGNED_OUT for a in seen.crews[crew])


def _is_ready(seen: Picture, agent: int) -> bool:
    return seen.agents[agent].state == AgentState.READY


def _closed(seen: Picture, now: int) -> bool:
    return seen.centre.closes is not None and now >= seen.centre.closes
