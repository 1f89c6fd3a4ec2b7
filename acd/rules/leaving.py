"""How a call leaves: busy tone, given up, sent away by rule; and what leaving does to the rows.

Knows which event tells of it and that line and row are free again. Refuses to know what the agents do next.
"""

from acd.events import NOBODY, Blocked, Deflected, DeflectedTo, Kind, Stage
from acd.model import CallState, Centre, Order, Outcome
from acd.rules.outbox import emit, order


def block(centre: Centre, now: int, c: int, reason: Blocked) -> None:
    """The caller hears the busy tone and never takes a line."""
    call = centre.calls[c]
    emit(centre, now, Kind.CALL_BLOCKED, NOBODY, call.number, NOBODY, reason)
    call.state = CallState.OVER
    order(centre, Order.RELEASE, c, NOBODY, 0, Outcome.BUSY.value)


def abandon(centre: Centre, now: int, c: int, a: int, stage: Stage) -> None:
    """The caller gives up; one who was answered before (and transferred) has been served and does not try again."""
    call = centre.calls[c]
    emit(centre, now, Kind.CALL_ABANDONED, call.group, call.number, a, stage)
    finish(centre, c, Outcome.ABANDONED.value if call.legs == 0 else Outcome.SETTLED.value)


def deflect(centre: Centre, now: int, c: int, reason: int, to: int) -> None:
    """Send a caller away by rule; where that is a busy tone, the caller hears one."""
    call = centre.calls[c]
    emit(centre, now, Kind.CALL_DEFLECTED, call.group, call.number, NOBODY, reason, to)
    order(centre, Order.DEFLECT, c, NOBODY)
    finish(centre, c, Outcome.BUSY.value if to == DeflectedTo.BUSY.value else Outcome.SETTLED.value)


def deflect_closed(centre: Centre, now: int, c: int) -> None:
    """The centre has closed: nobody waits any more."""
    deflect(centre, now, c, Deflected.CLOSED.value, DeflectedTo.MESSAGE.value)


def finish(centre: Centre, c: int, outcome: int) -> None:
    """The call is over: its line is free, its row may take the next one."""
    call = centre.calls[c]
    call.state = CallState.OVER
    if call.group != NOBODY:
        centre.groups[call.group].open -= 1
    centre.floor[0].up -= 1
    order(centre, Order.RELEASE, c, NOBODY, 0, outcome)
