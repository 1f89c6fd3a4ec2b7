"""What of the past a new day's ledger says again, so that it reads as any other: who is at work, and calls not over.

Knows the events so far of whoever is there and of every call up, or written up. Counts nothing; whoever is at rest is
restated as signed in and at rest, without the calls before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from acd.events import NOBODY, AgentState, Event, Kind

_REST: Final = (AgentState.READY, AgentState.NOT_READY)
OVER: Final = frozenset(
    {
        Kind.CALL_BLOCKED,
        Kind.IVR_COMPLETED,
        Kind.IVR_ABANDONED,
        Kind.CALL_DEFLECTED,
        Kind.CALL_ABANDONED,
        Kind.CALL_ENDED,
        Kind.CALL_LOST,
    }
)
"""Events after which a call is no more."""
_ANEW: Final = (Kind.CALL_RINGING, Kind.CALL_TRANSFERRED)

Placed = tuple[int, Event]
"""An event and its place among all."""


@dataclass(slots=True)
class _Agent:
    signed_in: Event
    rest: list[Placed] = field(default_factory=list)
    """Signing in and the latest state of rest, then the states since."""
    calls: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Call:
    events: list[Placed] = field(default_factory=list)
    is_over: bool = False

    @property
    def is_connected(self) -> bool:
        """Whether somebody answered whom an agent called."""
        return any(event.kind == Kind.OUTBOUND_CONNECTED for _place, event in self.events)


class Lately:
    """``note`` every event in order; ``restated`` says again what matters still."""

    def __init__(self) -> None:
        self._count = 0
        self._agents: dict[int, _Agent] = {}
        self._calls: dict[int, _Call] = {}

    @property
    def open_calls(self) -> frozenset[int]:
        """The numbers of calls that are not over."""
        return frozenset(number for number, call in self._calls.items() if not call.is_over)

    def note(self, event: Event) -> None:
        """Keep it as long as it matters."""
        self._count += 1
        kind = Kind(event.kind)
        if kind.type.startswith(("call.", "ivr.", "outbound.")) and event.call != NOBODY:
            self._note_call(kind, event)
        elif kind == Kind.AGENT_SIGNED_IN:
            self._agents[event.agent] = _Agent(event)
        elif kind == Kind.AGENT_STATE:
            self._note_state(event)

    def restated(self) -> list[Event]:
        """In the order in which they happened, at their own times."""
        placed = [each for agent in self._agents.values() for each in agent.rest]
        placed += [each for call in self._calls.values() for each in _once_queued(call.events)]
        return [replace(event) for _place, event in sorted(placed, key=lambda each: each[0])]

    def _note_call(self, kind: Kind, event: Event) -> None:
        if kind in (Kind.CALL_ARRIVED, Kind.OUTBOUND_DIALLED):
            self._calls[event.call] = _Call()
        call = self._calls.get(event.call)
        if call is None:
            return  # a code or a rating of a call that was over and done with
        call.events.append((self._count, event))
        if event.agent in self._agents:
            self._agents[event.agent].calls.add(event.call)
        if kind in OVER or (kind == Kind.OUTBOUND_RESULT and not call.is_connected):
            call.is_over = True
            self._forget_if_done(event.call)

    def _note_state(self, event: Event) -> None:
        agent = self._agents.get(event.agent)
        if agent is None:
            return
        if event.a == AgentState.SIGNED_OUT:
            self._leave_calls(event.agent)
            del self._agents[event.agent]
        elif event.a in _REST:
            self._leave_calls(event.agent)
            begins = replace(event, b=AgentState.SIGNED_OUT)
            agent.rest = [(self._count, replace(agent.signed_in, t=event.t)), (self._count, begins)]
        else:
            agent.rest.append((self._count, event))

    def _leave_calls(self, a: int) -> None:
        """At rest: no call of the past is the agent's any more."""
        agent = self._agents[a]
        for number in agent.calls:
            call = self._calls.get(number)
            if call is not None:
                call.events = [each for each in call.events if each[1].agent != a]
                self._forget_if_done(number)
        agent.calls.clear()

    def _forget_if_done(self, number: int) -> None:
        call = self._calls[number]
        if call.is_over and all(event.agent not in self._agents for _place, event in call.events):
            del self._calls[number]


def _once_queued(events: list[Placed]) -> Iterator[Placed]:
    """Without rings that were left out a call was queued once: the last time."""
    for n, each in enumerate(events):
        later = (Kind(event.kind) for _place, event in events[n + 1 :])
        following = next((kind for kind in later if kind in (*_ANEW, Kind.CALL_QUEUED)), None)
        if each[1].kind != Kind.CALL_QUEUED or following != Kind.CALL_QUEUED:
            yield each
