"""Each event taken into the picture: what it says of its call, its agent and the lines.

Knows what events mean for who is where. Decides nothing: an impossible event is noted like any other, and the checks
speak.
"""

from collections.abc import Callable, Mapping
from typing import Final

from acd.events import NOBODY, AgentState, Event, Intent, Kind, QueueCause, Unanswered, When
from metrics.audit.conditions import step_of
from metrics.audit.picture import Picture
from metrics.audit.seen import HANDLING, SHIFT_END, TALK, AgentSeen, CallSeen, Stage


def note(seen: Picture, event: Event) -> None:
    """Take the event into the picture."""
    if event.kind in _CALL_NOTES:
        call = seen.calls.setdefault(event.call, CallSeen(event.call))
        _CALL_NOTES[event.kind](seen, call, event)
        if call.stage == Stage.OVER:
            del seen.calls[event.call]
    if event.agent != NOBODY and _owes(seen.agents[event.agent], event):
        seen.agents[event.agent].owed = Kind(event.kind)
    if event.kind in _AGENT_NOTES:
        _AGENT_NOTES[event.kind](seen, seen.agents[event.agent], event)
    if event.kind == Kind.FAULT_STARTED:
        seen.faults, seen.struck = seen.faults + 1, event.t
    if event.kind == Kind.FAULT_ENDED:
        seen.faults -= 1


def _owes(agent: AgentSeen, event: Event) -> bool:
    """Whether the event moves its agent; a call lost while ringing has been withdrawn before."""
    return event.kind in _OWING or (event.kind == Kind.CALL_LOST and agent.state in TALK)


_OWING: Final = (
    Kind.CALL_RINGING,
    Kind.CALL_UNANSWERED,
    Kind.CALL_ANSWERED,
    Kind.CALL_ABANDONED,
    Kind.CALL_HELD,
    Kind.CALL_RETRIEVED,
    Kind.CALL_TRANSFERRED,
    Kind.CALL_ENDED,
    Kind.AGENT_SIGNED_IN,
    Kind.AGENT_SIGNED_OUT,
)


def _arrived(seen: Picture, call: CallSeen, event: Event) -> None:
    call.type, call.sought = event.a, event.t
    call.group = seen.centre.call_types[call.type].group if call.type != NOBODY else NOBODY


def _in_menu(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.stage = Stage.MENU


def _offered(seen: Picture, call: CallSeen, event: Event) -> None:
    call.group, call.offered, call.came = event.group, event.t, event.t
    call.priority = seen.centre.call_types[call.type].priority if call.type != NOBODY else max(event.a, 0)
    _seeks(call, event, QueueCause.NO_AGENT)


def _seeks(call: CallSeen, event: Event, cause: QueueCause) -> None:
    call.stage, call.seeks, call.sought = Stage.SEEKING, cause, event.t


def _queued(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.stage = Stage.WAITING


def _overflowed(seen: Picture, call: CallSeen, event: Event) -> None:
    step = step_of(seen, call, event)
    call.widened = event.t
    if step is not None:
        call.steps.append(step)


def _ringing(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage, call.agent, call.serving, call.rung = Stage.RINGING, event.agent, event.group, event.t
    call.rings += 1
    seen.last_rung[call.group] = event.agent


def _unanswered(seen: Picture, call: CallSeen, event: Event) -> None:
    call.missed_by = event.agent
    seen.agents[event.agent].withdrawn = event.a == Unanswered.WITHDRAWN
    if event.a != Unanswered.WITHDRAWN:
        call.agent = NOBODY
    _seeks(call, event, QueueCause.UNANSWERED)


def _answered(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage = Stage.TALKING
    agent = seen.agents[event.agent]
    agent.answered += 1
    agent.handled_for, agent.took = event.group, event.t


def _held(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.held = True
    call.holds += 1


def _retrieved(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.held = False


def _transferred(seen: Picture, call: CallSeen, event: Event) -> None:
    seen.agents[event.agent].last_type = call.type
    call.group, call.came, call.transferred = event.a, event.t, True
    call.missed_by, call.agent, call.serving = event.agent, NOBODY, NOBODY
    call.steps.clear()
    _seeks(call, event, QueueCause.TRANSFER)


def _ended(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage = Stage.OVER
    seen.agents[event.agent].last_type = call.type


def _lost(seen: Picture, call: CallSeen, event: Event) -> None:
    if event.agent != NOBODY and call.stage == Stage.TALKING:
        seen.agents[event.agent].last_type = call.type
    call.stage = Stage.OVER


def _over(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.stage = Stage.OVER


_CALL_NOTES: Final[Mapping[int, Callable[[Picture, CallSeen, Event], None]]] = {
    Kind.CALL_ARRIVED: _arrived,
    Kind.IVR_STARTED: _in_menu,
    Kind.CALL_OFFERED: _offered,
    Kind.CALL_QUEUED: _queued,
    Kind.CALL_OVERFLOWED: _overflowed,
    Kind.CALL_RINGING: _ringing,
    Kind.CALL_UNANSWERED: _unanswered,
    Kind.CALL_ANSWERED: _answered,
    Kind.CALL_HELD: _held,
    Kind.CALL_RETRIEVED: _retrieved,
    Kind.CALL_TRANSFERRED: _transferred,
    Kind.CALL_BLOCKED: _over,
    Kind.CALL_ABANDONED: _over,
    Kind.CALL_DEFLECTED: _over,
    Kind.CALL_ENDED: _ended,
    Kind.CALL_LOST: _lost,
    Kind.IVR_COMPLETED: _over,
    Kind.IVR_ABANDONED: _over,
}


def _state(seen: Picture, agent: AgentSeen, event: Event) -> None:
    held = event.t - agent.since
    was, state = agent.state, AgentState(event.a)
    if was in HANDLING or (was == AgentState.RINGING and state == AgentState.TALKING):
        agent.handling += held
    if was in HANDLING and state not in HANDLING and agent.handled_for != NOBODY:
        seen.handlings[agent.handled_for].append(event.t - agent.took)
        agent.handled_for = NOBODY
    agent.state, agent.since, agent.owed = state, event.t, None
    agent.reason = seen.header.reasons[event.c] if event.c != NOBODY else ""
    if agent.reason in agent.leaving:
        agent.leaving.remove(agent.reason)


def _signed_in(_seen: Picture, agent: AgentSeen, event: Event) -> None:
    agent.signed_in_at = event.t


def _signed_out(_seen: Picture, agent: AgentSeen, event: Event) -> None:
    agent.presence, agent.signed_in_at = agent.present(event.t), NOBODY
    agent.leaving.clear()


def _intent(seen: Picture, agent: AgentSeen, event: Event) -> None:
    if event.c != When.AFTER_CALL:
        agent.owed = Kind.AGENT_INTENT
        agent.asked = (AgentState.NOT_READY, event.b) if event.a == Intent.NOT_READY else (AgentState.READY, NOBODY)
    if event.a == Intent.NOT_READY and event.c != When.AFTER_CALL:
        return
    agent.leaving = [meant for meant in agent.leaving if meant == SHIFT_END]
    if event.a == Intent.NOT_READY:
        agent.leaving.append(seen.header.reasons[event.b] if event.b != NOBODY else "")


def _planned(seen: Picture, agent: AgentSeen, event: Event) -> None:
    if event.c != NOBODY:
        agent.planned.add((event.a, seen.header.reasons[event.c]))


_AGENT_NOTES: Final[Mapping[int, Callable[[Picture, AgentSeen, Event], None]]] = {
    Kind.AGENT_STATE: _state,
    Kind.AGENT_SIGNED_IN: _signed_in,
    Kind.AGENT_SIGNED_OUT: _signed_out,
    Kind.AGENT_INTENT: _intent,
    Kind.SHIFT_PLANNED: _planned,
}
