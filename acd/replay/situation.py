"""How the floor stands by the events so far: who is ready, who waits, what everybody else does.

Known from the ledger alone, so that a difference is shown in a situation on which both sides agree.
"""

from dataclasses import dataclass, field

from acd.events import NOBODY, AgentState, Event, Kind

_ENDS = frozenset({Kind.CALL_ENDED, Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED, Kind.CALL_LOST})
_LEAVES_QUEUE = frozenset({*_ENDS, Kind.CALL_RINGING})


@dataclass(slots=True)
class Standing:
    """What an agent does, and since when."""

    state: int
    since: int
    call: int = NOBODY


@dataclass(slots=True)
class Situation:
    """The floor after the last event on which ledger and rules agree.

    ``agents`` by number; ``waiting`` are calls with the group in which they wait, ``offered`` when each call in the
    centre asked for a person.
    """

    agents: dict[int, Standing] = field(default_factory=dict)
    waiting: dict[int, int] = field(default_factory=dict)
    offered: dict[int, int] = field(default_factory=dict)

    def note(self, event: Event) -> None:
        """The next event on which both agree."""
        kind = event.kind
        if kind == Kind.AGENT_STATE:
            self.agents[event.agent] = Standing(event.a, event.t, event.call)
        elif kind == Kind.CALL_OFFERED:
            self.offered[event.call] = event.t
        elif kind == Kind.CALL_QUEUED:
            self.waiting[event.call] = event.group
        elif kind in _LEAVES_QUEUE:
            self.waiting.pop(event.call, None)
            if kind in _ENDS:
                self.offered.pop(event.call, None)

    def ready(self) -> list[tuple[int, int]]:
        """Agents who are ready and since when, the longest idle first."""
        ready = [(who.since, a) for a, who in self.agents.items() if who.state == AgentState.READY]
        return [(a, since) for since, a in sorted(ready)]

    def queue(self) -> list[tuple[int, int, int]]:
        """Waiting calls, their groups and since when they have waited for a person, the oldest first."""
        waiting = [(self.offered.get(call, 0), call, group) for call, group in self.waiting.items()]
        return [(call, group, since) for since, call, group in sorted(waiting)]

    def count(self, state: AgentState) -> int:
        """How many agents are in a state."""
        return sum(who.state == state for who in self.agents.values())
