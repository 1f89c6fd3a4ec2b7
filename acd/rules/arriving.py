"""What follows when a call reaches the lines, leaves the menu, and asks for a person.

The order of looks at an offer is the contract's: hours, an agent, steps of overflow that apply by now, an agent among
those, room in the queue, the caller's will to wait.
"""

from acd.events import NOBODY, Blocked, Deflected, Direction, Kind, QueueCause, Stage
from acd.model import DAY, CallState, CallType, Centre, Group, Order, Outcome, Policy
from acd.rules.freeing import settle
from acd.rules.leaving import abandon, block, deflect, finish
from acd.rules.outbox import emit, order
from acd.rules.overflow import widen_at_offer
from acd.rules.ringing import find_agent, ring_preferred
from acd.rules.waiting import let_wait


def call_arrived(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """A call reaches the lines: busy tone, menu, or it asks for a person at once."""
    call = centre.calls[c]
    floor = centre.floor[0]
    call.state = CallState.ARRIVED
    emit(centre, now, Kind.CALL_ARRIVED, NOBODY, call.number, NOBODY, call.call_type, call.segment, Direction.IN_.value)
    if floor.faults:
        block(centre, now, c, Blocked.FAULT)
        return
    if floor.lines != NOBODY and floor.up >= floor.lines:
        block(centre, now, c, Blocked.LINES_BUSY)
        return
    floor.up += 1
    centre.groups[call.group].open += 1
    if call.menu:
        call.state = CallState.IN_MENU
        emit(centre, now, Kind.IVR_STARTED, NOBODY, call.number, NOBODY)
        order(centre, Order.MENU, c, NOBODY)
    else:
        call_offered(centre, policy, now, c)


def call_turned_away(centre: Centre, now: int, c: int, reason: Blocked) -> None:
    """A call reaches the lines and is let no further: the centre is closed."""
    call = centre.calls[c]
    call.state = CallState.ARRIVED
    emit(centre, now, Kind.CALL_ARRIVED, NOBODY, call.number, NOBODY, call.call_type, call.segment, Direction.IN_.value)
    block(centre, now, c, reason)


def menu_left(centre: Centre, policy: Policy, now: int, c: int, number: int) -> None:
    """The caller asks for a person."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.IN_MENU:
        call.state = CallState.ARRIVED
        call_offered(centre, policy, now, c)


def menu_chose(centre: Centre, c: int, number: int, call_type: int, of: CallType) -> None:
    """The caller turns out to call about something else than the number dialled says."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.IN_MENU:
        centre.groups[call.group].open -= 1
        centre.groups[of.group].open += 1
        call.chosen = call_type
        call.call_type = call_type
        call.segment = of.segment
        call.group = of.group
        call.priority = of.priority
        call.rank = of.rank


def menu_ended(centre: Centre, policy: Policy, now: int, c: int, number: int, served: bool) -> None:
    """The caller has been served by the menu, or hangs up there."""
    call = centre.calls[c]
    if call.number == number and call.state == CallState.IN_MENU:
        emit(centre, now, Kind.IVR_COMPLETED if served else Kind.IVR_ABANDONED, NOBODY, number, NOBODY)
        finish(centre, c, Outcome.SETTLED.value)
        settle(centre, policy, now)


def call_offered(centre: Centre, policy: Policy, now: int, c: int) -> None:
    """The caller asks for a person (转人工): counted once per call, from here waiting time runs."""
    call = centre.calls[c]
    call.offered = now
    call.attempt = 0
    call.legs = 0
    join(centre, now, c, call.group, NOBODY)
    emit(centre, now, Kind.CALL_OFFERED, call.group, call.number, NOBODY, call.priority, call.chosen)
    group = centre.groups[call.group]
    if not is_open(group, now):
        deflect(centre, now, c, Deflected.CLOSED.value, group.outside)
    elif not seek(centre, policy, now, c):
        if group.limit != NOBODY and group.waiting >= group.limit:
            deflect(centre, now, c, Deflected.QUEUE_FULL.value, group.full)
        elif call.balks:
            abandon(centre, now, c, NOBODY, Stage.QUEUE)
        else:
            let_wait(centre, policy, now, c, QueueCause.NO_AGENT)
    settle(centre, policy, now)


def join(centre: Centre, now: int, c: int, g: int, missed_by: int) -> None:
    """A call comes to a group, by the offer or a transfer: no step of it applies yet."""
    call = centre.calls[c]
    call.group = g
    call.joined = now
    call.steps = 0
    call.asked = 0
    call.missed_by = missed_by
    call.queue = g * centre.floor[0].priorities + call.rank


def is_open(group: Group, now: int) -> bool:
    """Whether a group takes calls at this time of day; one that says no hours always does."""
    return group.opens == NOBODY or (now - group.opens) % DAY < group.open_for


def seek(centre: Centre, policy: Policy, now: int, c: int) -> bool:
    """Ring an agent for a call that has just come to its group, widening who may take it where steps apply by now."""
    if ring_preferred(centre, now, c) or find_agent(centre, policy, now, c):
        return True
    return widen_at_offer(centre, now, c) and find_agent(centre, policy, now, c)
