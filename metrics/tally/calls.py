"""What one event adds to the sums of its call: asked for a person, waited, rang, talked, left.

Knows the figures of calls (`kpi.md` §3, centre and agent). Refuses to know agents' time in state
(:mod:`metrics.tally.agents`). In the subset of Python that compiles. A call whose beginning the ledger does not hold is
passed over.
"""

from acd.events import NOBODY, Blocked, Direction, EndedBy, Event, Kind, QueueCause, Stage, Unanswered
from metrics.tally.book import Book
from metrics.tally.histogram import bucket
from metrics.tally.intervals import measured_interval, place
from metrics.tally.open_calls import close_call, find_call, open_call
from metrics.tally.queues import join_line, leave_line
from metrics.tally.rows import Calls, OpenCall, Work
from metrics.tally.sums import Running, Sums


def fold_call(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold an event that concerns a call."""
    kind = event.kind
    row = find_call(running, event.call)
    if row == NOBODY:
        if kind == Kind.CALL_ARRIVED and event.c != Direction.OUT:
            arrived(running, sums, book, event)
        elif kind == Kind.CALL_OFFERED:
            arrived(running, sums, book, event)
            offered(running, sums, book, running.calls[find_call(running, event.call)], event)
        return
    call = running.calls[row]
    cell = sums.calls[call.call_type, call.group, call.interval]
    if kind == Kind.CALL_OFFERED:
        offered(running, sums, book, call, event)
    elif kind == Kind.CALL_RINGING:
        ringing(running, sums, book, call, event)
    elif kind == Kind.CALL_ANSWERED:
        answered(running, sums, book, call, event)
    elif kind == Kind.CALL_ENDED:
        ended(running, sums, book, call, event)
    elif kind == Kind.CALL_QUEUED:
        queued(running, sums, book, call, event)
    elif kind == Kind.CALL_ABANDONED:
        abandoned(running, sums, book, call, event)
    elif kind == Kind.CALL_UNANSWERED:
        unanswered(sums, book, call, event)
    elif kind == Kind.CALL_OVERFLOWED:
        call.recount |= event.c == 1
    elif kind == Kind.CALL_HELD or kind == Kind.CALL_RETRIEVED:
        held(sums, call, event)
    elif kind == Kind.CALL_TRANSFERRED:
        transferred(sums, book, call, event)
    elif kind == Kind.CALL_DEFLECTED or kind == Kind.CALL_LOST:
        turned_away(running, sums, book, call, event)
    elif kind == Kind.CALL_BLOCKED:
        blocked(running, cell, call, event)
    elif kind == Kind.IVR_STARTED:
        call.ivr = 1
        cell.picked_up += 1
        cell.rings += 1
    elif kind == Kind.IVR_COMPLETED or kind == Kind.IVR_ABANDONED:
        cell.ivr_completed += kind == Kind.IVR_COMPLETED
        cell.ivr_abandoned += kind == Kind.IVR_ABANDONED
        over(running, cell, call, event.t)


def arrived(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """A call reaches the lines; until it is offered it has no group and belongs to the interval of its arrival."""
    call = running.calls[open_call(running, event.call)]
    call.number = event.call
    call.call_type = place(event.a, book.call_types) if event.kind == Kind.CALL_ARRIVED else book.call_types
    call.group = book.groups
    call.interval = measured_interval(running, book, event.t)
    call.day = book.day_of[call.interval]
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
    sums.calls[call.call_type, call.group, call.interval].arrived += 1


def offered(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """转人工: from here on the call's figures belong to this group and interval, its arrival and menu too."""
    before = sums.calls[call.call_type, call.group, call.interval]
    before.arrived -= 1
    before.picked_up -= call.ivr
    before.rings -= call.ivr
    call.group = place(event.group, book.groups)
    call.interval = measured_interval(running, book, event.t)
    call.day = book.day_of[call.interval]
    call.offered = event.t
    cell = sums.calls[call.call_type, call.group, call.interval]
    cell.arrived += 1
    cell.picked_up += call.ivr
    cell.rings += call.ivr
    cell.offered += 1


def queued(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The call waits; it counts as 排队 when nobody was ready at its offer (AMB-25)."""
    if not call.queued and not call.rung and (event.b == QueueCause.NO_AGENT or event.b == NOBODY):
        call.queued = 1
        sums.calls[call.call_type, call.group, call.interval].queued += 1
    join_line(running, sums, book, call, event)


def ringing(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """An agent's phone rings for it."""
    leave_line(running, sums, book, call, event.t)
    call.rung = 1
    call.ring_since = event.t
    call.ring_agent = place(event.agent, book.agents)


def end_ring(call: OpenCall, work: Work, t: int) -> int:
    """The ringing ends; returns how long it was."""
    if call.ring_since == NOBODY:
        return 0
    ring = t - call.ring_since
    work.ring_all += ring
    call.ring_since = NOBODY
    return ring


def rings_in(book: Book, ring: int) -> int:
    """Rings heard, the first at once (AMB-51)."""
    return max(1, -(-ring // book.ring_cycle))


def unanswered(sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The agent did not answer; a phone that could not be reached has not rung."""
    work = sums.work[place(event.agent, book.agents), call.day]
    ring = end_ring(call, work, event.t)
    if event.a == Unanswered.UNREACHABLE:
        work.unreachable += 1
        return
    call.rings += rings_in(book, ring)
    work.no_answer += event.a == Unanswered.NO_ANSWER
    work.rejected += event.a == Unanswered.REJECTED
    work.withdrawn += event.a == Unanswered.WITHDRAWN


def answered(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """An agent answers: a leg for the agent; for the caller the first answer, or one after a transfer."""
    leave_line(running, sums, book, call, event.t)
    a = place(event.agent, book.agents)
    work = sums.work[a, call.day]
    ring = end_ring(call, work, event.t)
    rings = rings_in(book, ring)
    work.answered += 1
    work.ring += ring
    work.first_ring_answered += rings == 1
    call.rings += rings
    call.agent = a
    call.leg_since = event.t
    call.held = 0
    call.leg_holds = 0
    remember(running, call, a)
    if call.answered:
        sums.calls[call.call_type, call.group, call.interval].ring_again += ring
    else:
        first_answer(sums, book, call, event, ring)


def remember(running: Running, call: OpenCall, a: int) -> None:
    """The agent's next wrap-up belongs to this call."""
    agent = running.agents[a]
    agent.call_type = call.call_type
    agent.group = call.group
    agent.interval = call.interval
    agent.day = call.day


def first_answer(sums: Sums, book: Book, call: OpenCall, event: Event, ring: int) -> None:
    """The caller has reached a person."""
    call.answered = 1
    cell = sums.calls[call.call_type, call.group, call.interval]
    wait = event.t - call.offered
    cell.answered += 1
    cell.wait_answered += wait
    cell.ring += ring
    cell.within += wait <= book.within[call.group]
    if not call.ivr:
        cell.picked_up += 1
        cell.rings += call.rings
    slot = bucket(wait)
    sums.waits[call.group, call.interval, slot] += 1
    if call.interval < book.intervals:
        sums.waits_by_type[call.call_type, slot] += 1
    waited(sums, book, call, wait - ring)
    by = place(event.group, book.groups) if event.group != NOBODY else call.group
    sums.calls[call.call_type, by, call.interval].served += 1
    crossed(sums, call, by)


def waited(sums: Sums, book: Book, call: OpenCall, wait: int) -> None:
    """A wait in the queue is over, however it ended (C08, AMB-26)."""
    peak = sums.peaks[call.group, call.interval]
    peak.longest_wait = max(peak.longest_wait, wait)
    if call.interval < book.intervals:
        sums.longest_by_type[call.call_type] = max(sums.longest_by_type[call.call_type], wait)


def crossed(sums: Sums, call: OpenCall, by: int) -> None:
    """Answered by, or ended in, another group than the one it was offered to (C11); once a call."""
    if by == call.group:
        return
    sums.calls[call.call_type, call.group, call.interval].overflowed_out += 1
    other = sums.calls[call.call_type, by, call.interval]
    other.overflowed_in += 1
    other.recounted += call.recount


def abandoned(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The caller hung up before an answer: 排队放弃 or 振铃放弃."""
    leave_line(running, sums, book, call, event.t)
    ring = 0
    if event.a == Stage.RINGING:
        ring = ring_abandoned(sums, book, call, event)
    cell = sums.calls[call.call_type, call.group, call.interval]
    if not call.answered and call.offered != NOBODY:
        wait = event.t - call.offered
        cell.abandoned_ringing += event.a == Stage.RINGING
        cell.abandoned_queue += event.a != Stage.RINGING
        cell.wait_abandoned += wait
        cell.abandoned_within += wait <= book.within[call.group]
        cell.short_abandoned += wait < book.short_abandon
        waited(sums, book, call, wait - ring)
        crossed(sums, call, place(event.group, book.groups) if event.group != NOBODY else call.group)
    over(running, cell, call, event.t)


def ring_abandoned(sums: Sums, book: Book, call: OpenCall, event: Event) -> int:
    """客户放弃 while this agent's phone rang, and at which ring (A04-A06)."""
    work = sums.work[place(event.agent, book.agents) if event.agent != NOBODY else call.ring_agent, call.day]
    ring = end_ring(call, work, event.t)
    work.abandoned_ringing += 1
    work.short_ring_abandoned += ring < book.short_ring
    work.ring_2_3_abandoned += 2 <= rings_in(book, ring) <= 3
    return ring


def held(sums: Sums, call: OpenCall, event: Event) -> None:
    """持线 begins or ends."""
    if call.agent == NOBODY:
        return
    end_stretch(sums, call, event.t)
    call.held = event.kind == Kind.CALL_HELD
    if call.held:
        call.leg_holds += 1
        sums.calls[call.call_type, call.group, call.interval].holds += 1
        sums.work[call.agent, call.day].holds += 1
        most = sums.most[call.agent, call.day]
        most.holds = max(most.holds, call.leg_holds)


def end_stretch(sums: Sums, call: OpenCall, t: int) -> None:
    """A stretch of talk, or of hold, ends."""
    cell = sums.calls[call.call_type, call.group, call.interval]
    work = sums.work[call.agent, call.day]
    stretch = t - call.leg_since
    call.leg_since = t
    if call.held:
        cell.hold += stretch
        work.hold += stretch
        most = sums.most[call.agent, call.day]
        most.hold = max(most.hold, stretch)
    else:
        cell.talk += stretch
        work.talk += stretch


def transferred(sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The call leaves this agent; it will not be offered again (AMB-45)."""
    if call.agent != NOBODY:
        end_stretch(sums, call, event.t)
        call.agent = NOBODY
    sums.calls[call.call_type, call.group, call.interval].transferred += 1
    sums.work[place(event.agent, book.agents), call.day].transferred += 1


def ended(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The talk of the last leg is over."""
    leave_line(running, sums, book, call, event.t)
    if call.agent != NOBODY:
        end_stretch(sums, call, event.t)
    sums.work[place(event.agent, book.agents), call.day].ended_by_agent += event.a == EndedBy.AGENT
    over(running, sums.calls[call.call_type, call.group, call.interval], call, event.t)


def turned_away(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """Deflected by rule or lost by a fault; once answered it stays answered."""
    leave_line(running, sums, book, call, event.t)
    if call.agent != NOBODY:
        end_stretch(sums, call, event.t)
    ring = 0
    if call.ring_since != NOBODY:
        ring = end_ring(call, sums.work[call.ring_agent, call.day], event.t)
    cell = sums.calls[call.call_type, call.group, call.interval]
    deflected = event.kind == Kind.CALL_DEFLECTED
    if call.answered:
        cell.dropped += not deflected
    else:
        cell.deflected += deflected
        cell.lost += not deflected
        if call.offered != NOBODY:
            cell.wait_left += event.t - call.offered
            waited(sums, book, call, event.t - call.offered - ring)
            crossed(sums, call, place(event.group, book.groups) if event.group != NOBODY else call.group)
    over(running, cell, call, event.t)


def blocked(running: Running, cell: Calls, call: OpenCall, event: Event) -> None:
    """忙音: the call is over before it began."""
    cell.blocked += 1
    cell.blocked_lines += event.a == Blocked.LINES_BUSY
    cell.blocked_closed += event.a == Blocked.CLOSED
    close_call(running, call.number)


def over(running: Running, cell: Calls, call: OpenCall, t: int) -> None:
    """The call is over and its line free."""
    cell.line += t - call.arrived
    close_call(running, call.number)
