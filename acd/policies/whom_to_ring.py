"""Whom to ring for a call: the nearest tier that has anyone ready, and within it the group's policy.

A tier is a set of profiles that stand equally near to the call: the group's own at one skill level, then what each
overflow step adds, level by level. The agent who has just let this call ring is passed over: if nobody else is ready
the call waits, and that agent takes it again only as the next call in turn.
"""

from acd.events import NOBODY, AgentState, Why
from acd.model import Centre, Tier


def choose_agent(centre: Centre, now: int, c: int) -> int:
    """The ready agent to ring for a call, or ``NOBODY``."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    for k in range(group.first_tier, group.end_tier):
        tier = centre.tiers[k]
        if tier.step == NOBODY or call.steps >> tier.step & 1:
            a = _within(centre, now, c, tier, group.choose_agent)
            if a != NOBODY:
                return a
    return NOBODY


def _within(centre: Centre, now: int, c: int, tier: Tier, policy: int) -> int:
    if policy == Why.LONGEST_IDLE:
        return _longest_idle(centre, c, tier)
    if policy == Why.RANDOM:
        return _random(centre, c, tier)
    return _best(centre, now, c, tier, policy)


def _longest_idle(centre: Centre, c: int, tier: Tier) -> int:
    """The earliest to have become ready: one look at the head of each profile's list."""
    agents = centre.agents
    missed_by = centre.calls[c].missed_by
    best = NOBODY
    for m in range(tier.first, tier.end):
        a = centre.profiles[centre.members[m]].head
        if a != NOBODY and a == missed_by:
            a = agents[a].next
        if a != NOBODY and (best == NOBODY or _idle_longer(centre, a, best)):
            best = a
    return best


def _best(centre: Centre, now: int, c: int, tier: Tier, policy: int) -> int:
    missed_by = centre.calls[c].missed_by
    group = centre.calls[c].group
    best = NOBODY
    for m in range(tier.first, tier.end):
        a = centre.profiles[centre.members[m]].head
        while a != NOBODY:
            if a != missed_by and (best == NOBODY or _preferred(centre, now, group, a, best, policy)):
                best = a
            a = centre.agents[a].next
    return best


def _preferred(centre: Centre, now: int, g: int, a: int, b: int, policy: int) -> bool:
    """Whether the policy rings ``a`` rather than ``b``; what it cannot tell apart goes by file order."""
    agent = centre.agents[a]
    other = centre.agents[b]
    if policy == Why.LEAST_OCCUPIED:
        mine = _occupancy(agent.handling, now - agent.signed_in)
        theirs = _occupancy(other.handling, now - other.signed_in)
        return mine < theirs or (mine == theirs and a < b)
    if policy == Why.FEWEST_CALLS:
        return agent.answered < other.answered or (agent.answered == other.answered and a < b)
    if policy == Why.ROUND_ROBIN:
        last = centre.groups[g].last_rung
        return ((a > last) == (b > last) and a < b) or (a > last and b <= last)
    return a < b


def _occupancy(handling: int, signed_in: int) -> float:
    return handling / signed_in if signed_in > 0 else 0.0


def _idle_longer(centre: Centre, a: int, b: int) -> bool:
    mine = centre.agents[a].since
    theirs = centre.agents[b].since
    return mine < theirs or (mine == theirs and a < b)


def _random(centre: Centre, c: int, tier: Tier) -> int:
    """The agent at a drawn place (``chance`` in 65,536ths) among the tier's ready agents in file order."""
    call = centre.calls[c]
    ready = 0
    for a, agent in enumerate(centre.agents):
        ready += _is_candidate(centre, a, agent.state, agent.profile, call.missed_by, tier)
    place = call.chance * ready >> 16
    for a, agent in enumerate(centre.agents):
        if _is_candidate(centre, a, agent.state, agent.profile, call.missed_by, tier):
            if place == 0:
                return a
            place -= 1
    return NOBODY


def _is_candidate(centre: Centre, a: int, state: int, profile: int, missed_by: int, tier: Tier) -> int:
    if state != AgentState.READY or a == missed_by:
        return 0
    for m in range(tier.first, tier.end):
        if centre.members[m] == profile:
            return 1
    return 0
