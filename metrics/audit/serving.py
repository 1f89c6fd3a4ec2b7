"""Which call a freed agent takes, and that nobody able is left idle while a caller waits.

`scenario.md`, *Who is served next*.
"""

from collections.abc import Iterator

from acd.events import NOBODY, Event
from acd.language import _
from metrics.audit.picture import Picture
from metrics.audit.ringing import CALL_POLICIES
from metrics.audit.seen import CallSeen, Stage


def served_in_order(seen: Picture, event: Event) -> str | None:
    """No waiting call that the freed agent may take comes before the one that he got."""
    call = seen.calls.get(event.call)
    if call is None or call.stage != Stage.WAITING or event.b not in CALL_POLICIES:
        return None
    first = min(_takeable(seen, event.agent), key=lambda other: _place(seen, event.agent, other), default=call)
    if first.number == call.number:
        return None
    return _("{agent} took call {call}; call {expected} comes first").format(
        agent=seen.agent_name(event.agent), call=call.number, expected=first.number
    )


def nobody_idle_while_one_waits(seen: Picture, _until: int) -> Iterator[str]:
    """When an instant is over, no ready agent may take a waiting call."""
    if ":" in seen.centre.choose_call or next(seen.ready(), NOBODY) == NOBODY:
        return
    for call in seen.waiting():
        able = seen.candidates(call)
        if able and not seen.free_choice(call):
            yield _("call {call} waits while {agent} is ready").format(call=call.number, agent=seen.agent_name(able[0]))


def _takeable(seen: Picture, agent: int) -> Iterator[CallSeen]:
    return (call for call in seen.waiting() if agent in seen.candidates(call))


def _place(seen: Picture, agent: int, call: CallSeen) -> tuple[int, int, int, int]:
    level = seen.level(agent, call) if seen.centre.choose_call == "skill_level" else 0
    return -seen.urgency(call), level, call.offered, call.number
