"""What follows while a phone rings: it is answered, not answered, or the caller hangs up.

An input that comes too late, because its call or agent has meanwhile moved on, changes nothing: the rules look at the
rows and not at who sent it. So a late timer or a repeated message can never leave anyone stuck.
"""

from acd.events import NOBODY, AgentState, Intent, Kind, QueueCause, Stage, Unanswered
from acd.model import NO_ANSWER, REJECTED, UNREACHABLE, CallState, Centre, Order, Policy, dequeue
from acd.rules.freeing import become_free, free_and_next, settle
from acd.rules.leaving import abandon
from acd.rules.outbox import change_state, emit, order
from acd.rules.ringing import find_agent, find_call
from acd.rules.waiting import let_wait


def agent_answered(centre: Centre, now: int, a: int) -> None:
    """The agent picks up: talk begins."""
    agent = centre.agents[a]
    if agent.state != AgentState.RINGING:
        return
    c = agent.call
    call = centre.calls[c]
    call.state = CallState.TALKING
    call.legs += 1
    agent.answered += 1
    agent.serving = call.serving
    agent.talks_since = now
    emit(centre, now, Kind.CALL_ANSWERED, call.serving, call.number, a)
    change_state(centre, now, a, AgentState.TALKING, NOBODY, call.number)
    order(centre, Order.CONNECT, c, a)


def no_answer(centre: Centre, policy: Policy, now: int, c: int, number: int, attempt: int) -> None:
    """The phone has rung long enough: the call is passed on, the agent made not ready or left ready."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.RINGING and call.attempt == attempt:
        ready = centre.floor[0].no_answer_ready != 0
        _ring_ends(centre, policy, now, c, Unanswered.NO_ANSWER.value, NOBODY if ready else NO_ANSWER)


def ring_refused(centre: Centre, policy: Policy, now: int, c: int, number: int, attempt: int, why: Unanswered) -> None:
    """The agent declines, or the phone cannot be reached: passed on as if nobody had answered.

    Who cannot be reached is not ready in any case: the call would else come back to that phone at once, for ever.
    """
    call = centre.calls[c]
    if call.number != number or call.state != CallState.RINGING or call.attempt != attempt:
        return
    reason = UNREACHABLE if why == Unanswered.UNREACHABLE else REJECTED
    if why != Unanswered.UNREACHABLE and centre.floor[0].no_answer_ready:
        reason = NOBODY
    _ring_ends(centre, policy, now, c, why, reason)


def _ring_ends(centre: Centre, policy: Policy, now: int, c: int, why: int, reason: int) -> None:
    """A ringing ends without an answer; the agent is not ready for a reason, if there is one and nothing else meant."""
    call = centre.calls[c]
    a = call.agent
    agent = centre.agents[a]
    agent.call = NOBODY
    call.state = CallState.ARRIVED
    call.missed_by = a
    emit(centre, now, Kind.CALL_UNANSWERED, call.serving, call.number, a, why)
    order(centre, Order.STOP_RINGING, c, a)
    if reason != NOBODY and not agent.leaving and agent.intent == Intent.READY:
        agent.intent = Intent.NOT_READY
        agent.reason = reason
    _pass_on(centre, policy, now, c, a)


def _pass_on(centre: Centre, policy: Policy, now: int, c: int, a: int) -> None:
    """First the agent who missed it is settled, then the call looks for another, then the agent for another call.

    After the limit of closing it looks no more: two who miss in turn would else let it ring for ever.
    """
    become_free(centre, now, a)
    if centre.floor[0].past_limit or not find_agent(centre, policy, now, c):
        let_wait(centre, policy, now, c, QueueCause.UNANSWERED)
    if centre.agents[a].state == AgentState.READY:
        find_call(centre, policy, now, a)
    settle(centre, policy, now)


def caller_hung_up(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """The caller gives up while queueing (排队放弃) or while a phone rings (振铃放弃)."""
    call = centre.calls[c]
    if call.state == CallState.QUEUED:
        dequeue(centre, c)
        abandon(centre, now, c, NOBODY, Stage.QUEUE)
        settle(centre, policy, now)
    elif call.state == CallState.RINGING:
        a = call.agent
        centre.agents[a].call = NOBODY
        order(centre, Order.STOP_RINGING, c, a)
        abandon(centre, now, c, a, Stage.RINGING)
        free_and_next(centre, policy, now, a)
