"""What follows from a fault of the lines: every call in the centre is lost, new ones hear the busy tone."""

from acd.events import NOBODY, Component, Kind, Lost, Unanswered
from acd.model import CallState, Centre, Order, Outcome, Policy, dequeue
from acd.rules.freeing import become_free, settle
from acd.rules.leaving import finish
from acd.rules.outbox import emit, order
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
    if centre.calls[c].number == number:
        _lose(centre, now, c)
        settle(centre, policy, now)


def _lose(centre: Centre, now: int, c: int) -> None:
    """A call drops, wherever it is; an agent who had it goes on as after any call."""
    call = centre.calls[c]
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
            emit(centre, now, Kind.CALL_UNANSWERED, call.serving, call.number, call.agent, withdrawn)
            order(centre, Order.STOP_RINGING, c, call.agent)
            emit(centre, now, Kind.CALL_LOST, call.serving, call.number, call.agent, lost)
            finish(centre, c, Outcome.SETTLED.value)
            become_free(centre, now, call.agent)
        case CallState.TALKING | CallState.HELD:
            emit(centre, now, Kind.CALL_LOST, call.serving, call.number, call.agent, lost)
            leave_talk(centre, now, c)
            finish(centre, c, Outcome.SETTLED.value)
