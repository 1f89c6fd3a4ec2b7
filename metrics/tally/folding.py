"""One event into sums: the only way anything is counted. Interpreted live, compiled over whole ledgers.

Knows which rows an event changes. Refuses to know KPIs. In the subset of Python that compiles; below the functions here
only rows are passed, because whole tables are costly to hand on. A call whose beginning the ledger does not hold is
passed over.
"""

from acd.events import NOBODY, Direction, Event, Kind, QueueCause
from metrics.tally.agents import count_agent, fold_agent, has_room_for_plan
from metrics.tally.book import Book
from metrics.tally.calls import begin, begin_leg, count_arrival, cross, enter, first_answer, give_up, talk, unanswered
from metrics.tally.histogram import bucket
from metrics.tally.intervals import pair_of, place, tick
from metrics.tally.open_calls import forget, place_of
from metrics.tally.queues import count_line, join_line, leave_line
from metrics.tally.rows import Clock, Frame, OpenCall, Table
from metrics.tally.sums import Running, Sums


def fold_block(running: Running, sums: Sums, book: Book, events: Table, first: int, end: int) -> int:
    """Fold ``events[first:end]``; returns where it stopped: ``end``, or an event for which ``running`` must grow."""
    for i in range(first, end):
        if not has_room(running, book, events[i]):
            return i
        fold(running, sums, book, events[i])
    return end


def has_room(running: Running, book: Book, event: Event) -> bool:
    """Whether there is a row for what this event may begin."""
    if 2 * running.clock[0].open >= len(running.calls):
        return False
    return event.kind != Kind.SHIFT_PLANNED or has_room_for_plan(running, book, event)


def fold(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold one event, for which there must be room. A run that has ended lasted as long as is measured."""
    tick(running.clock[0], book.frame[0], event.t)
    if event.kind >= Kind.AGENT_SIGNED_IN:
        fold_agent(running, sums, book, event)
    elif event.kind >= Kind.CALL_ARRIVED:
        fold_call(running, sums, book, event)
    elif event.kind == Kind.RUN_ENDED:
        settle(running, sums, book, max(event.t, book.frame[0].end))


def fold_call(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold an event that concerns a call."""
    at = place_of(running.calls, event.call)
    call = running.calls[at]
    frame = book.frame[0]
    if call.number == NOBODY:
        if event.kind != Kind.CALL_OFFERED and (event.kind != Kind.CALL_ARRIVED or event.c == Direction.OUT):
            return
        arrive(running, sums, frame, call, event)
    if event.kind == Kind.CALL_OFFERED:
        offer(running, sums, book, call, event)
    elif event.kind == Kind.CALL_QUEUED:
        queue(running, sums, book, call, event)
    elif event.kind >= Kind.CALL_DEFLECTED:
        if call.line != NOBODY:
            leave_line(running, sums, book, call, event.t)
        serve(running, sums, book, call, event)
    elif event.kind != Kind.CALL_ARRIVED:
        enter(sums.calls[call.pair, call.interval], call, event)
    if is_over(event.kind):
        sums.calls[call.pair, call.interval].line += event.t - call.arrived
        running.clock[0].open -= 1
        forget(running.calls, at)


def is_over(kind: int) -> bool:
    """Whether an event of this kind is the last of its call."""
    if kind < Kind.CALL_DEFLECTED:
        return kind == Kind.CALL_BLOCKED or kind == Kind.IVR_COMPLETED or kind == Kind.IVR_ABANDONED
    return (
        kind == Kind.CALL_ENDED or kind == Kind.CALL_ABANDONED or kind == Kind.CALL_DEFLECTED or kind == Kind.CALL_LOST
    )


def arrive(running: Running, sums: Sums, frame: Frame, call: OpenCall, event: Event) -> None:
    """A call reaches the lines; a ledger may begin with its being offered."""
    clock = running.clock[0]
    clock.open += 1
    call_type = place(event.a if event.kind == Kind.CALL_ARRIVED else NOBODY, frame.call_types)
    begin(call, event, call_type, frame.groups, clock.interval, day_of(clock, frame))
    call.pair = pair_of(frame, call_type, frame.groups)
    count_arrival(sums.calls[call.pair, call.interval], call, 1)


def offer(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """转人工: from here on the call's figures belong to this group and interval, its arrival and menu too."""
    frame = book.frame[0]
    clock = running.clock[0]
    count_arrival(sums.calls[call.pair, call.interval], call, -1)
    call.group = place(event.group, frame.groups)
    if event.b != NOBODY:
        call.call_type = place(event.b, frame.call_types)
    call.pair = pair_of(frame, call.call_type, call.group)
    call.interval = clock.interval
    call.day = day_of(clock, frame)
    call.offered = event.t
    call.within = book.thresholds[call.group].within
    cell = sums.calls[call.pair, call.interval]
    count_arrival(cell, call, 1)
    cell.offered += 1


def day_of(clock: Clock, frame: Frame) -> int:
    """The day of a call that is offered now."""
    return clock.day if clock.interval < frame.intervals else frame.days


def queue(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """The call waits; it counts as 排队 when nobody was ready at its offer (AMB-25)."""
    if not call.queued and not call.rung and (event.b == QueueCause.NO_AGENT or event.b == NOBODY):
        call.queued = 1
        sums.calls[call.pair, call.interval].queued += 1
    group = call.group if event.group == NOBODY else place(event.group, book.frame[0].groups)
    join_line(running, sums, book, call, group, event.t)


def serve(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """A call that has been offered rings, is answered, is worked on or leaves."""
    frame = book.frame[0]
    a = agent_of(call, event, frame.agents)
    work = sums.work[a, call.day]
    cell = sums.calls[call.pair, call.interval]
    group = call.group if event.group == NOBODY else place(event.group, frame.groups)
    other = sums.calls[pair_of(frame, call.call_type, group), call.interval]
    fresh = not call.answered and call.offered != NOBODY
    if event.kind == Kind.CALL_RINGING:
        call.rung = 1
        call.ring_since = event.t
        call.ring_agent = a
    elif event.kind == Kind.CALL_UNANSWERED:
        unanswered(frame, call, work, event)
    elif event.kind == Kind.CALL_ANSWERED:
        ring = begin_leg(frame, call, cell, work, running.agents[a], a, event.t)
        if fresh:
            first_answer(call, cell, other, ring, event.t)
            count_wait(sums, frame, call, event.t - call.offered)
    elif event.kind >= Kind.CALL_HELD and event.kind <= Kind.CALL_ENDED:
        talk(call, cell, work, event)
    else:
        give_up(frame, call, cell, work, event)
    if fresh and group != call.group and leaves_queue(event.kind):
        cross(call, cell, other)


def agent_of(call: OpenCall, event: Event, agents: int) -> int:
    """The agent concerned: the event's, else the one on the call, else the one whose phone rings."""
    if event.agent != NOBODY:
        return place(event.agent, agents)
    return place(call.agent if call.agent != NOBODY else call.ring_agent, agents)


def leaves_queue(kind: int) -> bool:
    """Whether the call is answered or over with an event of this kind."""
    return kind == Kind.CALL_ANSWERED or is_over(kind)


def count_wait(sums: Sums, frame: Frame, call: OpenCall, wait: int) -> None:
    """Put the wait of an answered call into the histograms of its group and interval, and of its type."""
    slot = bucket(wait)
    sums.waits[call.group * (frame.intervals + 1) + call.interval, slot] += 1
    if call.interval < frame.intervals:
        sums.waits[(frame.groups + 1) * (frame.intervals + 1) + call.call_type, slot] += 1


def settle(running: Running, sums: Sums, book: Book, t: int) -> None:
    """Count time in state and in queues up to ``t``; at the end of a ledger, or for a look at a live day."""
    clock = running.clock[0]
    frame = book.frame[0]
    tick(clock, frame, t)
    for a in range(frame.agents + 1):
        count_agent(running, sums, book, a, t)
    for group in range(frame.groups + 1):
        count_line(running.lines[group], sums.queues[group], clock, frame, t)
