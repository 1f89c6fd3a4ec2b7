"""Legal moves of an agent and of a call, as tables: from which state, by which event, to which state.

A move is something that the ledger can show: the event happens, and from then on the agent or the call is in another
state (or, for a call, in the same one). What is not in a table cannot happen. Tests drive the rules with any order of
inputs and read the tables; the diagrams in the documentation are drawn from them.

*Agents.* Presence, intent and work are four separate things with the device (`events.md` rule 5); the state is derived
from the first three. ``signed_out`` is the beginning and the end. Only a ready agent rings, and there are three ways
out of ringing: answered, unanswered, given up by the caller. Who dials is at work at once, also before anybody answers.
When work ends the agent goes where presence and intent
say: out, not ready, or ready. The end of the wrap-up and of an absence is seen by nobody but the agent, so there the
change of state (``agent.state``) is itself the event.

*Calls.* ``over`` is the beginning and the end: a row waits there for its next call. ``arrived`` looks for a person, at
the offer, again after each ringing that nobody answered, and after a transfer, and lasts no time: the call rings, waits
or leaves. Waiting time runs from ``call.offered`` through all states until ``talking``; only a transfer leads back. A
call that an agent dialled is ``dialled`` until somebody answers, then talked as any other, and waits nowhere. A fault
ends a call from wherever it is; one that rings is withdrawn first (``call.unanswered``).

Knows states and events. Refuses to know when a move is due: that is for ``acd.rules``.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple

from acd.events import AgentState, Kind
from acd.model import CallState


class Move(NamedTuple):
    """In ``state``, an event of ``kind`` leads ``to`` a state."""

    state: IntEnum
    kind: Kind
    to: IntEnum


def _moves(kind: Kind, states: Iterable[IntEnum], to: Iterable[IntEnum]) -> set[Move]:
    targets = list(to)
    return {Move(state, kind, target) for state in states for target in targets}


_FREE: Final = (AgentState.READY, AgentState.NOT_READY)
_WITH_CALLER: Final = (AgentState.TALKING, AgentState.HOLDING)
_AFTER_TALK: Final = (*_FREE, AgentState.WRAP_UP)
_PRESENT: Final = (*_FREE, AgentState.RINGING, *_WITH_CALLER, AgentState.WRAP_UP)

_TALKED_TO: Final = (CallState.TALKING, CallState.HELD)

AGENT: Final = frozenset(
    _moves(Kind.AGENT_SIGNED_IN, [AgentState.SIGNED_OUT], _FREE)
    | _moves(Kind.AGENT_SIGNED_OUT, _PRESENT, [AgentState.SIGNED_OUT])
    | _moves(Kind.AGENT_INTENT, _FREE, [AgentState.NOT_READY])
    | _moves(Kind.AGENT_INTENT, [AgentState.NOT_READY], [AgentState.READY])
    | _moves(Kind.CALL_RINGING, [AgentState.READY], [AgentState.RINGING])
    | _moves(Kind.CALL_UNANSWERED, [AgentState.RINGING], _FREE)
    | _moves(Kind.CALL_ABANDONED, [AgentState.RINGING], _FREE)
    | _moves(Kind.CALL_ANSWERED, [AgentState.RINGING], [AgentState.TALKING])
    | _moves(Kind.CALL_HELD, [AgentState.TALKING], [AgentState.HOLDING])
    | _moves(Kind.CALL_RETRIEVED, [AgentState.HOLDING], [AgentState.TALKING])
    | _moves(Kind.CALL_TRANSFERRED, _WITH_CALLER, _AFTER_TALK)
    | _moves(Kind.CALL_ENDED, _WITH_CALLER, _AFTER_TALK)
    | _moves(Kind.CALL_LOST, _WITH_CALLER, _AFTER_TALK)
    | _moves(Kind.CALL_LOST, [AgentState.RINGING], _FREE)
    | _moves(Kind.AGENT_STATE, [AgentState.WRAP_UP], _FREE)
    | _moves(Kind.OUTBOUND_DIALLED, [*_FREE, AgentState.WRAP_UP], [AgentState.TALKING])
    | _moves(Kind.OUTBOUND_RESULT, [AgentState.TALKING], _FREE)
)
"""What moves an agent: the event that the change of state follows at the same instant."""

CALL: Final = frozenset(
    _moves(Kind.CALL_ARRIVED, [CallState.OVER], [CallState.ARRIVED])
    | _moves(Kind.CALL_BLOCKED, [CallState.ARRIVED], [CallState.OVER])
    | _moves(Kind.IVR_STARTED, [CallState.ARRIVED], [CallState.IN_MENU])
    | _moves(Kind.IVR_COMPLETED, [CallState.IN_MENU], [CallState.OVER])
    | _moves(Kind.IVR_ABANDONED, [CallState.IN_MENU], [CallState.OVER])
    | _moves(Kind.CALL_OFFERED, [CallState.ARRIVED, CallState.IN_MENU], [CallState.ARRIVED])
    | _moves(Kind.CALL_OVERFLOWED, [CallState.ARRIVED], [CallState.ARRIVED])
    | _moves(Kind.CALL_OVERFLOWED, [CallState.QUEUED], [CallState.QUEUED])
    | _moves(Kind.CALL_QUEUED, [CallState.ARRIVED], [CallState.QUEUED])
    | _moves(Kind.CALL_RINGING, [CallState.ARRIVED, CallState.QUEUED], [CallState.RINGING])
    | _moves(Kind.CALL_UNANSWERED, [CallState.RINGING], [CallState.ARRIVED])
    | _moves(Kind.CALL_ANSWERED, [CallState.RINGING], [CallState.TALKING])
    | _moves(Kind.CALL_ABANDONED, [CallState.ARRIVED, CallState.QUEUED, CallState.RINGING], [CallState.OVER])
    | _moves(Kind.CALL_DEFLECTED, [CallState.ARRIVED, CallState.QUEUED], [CallState.OVER])
    | _moves(Kind.CALL_HELD, [CallState.TALKING], [CallState.HELD])
    | _moves(Kind.CALL_RETRIEVED, [CallState.HELD], [CallState.TALKING])
    | _moves(Kind.CALL_CONSULTED, [CallState.HELD], [CallState.HELD])
    | _moves(Kind.CALL_TRANSFERRED, _TALKED_TO, [CallState.ARRIVED])
    | _moves(Kind.CALL_ENDED, _TALKED_TO, [CallState.OVER])
    | _moves(Kind.CALL_LOST, [CallState.IN_MENU, CallState.QUEUED, *_TALKED_TO], [CallState.OVER])
    | _moves(Kind.CALL_LOST, [CallState.ARRIVED, CallState.DIALLED], [CallState.OVER])
    | _moves(Kind.OUTBOUND_DIALLED, [CallState.OVER], [CallState.DIALLED])
    | _moves(Kind.OUTBOUND_CONNECTED, [CallState.DIALLED], [CallState.TALKING])
    | _moves(Kind.OUTBOUND_RESULT, [CallState.DIALLED], [CallState.OVER])
)
"""What happens to a call, and where it is from then on."""


def mermaid(table: Iterable[Move]) -> str:
    """The state diagram of a table in Mermaid; the state numbered 0 is drawn as beginning and end."""
    causes: dict[tuple[IntEnum, IntEnum], list[str]] = {}
    for state, kind, to in sorted(table):
        causes.setdefault((state, to), []).append(kind.type)
    arrows = [f"    {_drawn(state)} --> {_drawn(to)}: {', '.join(kinds)}" for (state, to), kinds in causes.items()]
    return "\n".join(["stateDiagram-v2", *arrows])


def _drawn(state: IntEnum) -> str:
    return state.name.lower() if state.value else "[*]"
