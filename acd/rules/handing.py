"""A call goes from one agent to another named one: sent on unannounced, or handed over after a word with that agent.

Who is consulted is not ready for that reason meanwhile, so that no other call rings there.
"""

from acd.events import NOBODY, AgentState, Intent, Kind, QueueCause, Transfer, When, Why
from acd.model import CONSULT, CallState, Centre, Policy, leave_ready
from acd.rules.agents import not_ready_asked, ready_asked
from acd.rules.answering import agent_answered
from acd.rules.arriving import join, seek
from acd.rules.freeing import settle
from acd.rules.outbox import change_state, emit
from acd.rules.ringing import find_call, ring
from acd.rules.talking import leave_talk, may_be_handed_on
from acd.rules.waiting import let_wait


def call_sent_to(centre: Centre, policy: Policy, now: int, c: int, to: int) -> None:
    """Blind transfer to an agent: rung if ready, else the call waits in its group with its age, for anybody."""
    call = centre.calls[c]
    if not may_be_handed_on(call) or call.agent == to:
        return
    a = _leave(centre, now, c, to, Transfer.BLIND)
    join(centre, now, c, call.group, a)
    if centre.agents[to].state == AgentState.READY:
        leave_ready(centre, to)
        ring(centre, now, c, to, Why.DIRECT.value)
    elif centre.floor[0].past_limit or not seek(centre, policy, now, c):
        let_wait(centre, policy, now, c, QueueCause.TRANSFER)
    _next(centre, policy, now, a)


def consult_started(centre: Centre, policy: Policy, now: int, c: int, to: int) -> None:
    """The agent of a held call speaks to another agent, who is taken out of the distribution if ready."""
    call = centre.calls[c]
    if call.state != CallState.HELD or call.agent == to:
        return
    emit(centre, now, Kind.CALL_CONSULTED, NOBODY, call.number, call.agent, to)
    if centre.agents[to].state == AgentState.READY:
        not_ready_asked(centre, policy, now, to, CONSULT)


def consult_ended(centre: Centre, policy: Policy, now: int, to: int) -> None:
    """Who was consulted is where he or she was before: ready, unless not ready for another reason."""
    agent = centre.agents[to]
    if agent.state == AgentState.NOT_READY and agent.reason == CONSULT:
        ready_asked(centre, policy, now, to)


def call_handed_over(centre: Centre, policy: Policy, now: int, c: int, to: int) -> None:
    """Attended transfer: the agent who was consulted has the caller from now on."""
    call = centre.calls[c]
    agent = centre.agents[to]
    if not may_be_handed_on(call) or agent.state != AgentState.NOT_READY or agent.reason != CONSULT:
        return
    a = _leave(centre, now, c, to, Transfer.ATTENDED)
    join(centre, now, c, call.group, a)
    agent.intent = Intent.READY
    agent.reason = NOBODY
    emit(centre, now, Kind.AGENT_INTENT, NOBODY, NOBODY, to, Intent.READY.value, NOBODY, When.NOW.value)
    change_state(centre, now, to, AgentState.READY, NOBODY, NOBODY)
    ring(centre, now, c, to, Why.DIRECT.value)
    agent_answered(centre, now, to)
    _next(centre, policy, now, a)


def _leave(centre: Centre, now: int, c: int, to: int, kind: Transfer) -> int:
    """The call leaves its agent for another; returns who that was."""
    call = centre.calls[c]
    a = call.agent
    emit(centre, now, Kind.CALL_TRANSFERRED, call.serving, call.number, a, NOBODY, to, kind.value)
    call.state = CallState.ARRIVED
    leave_talk(centre, now, c)
    return a


def _next(centre: Centre, policy: Policy, now: int, a: int) -> None:
    if centre.agents[a].state == AgentState.READY:
        find_call(centre, policy, now, a)
    settle(centre, policy, now)
