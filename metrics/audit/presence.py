"""Shifts: who is on signs in when it begins and out when it is over and the work is done (`scenario.md`)."""

from collections.abc import Iterator
from typing import Final

from acd.events import AgentState, Event
from acd.language import _
from metrics.audit.expectations import DAY
from metrics.audit.picture import Picture
from metrics.audit.seen import SHIFT_END, WORKING

_FREE: Final = (AgentState.READY, AgentState.NOT_READY)


def signs_in_on_time(seen: Picture, event: Event) -> str | None:
    """At the beginning of the shift, or at ``opens`` where it runs already or there is none."""
    member, opens = seen.centre.members[event.agent], seen.centre.opens
    if member.crew is not None:
        return None
    shift = member.shift
    running = shift is None or shift.covers(opens)
    if (running and event.t == opens) or (shift is not None and (event.t - shift.on) % DAY == 0):
        return None
    return _("{agent} signs in at a time that is not the beginning of the shift").format(agent=member.name)


def signs_out_on_time(seen: Picture, event: Event) -> str | None:
    """Before ``closes``, not while the shift runs, and not at all without a shift."""
    member = seen.centre.members[event.agent]
    early = member.shift is None or member.shift.covers(event.t)
    if member.crew is not None or _closed(seen, event.t) or not early:
        return None
    return _("{agent} signs out before the end of the shift").format(agent=member.name)


def shift_is_kept(seen: Picture, _until: int) -> Iterator[str]:
    """Before ``closes``, nobody free is on outside his shift, and all are on in it where nobody is absent."""
    if _closed(seen, seen.now) or seen.now < seen.centre.opens:
        return
    for member, agent in zip(seen.centre.members, seen.agents, strict=True):
        if member.crew is not None or agent.state in WORKING:
            continue
        due = member.shift is None or member.shift.covers(seen.now)
        if due and agent.state == AgentState.SIGNED_OUT and not seen.centre.absences:
            yield _("{agent} is not signed in during the shift").format(agent=member.name)
        if not due and agent.state in _FREE:
            yield _("{agent} is free after the shift and has not signed out").format(agent=member.name)


def shift_end_is_noted(seen: Picture, _until: int) -> Iterator[str]:
    """Who is at work when the shift ends before ``closes`` means to leave after the call."""
    if _closed(seen, seen.now):
        return
    for member, agent in zip(seen.centre.members, seen.agents, strict=True):
        stays = agent.state in WORKING and SHIFT_END not in agent.leaving
        if stays and member.shift is not None and not member.shift.covers(seen.now):
            yield _("{agent} works on after the shift without meaning to leave").format(agent=member.name)


def _closed(seen: Picture, now: int) -> bool:
    return seen.centre.closes is not None and now >= seen.centre.closes
