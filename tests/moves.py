"""A ledger read against the tables of legal moves: every event must be one, and none may be left without its effect."""

from collections import defaultdict

from acd.events import NOBODY, AgentState, Event, Kind, When
from acd.lifecycle import AGENT, CALL, Move
from acd.model import CallState

TO: dict[tuple[CallState, Kind], CallState] = {(move.state, move.kind): move.to for move in CALL}

CAUSES = {move.kind for move in AGENT}


class Moves:
    """Where the events so far have led every agent and call; ``made`` are the moves that happened."""

    def __init__(self) -> None:
        self.agents: dict[int, AgentState] = defaultdict(lambda: AgentState.SIGNED_OUT)
        self.calls: dict[int, CallState] = defaultdict(lambda: CallState.OVER)
        self.made: set[Move] = set()
        self._cause: dict[int, Kind] = {}

    def note(self, event: Event) -> None:
        """The next event of the ledger."""
        kind = Kind(event.kind)
        if kind == Kind.AGENT_STATE:
            self._agent(event)
            return
        if kind == Kind.OUTBOUND_RESULT and self.calls.get(event.call) != CallState.DIALLED:
            return  # what the agent says of a call that was connected moves nothing
        if event.call != NOBODY:
            self._call(kind, event.call)
        if event.agent != NOBODY and kind in CAUSES and not (kind == Kind.AGENT_INTENT and event.c == When.AFTER_CALL):
            self._cause[event.agent] = kind

    def _agent(self, event: Event) -> None:
        before, to = AgentState(event.b), AgentState(event.a)
        assert self.agents[event.agent] == before, f"{event} of an agent who was {self.agents[event.agent].name}"
        move = Move(before, self._cause.pop(event.agent, Kind.AGENT_STATE), to)
        assert move in AGENT, move
        self.made.add(move)
        self.agents[event.agent] = to

    def _call(self, kind: Kind, number: int) -> None:
        before = self.calls[number]
        assert (before, kind) in TO, f"call {number} was {before.name}: {kind.type}"
        self.calls[number] = TO[before, kind]
        self.made.add(Move(before, kind, TO[before, kind]))

    def settled(self) -> None:
        """Between two inputs no agent's event waits for its change of state, and no call looks for a person."""
        assert not self._cause, self._cause
        assert CallState.ARRIVED not in self.calls.values()
