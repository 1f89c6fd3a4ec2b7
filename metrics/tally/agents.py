"""What one event adds to an agent's time: in each state, not ready for each reason, as planned or not.

Knows time in state, whose only source is ``agent.state`` (`events.md` rule 5), and calls that the agent dialled.
Refuses to know calls that came in, but for the one whose wrap-up this is. In the subset of Python that compiles.
"""

from acd.events import MICROSECONDS, NOBODY, AgentState, Event, Kind, Result
from metrics.tally.book import Book
from metrics.tally.intervals import place, spread
from metrics.tally.rows import AgentNow, Clock, Counts, Frame, Table, Work
from metrics.tally.sums import ADHERED, ANSWERED_RINGING, PLANNED, REASONS, Running, Sums


def fold_agent(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold an event that concerns an agent, and no call that is up."""
    a = place(event.agent, book.frame[0].agents)
    if event.kind == Kind.AGENT_STATE:
        change_state(running, sums, book, a, event)
    elif event.kind == Kind.SHIFT_PLANNED:
        activity = book.reasons[place(event.c, book.frame[0].reasons)]
        plan(running.agents[a], running.plans[a], event, activity.works)
        row = time_row(sums, book, a, PLANNED)
        spread(row, running.clock[0], book.frame[0], event.a * MICROSECONDS, event.b * MICROSECONDS)
    elif event.kind == Kind.AGENT_SIGNED_IN:
        sums.work[a, running.clock[0].day].sign_ins += 1
    elif event.kind == Kind.CALL_SURVEY_SENT:
        sums.work[a, running.clock[0].day].surveyed += 1
    elif event.kind == Kind.CALL_RATED:
        rate(sums.work[a, running.clock[0].day], event)
    elif event.kind >= Kind.OUTBOUND_DIALLED and event.kind <= Kind.OUTBOUND_RESULT:
        dial(sums.work[a, running.clock[0].day], running.agents[a], event)


def rate(work: Work, event: Event) -> None:
    """The caller rated the agent (T01, T04), one who was not asked too."""
    work.rated += 1
    work.satisfied += event.b == 1
    work.surveyed = max(work.surveyed, work.rated)


def dial(work: Work, agent: AgentNow, event: Event) -> None:
    """外呼, 回访: the agent dials, is connected, or it is said what came of it (O01-O06)."""
    if event.kind == Kind.OUTBOUND_DIALLED:
        work.dialled += 1
        agent.dialled = event.call
        agent.connected = NOBODY
    elif event.kind == Kind.OUTBOUND_CONNECTED:
        work.connected += 1
        agent.connected = event.t
    else:
        work.refused += event.a == Result.REFUSED
        work.interviewed += event.a == Result.INTERVIEWED
        work.handled += event.a == Result.HANDLED
        work.confirmed += event.a == Result.CONFIRMED


def time_row(sums: Sums, book: Book, a: int, column: int) -> Counts:
    """An agent's time in one column, by interval."""
    frame = book.frame[0]
    row: Counts = sums.spent[a * (REASONS + frame.reasons + 1) + column]
    return row


def change_state(running: Running, sums: Sums, book: Book, a: int, event: Event) -> None:
    """Count the state that ends, and begin the next."""
    agent = running.agents[a]
    count_agent(running, sums, book, a, event.t)
    if agent.call != NOBODY and agent.call == agent.dialled:
        if agent.state == AgentState.TALKING and agent.connected != NOBODY:
            sums.work[a, running.clock[0].day].talk_out += event.t - max(agent.entered, agent.connected)
    elif agent.state == AgentState.WRAP_UP:
        sums.calls[agent.pair, agent.interval].wrap += event.t - agent.entered
        sums.work[a, agent.day].wrap += event.t - agent.entered
    elif agent.state == AgentState.RINGING and event.a == AgentState.TALKING:
        spread(time_row(sums, book, a, ANSWERED_RINGING), running.clock[0], book.frame[0], agent.entered, event.t)
    if event.a == AgentState.SIGNED_OUT:
        agent.pause = 0
    agent.state = event.a
    agent.call = event.call
    agent.entered = event.t
    agent.reason = place(event.c, book.frame[0].reasons)


def count_agent(running: Running, sums: Sums, book: Book, a: int, t: int) -> None:
    """Add the time since this agent was last counted to the state the agent has been in."""
    agent = running.agents[a]
    frame = book.frame[0]
    clock = running.clock[0]
    start = agent.counted
    agent.counted = t
    if agent.plans > agent.next_plan:
        adhere(agent, running.plans[a], time_row(sums, book, a, ADHERED), clock, frame, start, t)
    if agent.state == AgentState.SIGNED_OUT:
        return
    spread(time_row(sums, book, a, agent.state), clock, frame, start, t)
    if t > frame.end:
        sums.work[a, frame.days - 1].overtime += t - max(start, frame.end)
    authorised = 0
    if agent.state == AgentState.NOT_READY:
        spread(time_row(sums, book, a, REASONS + agent.reason), clock, frame, start, t)
        authorised = book.reasons[agent.reason].authorised
    if not authorised and (agent.state == AgentState.NOT_READY or agent.state == AgentState.WRAP_UP):
        pause(agent, sums.work[a, clock.day], t - start)


def pause(agent: AgentNow, work: Work, time: int) -> None:
    """整理与示忙 of this shift so far (W08)."""
    agent.pause += time
    work.longest_pause = max(work.longest_pause, agent.pause)


def plan(agent: AgentNow, plans: Table, event: Event, works: int) -> None:
    """Remember a planned activity (its columns are seconds), in order of time; those of one agent do not overlap."""
    forget_past_plans(agent, plans)
    at = agent.plans
    while at > agent.next_plan and plans[at - 1].start > event.a * MICROSECONDS:
        plans[at] = plans[at - 1]
        at -= 1
    planned = plans[at]
    planned.start = event.a * MICROSECONDS
    planned.end = event.b * MICROSECONDS
    planned.works = works
    agent.plans += 1


def forget_past_plans(agent: AgentNow, plans: Table) -> None:
    """Planned activities that are over make room for new ones."""
    if agent.next_plan == 0 or agent.plans < len(plans):
        return
    for k in range(agent.next_plan, agent.plans):
        plans[k - agent.next_plan] = plans[k]
    agent.plans -= agent.next_plan
    agent.next_plan = 0


def has_room_for_plan(running: Running, book: Book, event: Event) -> bool:
    """Whether one more planned activity of this agent can be remembered."""
    agent = running.agents[place(event.agent, book.frame[0].agents)]
    return bool(agent.next_plan > 0 or agent.plans < running.plans.shape[1])


def adhere(agent: AgentNow, plans: Table, row: Counts, clock: Clock, frame: Frame, start: int, end: int) -> None:
    """Add how much of a stretch of one state was spent as planned (W05)."""
    at_work = agent.state != AgentState.SIGNED_OUT and agent.state != AgentState.NOT_READY
    k = agent.next_plan
    while k < agent.plans and plans[k].start < end:
        planned = plans[k]
        if planned.end <= end:
            agent.next_plan = k + 1
        if at_work == (planned.works == 1):
            spread(row, clock, frame, max(start, planned.start), min(end, planned.end))
        k += 1
