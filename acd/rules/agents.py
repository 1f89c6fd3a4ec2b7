"""What follows when an agent signs in, asks to be ready or not ready, or is due to leave."""

from acd.events import NOBODY, AgentState, Intent, Kind, When
from acd.model import SHIFT_END, Centre, Order, Policy, leave_ready
from acd.rules.freeing import free_and_next, settle, sign_out
from acd.rules.outbox import change_state, emit, order


def signed_in(centre: Centre, policy: Policy, now: int, a: int, reason: int) -> None:
    """The agent signs in: ready, or not ready for a reason (a briefing)."""
    agent = centre.agents[a]
    if agent.state != AgentState.SIGNED_OUT or centre.floor[0].closed:
        return
    agent.signed_in = now - agent.signed_in
    if agent.roster != NOBODY:
        centre.rosters[agent.roster].present += 1
    emit(centre, now, Kind.AGENT_SIGNED_IN, NOBODY, NOBODY, a, agent.team, agent.experience, agent.shift)
    if reason == NOBODY:
        free_and_next(centre, policy, now, a)
    else:
        agent.intent = Intent.NOT_READY
        agent.reason = reason
        change_state(centre, now, a, AgentState.NOT_READY, reason, NOBODY)
        order(centre, Order.AWAY, NOBODY, a)
        settle(centre, policy, now)


def is_working(state: int) -> bool:
    """Whether an agent in this state has a call in hand, ringing included."""
    return state >= AgentState.RINGING


def not_ready_asked(centre: Centre, policy: Policy, now: int, a: int, reason: int) -> None:
    """The agent asks to be not ready (示忙): at once, or when the work in hand is done."""
    agent = centre.agents[a]
    if agent.state == AgentState.SIGNED_OUT:
        return
    when = When.AFTER_CALL if is_working(agent.state) else When.NOW
    emit(centre, now, Kind.AGENT_INTENT, NOBODY, NOBODY, a, Intent.NOT_READY.value, reason, when.value)
    agent.intent = Intent.NOT_READY
    agent.reason = reason
    if is_working(agent.state):
        return
    if agent.state == AgentState.READY:
        leave_ready(centre, a)
    change_state(centre, now, a, AgentState.NOT_READY, reason, NOBODY)
    order(centre, Order.AWAY, NOBODY, a)
    settle(centre, policy, now)


def ready_asked(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """The agent asks to be ready (就绪)."""
    agent = centre.agents[a]
    if agent.state == AgentState.SIGNED_OUT or agent.intent == Intent.READY:
        return
    when = When.AFTER_CALL if is_working(agent.state) else When.NOW
    emit(centre, now, Kind.AGENT_INTENT, NOBODY, NOBODY, a, Intent.READY.value, NOBODY, when.value)
    agent.intent = Intent.READY
    agent.reason = NOBODY
    if agent.state == AgentState.NOT_READY:
        free_and_next(centre, policy, now, a)


def shift_ended(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """The agent is due to leave: at once, or after the call in hand and its wrap-up."""
    leave(centre, now, a)
    settle(centre, policy, now)


def leave(centre: Centre, now: int, a: int) -> None:
    """Sign an agent out, or let him mean to go after the call in hand."""
    agent = centre.agents[a]
    if agent.state == AgentState.SIGNED_OUT or agent.leaving:
        return
    if is_working(agent.state):
        agent.leaving = 1
        emit(
            centre,
            now,
            Kind.AGENT_INTENT,
            NOBODY,
            NOBODY,
            a,
            Intent.NOT_READY.value,
            SHIFT_END,
            When.AFTER_CALL.value,
        )
        return
    if agent.state == AgentState.READY:
        leave_ready(centre, a)
    sign_out(centre, now, a)


def duty_changed(centre: Centre, policy: Policy, now: int, r: int, wanted: int) -> None:
    """An ``on_duty`` line wants this many people from now on (`scenario.md`, on_duty)."""
    roster = centre.rosters[r]
    missing = wanted - (roster.present - roster.surplus)
    if missing < 0:
        _let_go(centre, now, r, -missing)
        settle(centre, policy, now)
        return
    stay = min(roster.surplus, missing)
    roster.surplus -= stay
    missing -= stay
    for a in range(roster.first, roster.end):
        if missing > 0 and centre.agents[a].state == AgentState.SIGNED_OUT:
            signed_in(centre, policy, now, a, NOBODY)
            missing -= 1


def _let_go(centre: Centre, now: int, r: int, excess: int) -> None:
    """The longest idle leave; for the rest, whoever finishes first."""
    roster = centre.rosters[r]
    while excess > 0:
        a = _longest_idle(centre, roster.first, roster.end)
        if a == NOBODY:
            break
        leave_ready(centre, a)
        sign_out(centre, now, a)
        excess -= 1
    roster.surplus += excess


def _longest_idle(centre: Centre, first: int, end: int) -> int:
    best = NOBODY
    for a in range(first, end):
        agent = centre.agents[a]
        if agent.state == AgentState.READY and (best == NOBODY or agent.since < centre.agents[best].since):
            best = a
    return best
