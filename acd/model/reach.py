"""Who may take which call: own skill first, then the overflow steps that apply to the call, in file order.

Knows skills, levels and steps. Refuses to know who is ready or who waits.
"""

from acd.events import ANYONE, NOBODY
from acd.model.rows import ANYONES_LEVEL, Centre


def level(centre: Centre, a: int, c: int) -> int:
    """The level at which an agent would serve a call, 1 the best; 0: the agent may not take it."""
    call = centre.calls[c]
    profile = centre.agents[a].profile
    own = centre.skills[profile * centre.floor[0].groups + call.group]
    if own.level > 0:
        return own.level
    to = _reached_by(centre, own.steps & call.steps, call.group)
    if to == NOBODY:
        return 0
    if to == ANYONE:
        return ANYONES_LEVEL
    return centre.skills[profile * centre.floor[0].groups + to].level


def may_take(centre: Centre, a: int, c: int) -> bool:
    """Whether the agent holds the call's skill or an overflow step that applies to the call reaches the agent."""
    call = centre.calls[c]
    skill = centre.skills[centre.agents[a].profile * centre.floor[0].groups + call.group]
    return skill.level > 0 or skill.steps & call.steps != 0


def serving_group(centre: Centre, a: int, c: int) -> int:
    """The group for which an agent serves a call: its own, else the step's target, for ``anyone`` the agent's first."""
    call = centre.calls[c]
    agent = centre.agents[a]
    own = centre.skills[agent.profile * centre.floor[0].groups + call.group]
    if own.level > 0:
        return call.group
    to = _reached_by(centre, own.steps & call.steps, call.group)
    return agent.home if to == ANYONE or to == NOBODY else to


def _reached_by(centre: Centre, steps: int, g: int) -> int:
    """The target of the first of these steps of a group."""
    group = centre.groups[g]
    for k in range(group.end_step - group.first_step):
        if steps >> k & 1:
            return centre.steps[group.first_step + k].to
    return NOBODY
