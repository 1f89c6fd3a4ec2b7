"""What one event adds to an agent's time: in each state, not ready for each reason, as planned or not.

Knows time in state, whose only source is ``agent.state`` (`events.md` rule 5). Refuses to know calls, but for the one
whose wrap-up this is. In the subset of Python that compiles.
"""

from acd.events import MICROSECONDS, AgentState, Event, Kind
from metrics.tally.book import Book
from metrics.tally.intervals import nearest_day, place, spread
from metrics.tally.sums import ADHERED, ANSWERED_RINGING, PLANNED, Running, Sums


def fold_agent(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold an event that concerns an agent and no call."""
    a = place(event.agent, book.agents)
    if event.kind == Kind.AGENT_STATE:
        change_state(running, sums, book, a, event)
    elif event.kind == Kind.SHIFT_PLANNED:
        plan(running, sums, book, a, event)
    elif event.kind == Kind.AGENT_SIGNED_IN:
        sums.work[a, nearest_day(running, book)].sign_ins += 1


def change_state(running: Running, sums: Sums, book: Book, a: int, event: Event) -> None:
    """Count the state that ends, and begin the next."""
    agent = running.agents[a]
    t = event.t
    count_agent(running, sums, book, a, t)
    if agent.state == AgentState.WRAP_UP:
        sums.calls[agent.call_type, agent.group, agent.interval].wrap += t - agent.entered
        sums.work[a, agent.day].wrap += t - agent.entered
    elif agent.state == AgentState.RINGING and event.a == AgentState.TALKING:
        spread(sums.spent[a, ANSWERED_RINGING], running, book, agent.entered, t, 1)
    if event.a == AgentState.SIGNED_OUT:
        agent.pause = 0
    agent.state = event.a
    agent.entered = t
    agent.reason = place(event.c, len(book.authorised) - 1)


def count_agent(running: Running, sums: Sums, book: Book, a: int, t: int) -> None:
    """Add the time since this agent was last counted to the state the agent has been in."""
    agent = running.agents[a]
    start = agent.counted
    agent.counted = t
    if agent.plans > agent.next_plan:
        adhere(running, sums, book, a, start, t)
    if agent.state == AgentState.SIGNED_OUT:
        return
    spread(sums.spent[a, agent.state], running, book, start, t, 1)
    if t > book.end:
        sums.work[a, book.days - 1].overtime += t - max(start, book.end)
    if agent.state == AgentState.NOT_READY:
        sums.pauses[a, agent.reason] += max(0, min(t, book.end) - max(start, book.start))
    if agent.state == AgentState.WRAP_UP or (agent.state == AgentState.NOT_READY and not book.authorised[agent.reason]):
        pause(running, sums, book, a, t - start)


def pause(running: Running, sums: Sums, book: Book, a: int, time: int) -> None:
    """整理与示忙 of this shift so far (W08)."""
    agent = running.agents[a]
    agent.pause += time
    most = sums.most[a, nearest_day(running, book)]
    most.shift_pause = max(most.shift_pause, agent.pause)


def plan(running: Running, sums: Sums, book: Book, a: int, event: Event) -> None:
    """Remember a planned activity (its columns are seconds), in order of time; those of one agent do not overlap."""
    forget_past_plans(running, a)
    agent = running.agents[a]
    start = event.a * MICROSECONDS
    end = event.b * MICROSECONDS
    at = agent.plans
    while at > agent.next_plan and running.plans[a, at - 1].start > start:
        later = running.plans[a, at - 1]
        move_plan(running, a, at, later.start, later.end, later.works)
        at -= 1
    move_plan(running, a, at, start, end, book.works[place(event.c, len(book.works) - 1)])
    agent.plans += 1
    spread(sums.spent[a, PLANNED], running, book, start, end, 1)


def move_plan(running: Running, a: int, at: int, start: int, end: int, works: int) -> None:
    """Write one planned activity in its place."""
    planned = running.plans[a, at]
    planned.start = start
    planned.end = end
    planned.works = works


def forget_past_plans(running: Running, a: int) -> None:
    """Planned activities that are over make room for new ones."""
    agent = running.agents[a]
    if agent.next_plan == 0 or agent.plans < running.plans.shape[1]:
        return
    for k in range(agent.next_plan, agent.plans):
        kept = running.plans[a, k]
        move_plan(running, a, k - agent.next_plan, kept.start, kept.end, kept.works)
    agent.plans -= agent.next_plan
    agent.next_plan = 0


def adhere(running: Running, sums: Sums, book: Book, a: int, start: int, end: int) -> None:
    """Add how much of a stretch of one state was spent as planned (W05)."""
    agent = running.agents[a]
    at_work = agent.state != AgentState.SIGNED_OUT and agent.state != AgentState.NOT_READY
    k = agent.next_plan
    while k < agent.plans and running.plans[a, k].start < end:
        planned = running.plans[a, k]
        if planned.end <= end:
            agent.next_plan = k + 1
        if at_work == (planned.works == 1):
            spread(sums.spent[a, ADHERED], running, book, max(start, planned.start), min(end, planned.end), 1)
        k += 1


def has_room(running: Running, book: Book, event: Event) -> bool:
    """Whether there is a free row for what this event may begin."""
    if running.clock[0].free == 0:
        return False
    if event.kind != Kind.SHIFT_PLANNED:
        return True
    agent = running.agents[place(event.agent, book.agents)]
    return agent.next_plan > 0 or agent.plans < running.plans.shape[1]
