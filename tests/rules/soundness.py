"""What is true of a centre between two inputs: rows say what the ledger says, and lists hold who they should."""

from moves import Moves

from acd.events import NOBODY, AgentState
from acd.model import CallState, Centre


def assert_sound(centre: Centre, moves: Moves) -> None:
    """Fail where rows, lists, counts and the ledger disagree."""
    _rows_are_as_the_ledger_says(centre, moves)
    _queues(centre)
    _ready_lists(centre)
    _pairs(centre)
    _crews(centre)
    _lines(centre)
    _people(centre)


def _rows_are_as_the_ledger_says(centre: Centre, moves: Moves) -> None:
    for a, agent in enumerate(centre.agents):
        assert agent.state == moves.agents[a]
    for call in centre.calls:
        assert call.number == NOBODY or call.state == moves.calls[call.number]
    inside = [number for number, state in moves.calls.items() if state != CallState.OVER]
    assert sorted(inside) == sorted(call.number for call in centre.calls if call.state != CallState.OVER)


def chain(rows, head: int, tail: int) -> list[int]:
    """The rows of a list from head to tail, checked in both directions."""
    found, before, here = [], NOBODY, head
    while here != NOBODY:
        assert rows[here].prev == before
        found.append(here)
        before, here = here, rows[here].next
    assert tail == before
    return found


def _queues(centre: Centre) -> None:
    calls = centre.calls
    waiting = [0] * len(centre.groups)
    for q, queue in enumerate(centre.queues):
        there = chain(calls, queue.head, queue.tail)
        assert set(there) == {c for c, call in enumerate(calls) if call.state == CallState.QUEUED and call.queue == q}
        assert len(there) == queue.length
        assert there == sorted(there, key=lambda c: (calls[c].offered, calls[c].number))
        for c in there:
            waiting[calls[c].group] += 1
            assert q == calls[c].group * centre.floor[0].priorities + calls[c].rank
    assert waiting == [group.waiting for group in centre.groups]
    assert sum(waiting) == centre.floor[0].waiting
    for g, group in enumerate(centre.groups):
        assert group.open == sum(call.state != CallState.OVER and call.group == g for call in calls)


def _ready_lists(centre: Centre) -> None:
    agents = centre.agents
    for p, profile in enumerate(centre.profiles):
        there = chain(agents, profile.head, profile.tail)
        assert set(there) == {a for a, agent in enumerate(agents) if (agent.state, agent.profile) == (1, p)}
        assert there == sorted(there, key=lambda a: (agents[a].since, a))


def _pairs(centre: Centre) -> None:
    """A call that rings or is talked to has one agent, who rings or talks for it."""
    with_agent = {
        CallState.RINGING: AgentState.RINGING,
        CallState.TALKING: AgentState.TALKING,
        CallState.HELD: AgentState.HOLDING,
        CallState.DIALLED: AgentState.TALKING,
    }
    busy = {(c, call.agent): with_agent[call.state] for c, call in enumerate(centre.calls) if call.state in with_agent}
    for a, agent in enumerate(centre.agents):
        if agent.state in with_agent.values():
            assert busy.pop((agent.call, a)) == agent.state
        elif agent.state != AgentState.WRAP_UP:
            assert agent.call == NOBODY
    assert not busy


def _crews(centre: Centre) -> None:
    """Who is still to leave works or is away: an agent of a crew too large is never ready."""
    for r, roster in enumerate(centre.rosters):
        crew = [agent for agent in centre.agents if agent.roster == r]
        assert roster.present == sum(agent.state != AgentState.SIGNED_OUT for agent in crew)
        assert roster.surplus >= 0
        if roster.surplus and not centre.floor[0].closed:
            assert roster.surplus <= roster.present
            assert all(agent.state != AgentState.READY for agent in crew)


def _lines(centre: Centre) -> None:
    """Every call in the centre is on a line, and there are never more than lines."""
    floor = centre.floor[0]
    assert floor.up == sum(call.state != CallState.OVER for call in centre.calls)
    assert floor.lines == NOBODY or floor.up <= floor.lines


def _people(centre: Centre) -> None:
    """Who is present and available is counted where a condition asks."""
    if not centre.floor[0].watching:
        return
    for p, profile in enumerate(centre.profiles):
        states = [agent.state for agent in centre.agents if agent.profile == p]
        assert profile.present == sum(state != AgentState.SIGNED_OUT for state in states)
        away = (AgentState.SIGNED_OUT, AgentState.NOT_READY)
        assert profile.available == sum(state not in away for state in states)
