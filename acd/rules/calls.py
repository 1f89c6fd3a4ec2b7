"""What follows when something happens to a call: it arrives, is answered, is not answered, is given up, ends.

An input that comes too late, because its call or agent has meanwhile moved on, changes nothing: the rules look at the
rows and not at who sent it. So a late timer or a repeated message can never leave anyone stuck.
"""

from acd.events import (
    NOBODY,
    AgentState,
    Direction,
    EndedBy,
    Intent,
    Kind,
    OverflowReason,
    QueueCause,
    Stage,
    Unanswered,
)
from acd.model import NO_ANSWER, CallState, Centre, Order, Policy, dequeue
from acd.rules.freeing import become_free, free_and_next, send_idle_home
from acd.rules.outbox import change_state, emit, order
from acd.rules.ringing import apply_step, deflect, find_agent, find_call, finish, let_wait, widen


def call_arrived(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """A call reaches the lines and asks for a person: ring an agent, else let it wait."""
    call = centre.calls[c]
    call.state = CallState.ARRIVED
    emit(centre, now, Kind.CALL_ARRIVED, NOBODY, call.number, NOBODY, call.call_type, call.segment, Direction.IN_.value)
    call_offered(centre, policy, now, c)


def call_offered(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """The caller asks for a person (转人工): counted once per call, from here waiting time runs."""
    call = centre.calls[c]
    call.offered = now
    call.attempt = 0
    call.steps = 0
    call.asked = 0
    call.missed_by = NOBODY
    call.queue = call.group * centre.floor[0].priorities + call.rank
    centre.groups[call.group].open += 1
    emit(centre, now, Kind.CALL_OFFERED, call.group, call.number, NOBODY, call.priority)
    if find_agent(centre, policy, now, c):
        return
    if _widen_all_busy(centre, now, c) and find_agent(centre, policy, now, c):
        return
    if call.balks:
        _abandon(centre, now, c, NOBODY, Stage.QUEUE)
    else:
        let_wait(centre, policy, now, c, QueueCause.NO_AGENT)


def _widen_all_busy(centre: Centre, now: int, c: int) -> bool:
    """Nobody of the group is ready at the offer: every ``all_busy`` step applies, whoever is ready there."""
    group = centre.groups[centre.calls[c].group]
    widened = False
    if _is_somebody_ready(centre, group.first_tier, group.end_tier):
        return widened
    for k in range(group.end_step - group.first_step):
        if centre.steps[group.first_step + k].reason == OverflowReason.ALL_BUSY.value:
            apply_step(centre, now, c, k)
            widened = True
    return widened


def _is_somebody_ready(centre: Centre, first: int, end: int) -> bool:
    """Whether an agent of the group's own is ready: a user's policy may have declined to ring one."""
    for k in range(first, end):
        tier = centre.tiers[k]
        for m in range(tier.first, tier.end):
            if tier.step == NOBODY and centre.profiles[centre.members[m]].head != NOBODY:
                return True
    return False


def agent_answered(centre: Centre, now: int, a: int) -> None:
    """The agent picks up: talk begins."""
    agent = centre.agents[a]
    if agent.state != AgentState.RINGING:
        return
    c = agent.call
    call = centre.calls[c]
    call.state = CallState.TALKING
    agent.answered += 1
    emit(centre, now, Kind.CALL_ANSWERED, call.serving, call.number, a)
    change_state(centre, now, a, AgentState.TALKING, NOBODY, call.number)
    order(centre, Order.CONNECT, c, a)


def no_answer(centre: Centre, policy: Policy, now: int, c: int, number: int, attempt: int) -> None:
    """The phone has rung long enough: the call is passed on, the agent made not ready or left ready."""
    call = centre.calls[c]
    if call.number != number or call.state != CallState.RINGING or call.attempt != attempt:
        return
    a = call.agent
    agent = centre.agents[a]
    agent.call = NOBODY
    call.state = CallState.ARRIVED
    call.missed_by = a
    emit(centre, now, Kind.CALL_UNANSWERED, call.serving, number, a, Unanswered.NO_ANSWER.value)
    order(centre, Order.STOP_RINGING, c, a)
    if not centre.floor[0].no_answer_ready and not agent.leaving and agent.intent == Intent.READY:
        agent.intent = Intent.NOT_READY
        agent.reason = NO_ANSWER
    _pass_on(centre, policy, now, c, a)


def _pass_on(centre: Centre, policy: Policy, now: int, c: int, a: int) -> None:
    """First the agent who missed it is settled, then the call looks for another, then the agent for another call."""
    become_free(centre, now, a)
    agent = centre.agents[a]
    if not find_agent(centre, policy, now, c):
        let_wait(centre, policy, now, c, QueueCause.UNANSWERED)
    if agent.state == AgentState.READY:
        find_call(centre, policy, now, a)
    send_idle_home(centre, now)


def caller_hung_up(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """The caller gives up while queueing (排队放弃) or while a phone rings (振铃放弃)."""
    call = centre.calls[c]
    if call.state == CallState.QUEUED:
        dequeue(centre, c)
        _abandon(centre, now, c, NOBODY, Stage.QUEUE)
        send_idle_home(centre, now)
    elif call.state == CallState.RINGING:
        a = call.agent
        centre.agents[a].call = NOBODY
        order(centre, Order.STOP_RINGING, c, a)
        _abandon(centre, now, c, a, Stage.RINGING)
        free_and_next(centre, policy, now, a)


def _abandon(centre: Centre, now: int, c: int, a: int, stage: Stage) -> None:
    call = centre.calls[c]
    emit(centre, now, Kind.CALL_ABANDONED, call.group, call.number, a, stage)
    finish(centre, c)


def call_ended(centre: Centre, policy: Policy, now: int, c: int, by: EndedBy) -> None:
    """The talk is over; the agent writes it up (话后) where the call asks for that, else is free."""
    call = centre.calls[c]
    if call.state != CallState.TALKING:
        return
    a = call.agent
    emit(centre, now, Kind.CALL_ENDED, call.serving, call.number, a, by)
    if call.wraps:
        change_state(centre, now, a, AgentState.WRAP_UP, NOBODY, call.number)
        order(centre, Order.WRAP_UP, c, a)
        finish(centre, c)
        send_idle_home(centre, now)
    else:
        finish(centre, c)
        _work_done(centre, policy, now, a)


def wrapped_up(centre: Centre, policy: Policy, now: int, a: int) -> None:
    """The agent has written the call up."""
    if centre.agents[a].state == AgentState.WRAP_UP:
        _work_done(centre, policy, now, a)


def _work_done(centre: Centre, policy: Policy, now: int, a: int) -> None:
    agent = centre.agents[a]
    agent.handling += now - agent.busy_since
    agent.call = NOBODY
    free_and_next(centre, policy, now, a)


def overflow_due(centre: Centre, policy: Policy, now: int, c: int, number: int, k: int) -> None:
    """A waiting call has reached the age at which overflow step ``k`` applies."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.QUEUED and not call.steps >> k & 1:
        widen(centre, policy, now, c, k)


def limit_passed(centre: Centre, now: int) -> None:
    """``at_close_limit`` after closing: whoever still waits is deflected, and nobody waits any more."""
    centre.floor[0].past_limit = 1
    for queue in centre.queues:
        while queue.head != NOBODY:
            c = queue.head
            dequeue(centre, c)
            deflect(centre, now, c)
    send_idle_home(centre, now)
