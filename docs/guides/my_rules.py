# ruff: noqa: ARG001 - a policy is given the time whether it looks or not
"""A built-in policy written out, and two that no centre has yet."""

from acd.events import NOBODY, AgentState, Segment
from acd.model import is_older, level, may_take


def longest_idle(centre, now, call):
    """Ring the best level first, and there whoever has been ready longest (the built-in `longest_idle`)."""
    best = NOBODY
    for a, agent in enumerate(centre.agents):
        if agent.state != AgentState.READY or not may_take(centre, a, call) or a == centre.calls[call].missed_by:
            continue
        if best == NOBODY:
            best = a
            continue
        mine = level(centre, a, call)
        theirs = level(centre, best, call)
        if mine < theirs or (mine == theirs and agent.since < centre.agents[best].since):
            best = a
    return best


def specialists_first(centre, now, call):
    """Ring whoever serves the fewest groups, so that people with many skills stay free for calls of any kind."""
    best = NOBODY
    fewest = 0
    for a, agent in enumerate(centre.agents):
        if agent.state != AgentState.READY or not may_take(centre, a, call) or a == centre.calls[call].missed_by:
            continue
        profile = centre.profiles[agent.profile]
        groups = profile.end_group - profile.first_group
        if best == NOBODY or groups < fewest:
            best = a
            fewest = groups
    return best


def vip_first(centre, now, agent):
    """Serve VIP callers before all others, whatever their priority; among equals, whoever was offered first."""
    best = NOBODY
    best_is_vip = False
    for queue in centre.queues:
        call = queue.head
        while call != NOBODY:
            if may_take(centre, agent, call):
                is_vip = centre.calls[call].segment == Segment.VIP
                if best == NOBODY or is_vip > best_is_vip or (is_vip == best_is_vip and is_older(centre, call, best)):
                    best = call
                    best_is_vip = is_vip
            call = centre.calls[call].next
    return best
