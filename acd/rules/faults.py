"""What follows from a fault of the lines: every call in the centre is lost, new ones hear the busy tone."""

from acd.events import NOBODY, AgentState, Component, Kind, Lost, Unanswered
from acd.model import CallState, Centre, Order, Outcome, Policy, dequeue
from acd.rules.freeing import become_free, settle
from acd.rules.leaving import finish
from acd.rules.outbox import emit, order
from acd.rules.ringing import find_call
from acd.rules.talking import leave_talk


def fault_started(centre: Centre, policy: Policy, now: int) -> None:
    """The lines fail."""
    centre.floor[0].faults += 1
    emit(centre, now, Kind.FAULT_STARTED, NOBODY, NOBODY, NOBODY, Component.LINES.value)
    for c in range(len(centre.calls)):
        _lose(centre, now, c)
    settle(centre, policy, now)


def fault_ended(centre: Centre, now: int) -> None:
    """The lines work again."""
    centre.floor[0].faults -= 1
    emit(centre, now, Kind.FAULT_ENDED, NOBODY, NOBODY, NOBODY, Component.LINES.value)


def call_lost(centre: Centre, policy: Policy, now: int, c: int, number: int) -> None:
    """One call drops by a fault: its telephones are gone without a word, or a crash took them."""
    if centre.calls[c].number != number:
        return
    a = _lose(centre, now, c)
    if a != NOBODY and centre.agents[a].state == AgentState.READY:
        find_call(centre, policy, now, a)
    settle(centre, policy, now)


def _lose(centre: Centre, now: int, c: int) -> int:
    """A call drops, wherever it is; the agent who had it, if one did, goes on as after any call."""
    call = centre.calls[c]
    a = call.agent
    lost = Lost.FAULT.value
    match call.state:
        case CallState.IN_MENU:
            emit(centre, now, Kind.CALL_LOST, NOBODY, call.number, NOBODY, lost)
            finish(centre, c, Outcome.SETTLED.value)
        case CallState.QUEUED:
            dequeue(centre, c)
            emit(centre, now, Kind.CALL_LOST, call.group, call.number, NOBODY, lost)
            finish(centre, c, Outcome.SETTLED.value)
        case CallState.RINGING:
            withdrawn = Unanswered.WITHDRAWN.value
            emit(centre, now, Kind.CALL_UNANSWERED, call.serving, call.number, a, withdrawn)
            order(centre, Order.STOP_RINGING, c, a)
            emit(centre, now, Kind.CALL_LOST, call.serving, call.number, a, lost)
            finish(centre, c, Outcome.SETTLED.value)
            become_free(centre, now, a)
            return a
        case CallState.TALKING | CallState.HELD | CallState.DIALLED:
            emit(centre, now, Kind.CALL_LOST, call.serving, call.number, a, lost)
            leave_talk(centre, now, c)
            finish(centre, c, Outcome.SETTLED.value)
            return a
    return NOBODY
