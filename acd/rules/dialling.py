"""What follows when an agent calls somebody (外呼, 回访): dialled, connected or not, from then on a talk as any other.

Whoever dials is at work from that moment on, so that no call rings meanwhile. Such a call belongs to no group: it waits
in no queue, is offered to nobody and counts in no figure of calls that came in (AMB-46).
"""

from acd.events import NOBODY, AgentState, Kind, Result
from acd.model import CONSULT, CallState, Centre, Order, Outcome, Policy, leave_ready
from acd.rules.freeing import free_and_next, settle
from acd.rules.leaving import finish
from acd.rules.outbox import change_state, emit, order
from acd.rules.talking import handled


def may_dial(centre: Centre, a: int) -> bool:
    """Whether an agent could call somebody now: has no caller, is not being consulted, and a line is free."""
    agent, floor = centre.agents[a], centre.floor[0]
    match agent.state:
        case AgentState.READY | AgentState.WRAP_UP:
            able = True
        case AgentState.NOT_READY:
            able = agent.reason != CONSULT
        case _:
            able = False
    return able and floor.faults == 0 and (floor.lines == NOBODY or floor.up < floor.lines)


def number_dialled(centre: Centre, policy: Policy, now: int, c: int, a: int, attempt: int) -> None:
    """The agent calls somebody, for the ``attempt``-th time; what was being written up is done with."""
    if not may_dial(centre, a):
        order(centre, Order.RELEASE, c, NOBODY, 0, Outcome.SETTLED.value)
        return
    agent, call, floor = centre.agents[a], centre.calls[c], centre.floor[0]
    emit(centre, now, Kind.OUTBOUND_DIALLED, NOBODY, call.number, a, attempt)
    if agent.state == AgentState.READY:
        leave_ready(centre, a)
    elif agent.state == AgentState.WRAP_UP:
        handled(centre, now, a)
    call.state = CallState.DIALLED
    call.agent = a
    floor.up += 1
    agent.call = c
    agent.serving = NOBODY
    agent.busy_since = agent.talks_since = now
    change_state(centre, now, a, AgentState.TALKING, NOBODY, call.number)
    order(centre, Order.DIAL, c, a)
    order(centre, Order.WAKE_NOT_CONNECTED, c, a, now + floor.dial_limit)
    settle(centre, policy, now)


def number_answered(centre: Centre, now: int, c: int, number: int) -> None:
    """Whoever was called is there: talk begins, and what comes of it is to be written down."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.DIALLED:
        call.state = CallState.TALKING
        call.wraps = 1
        emit(centre, now, Kind.OUTBOUND_CONNECTED, NOBODY, number, call.agent)
        order(centre, Order.CONNECT, c, call.agent)


def number_failed(centre: Centre, policy: Policy, now: int, c: int, number: int, why: Result) -> None:
    """Nobody was reached; there is nothing to write up."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.DIALLED:
        a = call.agent
        emit(centre, now, Kind.OUTBOUND_RESULT, NOBODY, number, a, why)
        finish(centre, c, Outcome.SETTLED.value)
        handled(centre, now, a)
        free_and_next(centre, policy, now, a)


def not_connected_due(centre: Centre, policy: Policy, now: int, c: int, number: int) -> None:
    """It has rung long enough at whoever was called."""
    number_failed(centre, policy, now, c, number, Result.NO_ANSWER)
