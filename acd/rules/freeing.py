"""What an agent does next when work is over: goes home, is not ready, takes a call or waits for one."""

from acd.events import NOBODY, AgentState, Intent, Kind
from acd.model import Centre, Order, Policy, join_ready, leave_ready
from acd.rules.outbox import change_state, emit, order
from acd.rules.overflow import watch
from acd.rules.ringing import find_call


def become_free(centre: Centre, now: int, a: int) -> None:
    """Settle an agent whose work is over: signed out if due, not ready if so meant, else among the ready."""
    agent = centre.agents[a]
    agent.call = NOBODY
    if agent.leaving or _is_surplus(centre, a) or _is_over(centre, a):
        sign_out(centre, now, a)
    elif agent.intent == Intent.NOT_READY:
        change_state(centre, now, a, AgentState.NOT_READY, agent.reason, NOBODY)
        order(centre, Order.AWAY, NOBODY, a)
    else:
        agent.since = now
        change_state(centre, now, a, AgentState.READY, NOBODY, NOBODY)
        join_ready(centre, a)


def free_and_next(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """Settle an agent whose work is over; if ready, the agent serves the next waiting call at once."""
    become_free(centre, now, a)
    if centre.agents[a].state == AgentState.READY:
        find_call(centre, policy, now, a)
    settle(centre, policy, now)


def settle(centre: Centre, policy: Policy, now: int) -> None:
    """What may follow from any input anywhere: calls overflow on a condition; after closing, who is idle leaves."""
    if centre.floor[0].watching:
        watch(centre, policy, now)
    send_idle_home(centre, now)


def sign_out(centre: Centre, now: int, a: int) -> None:
    """The agent leaves; whatever was meant for later is forgotten."""
    agent = centre.agents[a]
    emit(centre, now, Kind.AGENT_SIGNED_OUT, NOBODY, NOBODY, a)
    change_state(centre, now, a, AgentState.SIGNED_OUT, NOBODY, NOBODY)
    agent.signed_in = now - agent.signed_in
    agent.leaving = 0
    agent.intent = Intent.READY
    agent.reason = NOBODY
    if agent.roster != NOBODY:
        centre.rosters[agent.roster].present -= 1


def send_idle_home(centre: Centre, now: int) -> None:
    """After closing, everyone without work leaves once no call that they may take is waiting or up."""
    if not centre.floor[0].closed:
        return
    for a, agent in enumerate(centre.agents):
        if (agent.state == AgentState.READY or agent.state == AgentState.NOT_READY) and _is_over(centre, a):
            if agent.state == AgentState.READY:
                leave_ready(centre, a)
            sign_out(centre, now, a)


def _is_over(centre: Centre, a: int) -> bool:
    """Whether the centre has closed and no group that the agent may serve has a call waiting, up or in the menu."""
    if not centre.floor[0].closed:
        return False
    profile = centre.profiles[centre.agents[a].profile]
    for k in range(profile.first_group, profile.end_group):
        if centre.groups[centre.served[k]].open > 0:
            return False
    return True


def _is_surplus(centre: Centre, a: int) -> bool:
    """Whether the agent's ``on_duty`` line has too many people: who finishes first leaves."""
    r = centre.agents[a].roster
    if r == NOBODY or centre.rosters[r].surplus == 0:
        return False
    centre.rosters[r].surplus -= 1
    return True
