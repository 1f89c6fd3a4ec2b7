"""Whom an agent who becomes ready serves next, among all waiting calls that the agent may take.

Highest priority; under ``skill_level`` then the agent's better level; then the longest since ``call.offered``; then the
lower call number (`scenario.md`, who is served next).
"""

from acd.events import NOBODY, Why
from acd.model import Centre, is_older, level, may_take, urgency


def choose_call(centre: Centre, now: int, a: int) -> int:
    """The waiting call that a freed agent takes, or ``NOBODY``."""
    floor = centre.floor[0]
    best = NOBODY
    if floor.waiting == 0:
        return best
    by_level = floor.choose_call == Why.SKILL_LEVEL
    profile = centre.profiles[centre.agents[a].profile]
    for k in range(profile.first_group, profile.end_group):
        g = centre.served[k]
        if centre.groups[g].waiting > 0:
            c = _first_of_group(centre, now, a, g, by_level)
            if c != NOBODY and (best == NOBODY or _before(centre, now, a, c, best, by_level)):
                best = c
    return best


def _first_of_group(centre: Centre, now: int, a: int, g: int, by_level: bool) -> int:
    """The group's queues stand in order of priority: without ageing the first that holds a call for the agent decides.

    Ageing may raise the head of a lower queue above that of a higher one, but never reorders a queue.
    """
    priorities = centre.floor[0].priorities
    best = NOBODY
    for q in range(g * priorities, (g + 1) * priorities):
        c = _first_of_queue(centre, now, a, q, by_level)
        if c != NOBODY:
            if centre.groups[g].ageing == 0:
                return c
            if best == NOBODY or _before(centre, now, a, c, best, by_level):
                best = c
    return best


def _first_of_queue(centre: Centre, now: int, a: int, q: int, by_level: bool) -> int:
    """Within a queue calls stand by age. Level differs among them only for an agent whom overflow steps reach."""
    best = NOBODY
    c = centre.queues[q].head
    while c != NOBODY:
        if may_take(centre, a, c):
            if not by_level or _own(centre, a, c):
                return c
            if best == NOBODY or _before(centre, now, a, c, best, by_level):
                best = c
        c = centre.calls[c].next
    return best


def _own(centre: Centre, a: int, c: int) -> bool:
    return centre.skills[centre.agents[a].profile * centre.floor[0].groups + centre.calls[c].group].level > 0


def _before(centre: Centre, now: int, a: int, c: int, other: int, by_level: bool) -> bool:
    mine = urgency(centre, now, c)
    theirs = urgency(centre, now, other)
    if mine != theirs:
        return mine > theirs
    if by_level:
        near = level(centre, a, c)
        far = level(centre, a, other)
        if near != far:
            return near < far
    return is_older(centre, c, other)
