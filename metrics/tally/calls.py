"""What one event adds to the sums of its call: asked for a person, waited, rang, talked, left.

Knows the figures of calls (`kpi.md` §3, centre and agent), as changes of the rows it is given: the open call, the cell
of its call type, group and interval, the work of the agent. Refuses to know where those rows lie
(:mod:`metrics.tally.folding`). In the subset of Python that compiles.
"""

from acd.events import NOBODY, Blocked, EndedBy, Event, Kind, Stage, Unanswered
from metrics.tally.rows import AgentNow, Calls, Frame, OpenCall, Work


def begin(call: OpenCall, event: Event, call_type: int, group: int, interval: int, day: int) -> None:
    """A call reaches the lines; until it is offered it has no group and belongs to the interval of its arrival."""
    call.number = event.call
    call.call_type = call_type
    call.group = group
    call.interval = interval
    call.day = day
    call.arrived = event.t
    call.offered = NOBODY
    call.line = NOBODY
    call.ring_since = NOBODY
    call.ring_agent = NOBODY
    call.agent = NOBODY
    call.leg_since = 0
    call.held = 0
    call.leg_holds = 0
    call.rings = 0
    call.ivr = 0
    call.rung = 0
    call.queued = 0
    call.answered = 0
    call.recount = 0


def count_arrival(cell: Calls, call: OpenCall, by: int) -> None:
    """Count its arrival, and the menu's picking up, in a cell; or take them out of one when the call moves."""
    cell.arrived += by
    cell.picked_up += by * call.ivr
    cell.rings += by * call.ivr


def enter(cell: Calls, call: OpenCall, event: Event) -> None:
    """Before the caller asks for a person: busy tone, menu; or a step of overflow while waiting."""
    if event.kind == Kind.CALL_OVERFLOWED:
        call.recount |= event.c == 1
    elif event.kind == Kind.IVR_STARTED:
        call.ivr = 1
        cell.picked_up += 1
        cell.rings += 1
    elif event.kind == Kind.CALL_BLOCKED:
        cell.blocked += 1
        cell.blocked_lines += event.a == Blocked.LINES_BUSY
        cell.blocked_closed += event.a == Blocked.CLOSED
    else:
        cell.ivr_completed += event.kind == Kind.IVR_COMPLETED
        cell.ivr_abandoned += event.kind == Kind.IVR_ABANDONED


def end_ring(call: OpenCall, work: Work, t: int) -> int:
    """The ringing ends; returns how long it was."""
    if call.ring_since == NOBODY:
        return 0
    ring = t - call.ring_since
    work.ring_all += ring
    call.ring_since = NOBODY
    return ring


def rings_in(frame: Frame, ring: int) -> int:
    """Rings heard, the first at once (AMB-51)."""
    return max(1, -(-ring // frame.ring_cycle))


def unanswered(frame: Frame, call: OpenCall, work: Work, event: Event) -> None:
    """The agent did not answer; a phone that could not be reached has not rung."""
    ring = end_ring(call, work, event.t)
    if event.a == Unanswered.UNREACHABLE:
        work.unreachable += 1
        return
    call.rings += rings_in(frame, ring)
    work.no_answer += event.a == Unanswered.NO_ANSWER
    work.rejected += event.a == Unanswered.REJECTED
    work.withdrawn += event.a == Unanswered.WITHDRAWN


def begin_leg(frame: Frame, call: OpenCall, cell: Calls, work: Work, agent: AgentNow, a: int, t: int) -> int:
    """An agent answers, for the first time or after a transfer; returns how long the phone rang."""
    ring = end_ring(call, work, t)
    rings = rings_in(frame, ring)
    work.answered += 1
    work.ring += ring
    work.first_ring_answered += rings == 1
    call.rings += rings
    call.agent = a
    call.leg_since = t
    call.held = 0
    call.leg_holds = 0
    agent.pair = call.pair
    agent.interval = call.interval
    agent.day = call.day
    if call.answered:
        cell.ring_again += ring
    return ring


def first_answer(call: OpenCall, cell: Calls, serving: Calls, ring: int, t: int) -> None:
    """The caller has reached a person."""
    call.answered = 1
    wait = t - call.offered
    cell.answered += 1
    cell.wait_answered += wait
    cell.ring += ring
    cell.within += wait <= call.within
    cell.longest_wait = max(cell.longest_wait, wait - ring)
    if not call.ivr:
        cell.picked_up += 1
        cell.rings += call.rings
    serving.served += 1


def cross(call: OpenCall, cell: Calls, other: Calls) -> None:
    """Answered by, or ended in, another group than the one it was offered to (C11); once a call."""
    cell.overflowed_out += 1
    other.overflowed_in += 1
    other.recounted += call.recount


def give_up(frame: Frame, call: OpenCall, cell: Calls, work: Work, event: Event) -> None:
    """The call leaves without its end being a talk's: abandoned, deflected by rule, lost by a fault."""
    end_stretch(call, cell, work, event.t)
    ring = end_ring(call, work, event.t)
    if event.kind == Kind.CALL_ABANDONED and event.a == Stage.RINGING:
        ring_abandoned(frame, work, ring)
    if call.answered:
        cell.dropped += event.kind == Kind.CALL_LOST
        return
    if call.offered == NOBODY and event.kind == Kind.CALL_LOST:
        cell.lost_in_menu += 1
        return
    wait = event.t - max(call.offered, call.arrived)
    cell.longest_wait = max(cell.longest_wait, wait - ring)
    if event.kind == Kind.CALL_ABANDONED:
        abandon(frame, call, cell, event.a, wait)
    else:
        cell.deflected += event.kind == Kind.CALL_DEFLECTED
        cell.lost += event.kind == Kind.CALL_LOST
        cell.wait_left += wait


def ring_abandoned(frame: Frame, work: Work, ring: int) -> None:
    """客户放弃 while this agent's phone rang, and at which ring (A04-A06)."""
    work.abandoned_ringing += 1
    work.short_ring_abandoned += ring < frame.short_ring
    work.ring_2_3_abandoned += rings_in(frame, ring) >= 2 and rings_in(frame, ring) <= 3


def abandon(frame: Frame, call: OpenCall, cell: Calls, stage: int, wait: int) -> None:
    """The caller hung up before any answer: 排队放弃 or 振铃放弃."""
    cell.abandoned_ringing += stage == Stage.RINGING
    cell.abandoned_queue += stage != Stage.RINGING
    cell.wait_abandoned += wait
    cell.abandoned_within += wait <= call.within
    cell.short_abandoned += wait < frame.short_abandon


def talk(call: OpenCall, cell: Calls, work: Work, event: Event) -> None:
    """持线 begins or ends, the call is transferred, or the talk of its last leg is over."""
    end_stretch(call, cell, work, event.t)
    call.held = 0
    if event.kind == Kind.CALL_HELD:
        hold(call, cell, work)
    elif event.kind == Kind.CALL_TRANSFERRED:
        call.agent = NOBODY
        cell.transferred += 1
        work.transferred += 1
    elif event.kind == Kind.CALL_ENDED:
        work.ended_by_agent += event.a == EndedBy.AGENT


def hold(call: OpenCall, cell: Calls, work: Work) -> None:
    """持线 begins (A09-A13)."""
    call.held = 1
    call.leg_holds += 1
    cell.holds += 1
    work.holds += 1
    work.most_holds = max(work.most_holds, call.leg_holds)


def end_stretch(call: OpenCall, cell: Calls, work: Work, t: int) -> None:
    """A stretch of talk, or of hold, ends; none is under way where no agent is on the call."""
    if call.agent == NOBODY:
        return
    stretch = t - call.leg_since
    call.leg_since = t
    if call.held:
        cell.hold += stretch
        work.hold += stretch
        work.longest_hold = max(work.longest_hold, stretch)
    else:
        cell.talk += stretch
        work.talk += stretch
