"""What an input brings with it that its own event does not say, and what follows it in the ledger gives away.

A call with a menu, a caller who will not wait, a call that is written up, the agent who served a caller last, a draw of
the policy ``random``: the rules are told these as facts about people and chance. Knows where each shows. Never looks
at what the rules themselves would have to find.
"""

from acd.driven import Driven
from acd.events import NOBODY, AgentState, Blocked, Event, Kind, Why
from acd.model import CallState
from acd.replay.recorded import Recorded


def has_menu(recorded: Recorded) -> bool:
    """Whether the call that has just arrived hears a menu."""
    following = recorded.peek(1)
    return following is not None and following.event.kind == Kind.IVR_STARTED


def is_turned_away(recorded: Recorded) -> bool:
    """Whether the call that has just arrived is let no further, the centre being closed."""
    following = recorded.peek(1)
    return following is not None and _is(following.event, Kind.CALL_BLOCKED, Blocked.CLOSED)


def _is(event: Event, kind: Kind, word: int) -> bool:
    return event.kind == kind and event.a == word


def balks(recorded: Recorded, places: int) -> bool:
    """Whether the caller whose offer stands so many places ahead hangs up rather than wait at all."""
    offer = recorded.peek(places)
    for event in recorded.same_time(places + 1):
        if offer is None or event.call != offer.event.call or event.kind != Kind.CALL_OVERFLOWED:
            return offer is not None and event.kind == Kind.CALL_ABANDONED and event.call == offer.event.call
    return False


def served_last_by(recorded: Recorded, number: int) -> int:
    """The agent who rings for this call now for having served the caller last, if one does."""
    for event in recorded.same_time():
        if event.kind == Kind.CALL_RINGING and event.call == number:
            return event.agent if event.b == Why.LAST_AGENT else NOBODY
    return NOBODY


def reason_at_once(recorded: Recorded) -> int:
    """For what reason the agent who has just signed in is not ready, if so (a briefing)."""
    following = recorded.peek(1)
    if following is None or not _is(following.event, Kind.AGENT_STATE, AgentState.NOT_READY):
        return NOBODY
    return following.event.c


def tell_wraps(replayed: Driven, recorded: Recorded) -> None:
    """Say of each call that agents lose now whether it is written up."""
    events = list(recorded.same_time())
    for event, following in zip(events, [*events[1:], Event()], strict=True):
        row = replayed.rows.get(event.call)
        if row is not None and event.kind in (Kind.CALL_ENDED, Kind.CALL_TRANSFERRED, Kind.CALL_LOST):
            call = replayed.centre.calls[row]
            if call.state in (CallState.TALKING, CallState.HELD):
                call.wraps = int(_always_wraps(replayed, call.call_type) or _is_written_up(event, following))


def _always_wraps(replayed: Driven, call_type: int) -> bool:
    """Where a type has a wrap-up, all its calls have one; where not, some may: on record, or for their codes."""
    scenario = replayed.layout.scenario
    if call_type == NOBODY:
        return False  # dialled by an agent
    return list(scenario.call_types.values())[call_type].wrap_up is not None


def _is_written_up(event: Event, following: Event) -> bool:
    return _is(following, Kind.AGENT_STATE, AgentState.WRAP_UP) and following.agent == event.agent
