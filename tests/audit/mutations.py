"""One-line mistakes in the rules, each of which some generated day shows to the auditor."""

from rewritten import Change

_LISTS, _REACH = "acd.model.lists", "acd.model.reach"
_RING, _SERVE = "acd.policies.whom_to_ring", "acd.policies.whom_to_serve"
_AGENTS = "acd.rules.agents"
_ANSWERING = "acd.rules.answering"
_ARRIVING = "acd.rules.arriving"
_CLOSING = "acd.rules.closing"
_FAULTS = "acd.rules.faults"
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
        _ANSWERING, "NOBODY if ready else NO_ANSWER", "NO_ANSWER if ready else NOBODY"
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
    "calls come in while the lines are down": Change(_ARRIVING, "if floor.faults:", "if floor.faults > 1:"),
    "the centre takes a call more than it has lines": Change(
        _ARRIVING, "floor.up >= floor.lines", "floor.up > floor.lines"
    ),
    "lines are never free again": Change(_LEAVING, "centre.floor[0].up -= 1", "centre.floor[0].up -= 0"),
    "full lines are told as a fault": Change(_ARRIVING, "Blocked.LINES_BUSY", "Blocked.FAULT"),
    "every second caller passes the menu by": Change(_ARRIVING, "if call.menu:", "if call.menu and call.number & 1:"),
    "who is served in the menu is told as lost there": Change(_ARRIVING, "if served else", "if not served else"),
    "groups take calls at any hour": Change(_ARRIVING, "% DAY < group.open_for", "% DAY < DAY"),
    "calls outside the hours go where those of a full queue go": Change(_ARRIVING, "group.outside)", "group.full)"),
    "a full queue takes one more": Change(_ARRIVING, "group.waiting >= group.limit", "group.waiting > group.limit"),
    "calls of a full queue go where those outside the hours go": Change(_ARRIVING, "group.full)", "group.outside)"),
    "the longest wait counts from the offer also after a transfer": Change(
        _ARRIVING, "call.joined = now", "call.joined = call.offered"
    ),
    "steps of one group go with a call to another": Change(_ARRIVING, "call.steps = 0", "call.steps |= 0"),
    "who transferred a call is rung for it": Change(_ARRIVING, "call.missed_by = missed_by", "call.missed_by = NOBODY"),
    "a ring makes the longest wait longer": Change(
        _WAITING, "now - call.joined >= group.max_wait:", "now - call.joined >= group.max_wait + 60_000_000:"
    ),
    "the longest wait ends a second late": Change(
        _WAITING, "NOBODY, call.joined + group.max_wait)", "NOBODY, call.joined + group.max_wait + 1_000_000)"
    ),
    "who has waited too long is told as one too many": Change(
        _WAITING,
        "dequeue(centre, c)\n        deflect(centre, now, c, Deflected.MAX_WAIT",
        "dequeue(centre, c)\n        deflect(centre, now, c, Deflected.QUEUE_FULL",
    ),
    "the position among ageing callers is one too far": Change(
        _WAITING, "return ahead(centre, now, c)", "return ahead(centre, now, c) + 1"
    ),
    "callers grow less urgent as they wait": Change(
        _LISTS, "call.priority + group.ageing * (", "call.priority - group.ageing * ("
    ),
    "age counts from when the call came to the group": Change(
        _LISTS, "((now - call.offered) // group.every)", "((now - call.joined) // group.every)"
    ),
    "age raises nobody above a higher priority": Change(
        _SERVE, "if centre.groups[g].ageing == 0:", "if centre.groups[g].ageing >= 0:"
    ),
    "the queue is long one call too early": Change(
        _OVERFLOW, "group.waiting > step.threshold", "group.waiting >= step.threshold"
    ),
    "a group is unstaffed when it is staffed": Change(_OVERFLOW, "return not _is_staffed(", "return _is_staffed("),
    "people on a break do not staff a group": Change(_OVERFLOW, "profile.present > 0", "profile.available > 0"),
    "people on a break shorten the wait": Change(_OVERFLOW, "+= profile.available", "+= profile.present"),
    "the estimate uses the first handlings": Change(_OVERFLOW, "group.handlings < HANDLINGS", "group.handlings < 1"),
    "the estimate leaves out the caller's own place": Change(
        _OVERFLOW, "place * group.handled >", "(place - 1) * group.handled >"
    ),
    "the estimate from the scenario's mean counts one place more": Change(
        _OVERFLOW, "place * group.mean_handling", "(place + 1) * group.mean_handling"
    ),
    "at the offer the estimate takes every caller for the first": Change(
        _OVERFLOW, "_is_so(centre, now, c, k, NOBODY)", "_is_so(centre, now, c, k, 1)"
    ),
    "each waiting caller counts for two": Change(_OVERFLOW, "place += 1", "place += 2"),
    "a long queue is told as an unstaffed group": Change(
        _OVERFLOW, "return OverflowReason.LENGTH.value", "return OverflowReason.UNSTAFFED.value"
    ),
    "nobody looks at the conditions of one who waits alone": Change(
        _OVERFLOW, "if group.conditions and group.waiting:", "if group.conditions and group.waiting > 1:"
    ),
    "who transferred a call stays idle when a step reaches nobody else": Change(
        _OVERFLOW, "elif passed_over != NOBODY and", "elif passed_over < NOBODY and"
    ),
    "who puts a caller on hold goes on talking": Change(
        _TALKING, "call.agent, AgentState.HOLDING", "call.agent, AgentState.TALKING"
    ),
    "the limit of wrap-up comes a second late": Change(
        _TALKING, "a, now + limit, centre.agents[a].answered)", "a, now + limit + 1_000_000, centre.agents[a].answered)"
    ),
    "wrap-up has no limit": Change(_TALKING, "if limit != NOBODY:", "if limit < NOBODY:"),
    "a transferred call stays with its group": Change(
        _TALKING, "join(centre, now, c, to, a)", "join(centre, now, c, call.group, a)"
    ),
    "a transfer is told of the queue's group": Change(
        _TALKING, "Kind.CALL_TRANSFERRED, call.serving", "Kind.CALL_TRANSFERRED, call.group"
    ),
    "transfers reach a group at any hour": Change(
        _TALKING, "if not is_open(centre.groups[to], now):", "if not is_open(centre.groups[to], now) and now < 0:"
    ),
    "a transferred call waits as if it were new": Change(_TALKING, "QueueCause.TRANSFER)", "QueueCause.NO_AGENT)"),
    "who transferred a call does not look for another": Change(
        _TALKING, "if centre.agents[a].state == AgentState.READY:", "if centre.agents[a].state > AgentState.WRAP_UP:"
    ),
    "the handling of a call begins with the ring": Change(
        _TALKING, "group.handled += now - agent.talks_since", "group.handled += now - agent.busy_since"
    ),
    "agents go home while a call is on its way to them": Change(
        _TALKING, "centre.groups[to].open += 1", "centre.groups[to].open += 0"
    ),
    "calls in the queue are lost to no group": Change(
        _FAULTS, "Kind.CALL_LOST, call.group, call.number", "Kind.CALL_LOST, NOBODY, call.number"
    ),
    "a ring lost in a fault is told as missed": Change(_FAULTS, "Unanswered.WITHDRAWN", "Unanswered.NO_ANSWER"),
    "calls on hold outlast a fault": Change(
        _FAULTS,
        "case CallState.TALKING | CallState.HELD | CallState.DIALLED:",
        "case CallState.TALKING | CallState.DIALLED:",
    ),
    "calls in the menu outlast a fault": Change(_FAULTS, "case CallState.IN_MENU:", "case CallState.OVER if now < 0:"),
    "the lines stay down": Change(_FAULTS, "centre.floor[0].faults -= 1", "centre.floor[0].faults -= 0"),
}
"""What goes wrong, in words, and the one line that does it."""
