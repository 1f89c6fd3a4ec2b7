"""One-line mistakes in the rules, each of which some generated day shows to the auditor."""

from rewritten import Change

_LISTS, _REACH = "acd.model.lists", "acd.model.reach"
_RING, _SERVE = "acd.policies.whom_to_ring", "acd.policies.whom_to_serve"
_AGENTS = "acd.rules.agents"
_ANSWERING = "acd.rules.answering"
_ARRIVING = "acd.rules.arriving"
_CLOSING = "acd.rules.closing"
_LEAVING = "acd.rules.leaving"
_FREEING = "acd.rules.freeing"
_OVERFLOW = "acd.rules.overflow"
_RINGING = "acd.rules.ringing"
_TALKING = "acd.rules.talking"
_WAITING = "acd.rules.waiting"

MUTATIONS = {
    "of two calls offered at once the later number counts as older": Change(
        _LISTS, "call.number < that.number", "call.number > that.number"
    ),
    "of two agents ready since the same moment the later in the file stands first": Change(
        _LISTS, "agents[ahead].since == agent.since and ahead > a", "agents[ahead].since == agent.since"
    ),
    "agents whom overflow reaches do not see the call": Change(
        _REACH, "skill.level > 0 or skill.steps & call.steps != 0", "skill.level > 0"
    ),
    "a call overflowed is served for its own group": Change(
        _REACH, "return agent.home if to == ANYONE or to == NOBODY else to", "return call.group"
    ),
    "tiers of steps that do not apply are rung": Change(
        _RING, "if tier.step == NOBODY or call.steps >> tier.step & 1:", "if tier.step >= NOBODY:"
    ),
    "who has just missed the call hides who else is ready": Change(_RING, "if a != missed_by and (best", "if (best"),
    "the shortest idle is rung": Change(_RING, "mine = centre.agents[a].since", "mine = -centre.agents[a].since"),
    "the most occupied is rung": Change(_RING, "return handling / signed_in", "return -handling / signed_in"),
    "who answered most is rung": Change(_RING, "agent.answered < other.answered", "agent.answered > other.answered"),
    "round robin begins again each time": Change(_RING, "last = centre.groups[g].last_rung", "last = NOBODY"),
    "the last of the file is rung": Change(_RING, "return a < b", "return a > b"),
    "the lowest priority of all groups is served first": Change(_SERVE, "return mine > theirs", "return mine < theirs"),
    "the lowest priority of a group is served first": Change(
        _SERVE,
        "for q in range(g * priorities, (g + 1) * priorities):",
        "for q in range((g + 1) * priorities - 1, g * priorities - 1, -1):",
    ),
    "the worse level is served first": Change(_SERVE, "return near < far", "return near > far"),
    "attempts are counted by two": Change(_RINGING, "call.attempt += 1", "call.attempt += 2"),
    "phones ring a second too long": Change(
        _RINGING, "now + centre.floor[0].no_answer_after", "now + centre.floor[0].no_answer_after + 1_000_000"
    ),
    "a call that finds an agent is told as an agent who found a call": Change(
        _RINGING, "why = centre.groups[centre.calls[c].group].choose_agent", "why = centre.floor[0].choose_call"
    ),
    "the last waiting call is not seen": Change(_RINGING, "if floor.waiting == 0:", "if floor.waiting <= 1:"),
    "the position leaves out higher priorities": Change(_WAITING, "before += centre.queues[q].length", "before += 0"),
    "steps after a wait come a second late": Change(
        _OVERFLOW,
        "order(centre, Order.WAKE_OVERFLOW, c, NOBODY, due, k)",
        "order(centre, Order.WAKE_OVERFLOW, c, NOBODY, due + 1_000_000, k)",
    ),
    "after the closing limit calls still begin to wait": Change(
        _WAITING, "if centre.floor[0].past_limit:", "if centre.floor[0].past_limit > 1:"
    ),
    "a step is written and does not apply": Change(_OVERFLOW, "call.steps |= 1 << k", "call.steps |= 0"),
    "recount is told the wrong way round": Change(_OVERFLOW, "reason, group.recount", "reason, 1 - group.recount"),
    "callers are sent away for the wrong reason": Change(_LEAVING, "Deflected.CLOSED", "Deflected.EMPTY"),
    "all_busy does not apply": Change(
        _OVERFLOW, "if step.condition == Condition.ALL_BUSY:", "if step.condition == Condition.AGE:"
    ),
    "all_busy widens and nobody is rung": Change(
        _ARRIVING,
        "return widen_at_offer(centre, now, c) and find_agent(centre, policy, now, c)",
        "return widen_at_offer(centre, now, c) and c < 0",
    ),
    "every second caller balks": Change(_ARRIVING, "elif call.balks:", "elif call.number & 1:"),
    "who misses a call goes the other way": Change(
        _ANSWERING, "if not centre.floor[0].no_answer_ready and", "if centre.floor[0].no_answer_ready and"
    ),
    "who missed the call is forgotten": Change(_ANSWERING, "call.missed_by = a", "call.missed_by = NOBODY"),
    "a missed call waits as if it were new": Change(_ANSWERING, "QueueCause.UNANSWERED)", "QueueCause.NO_AGENT)"),
    "a caller lost while ringing is told as lost in the queue": Change(
        _ANSWERING, "abandon(centre, now, c, a, Stage.RINGING)", "abandon(centre, now, c, a, Stage.QUEUE)"
    ),
    "every second wrap-up is left out": Change(
        _TALKING,
        "if call.wraps:\n        wrap_up(centre, now, c)\n        finish",
        "if call.wraps and call.number & 1:\n        wrap_up(centre, now, c)\n        finish",
    ),
    "handling is not counted": Change(_TALKING, "agent.handling += now - agent.busy_since", "agent.handling += 0"),
    "answers are not counted": Change(_ANSWERING, "agent.answered += 1", "agent.answered += 0"),
    "only one caller of a queue is sent away at the limit": Change(
        _CLOSING, "while queue.head != NOBODY:", "if queue.head != NOBODY:"
    ),
    "who is to leave after the call stays": Change(_FREEING, "if agent.leaving or _is_surplus", "if _is_surplus"),
    "who is to be not ready after the call is ready": Change(
        _FREEING, "elif agent.intent == Intent.NOT_READY:", "elif agent.intent > Intent.NOT_READY:"
    ),
    "idleness counts from before the call": Change(_FREEING, "agent.since = now", "agent.since = agent.busy_since"),
    "a freed agent does not look for a call": Change(
        _FREEING, "if centre.agents[a].state == AgentState.READY:", "if centre.agents[a].state > AgentState.WRAP_UP:"
    ),
    "agents go home while the last call is up": Change(_FREEING, "].open > 0:", "].open > 1:"),
    "nobody sees that the day is over": Change(_LEAVING, "].open -= 1", "].open -= 0"),
    "more leave than are too many": Change(_FREEING, "surplus -= 1", "surplus -= 0"),
    "a ringing agent is not at work": Change(_AGENTS, "state >= AgentState.RINGING", "state > AgentState.RINGING"),
    "the end of the shift is noted and forgotten": Change(_AGENTS, "agent.leaving = 1", "agent.leaving = 0"),
    "of a crew the shortest idle leaves": Change(
        _AGENTS, "agent.since < centre.agents[best].since", "agent.since > centre.agents[best].since"
    ),
    "who was to leave does so although needed again": Change(
        _AGENTS, "stay = min(roster.surplus, missing)", "stay = roster.surplus * 0"
    ),
    "a crew counts those who are still to leave": Change(
        _AGENTS, "wanted - (roster.present - roster.surplus)", "wanted - roster.present"
    ),
    "who is dismissed serves and who serves is dismissed": Change(_CLOSING, "if dismiss:", "if not dismiss:"),
}
"""What goes wrong, in words, and the one line that does it."""
