"""The present picture: who is in which state since when and why, and which calls wait since when.

Knows what the latest event said of each agent and each open call. Counts nothing: figures come from the tally.
"""

from dataclasses import dataclass, field

from acd.events import NOBODY, AgentState, Device, Event, Kind, Unanswered

_LEAVES = frozenset(
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
_AT_REST = (AgentState.READY, AgentState.NOT_READY, AgentState.SIGNED_OUT)


@dataclass(slots=True)
class AgentPresent:
    """One agent as the latest events tell; times in µs since midnight."""

    state: AgentState = AgentState.SIGNED_OUT
    since: int = 0
    reason: int = NOBODY
    call: int = NOBODY
    """The call that rings, is talked or is written up."""
    team: int = NOBODY
    missed: int = 0
    """Rings not answered one after the other, up to now (`kpi.md` A03)."""
    phone_lost: bool = False
    help_since: int = NOBODY
    rung_for: set[int] = field(default_factory=set)
    """Groups for which the phone rang: a ledger that announces nobody tells so whom they serve."""


@dataclass(slots=True)
class CallPresent:
    """An open call: since when its caller waits, and in which group's queue, if in one."""

    group: int
    since: int
    queued: bool = False


@dataclass(slots=True)
class Present:
    """``note`` every event in order; agents by their place in the header."""

    agents: dict[int, AgentPresent] = field(default_factory=dict)
    calls: dict[int, CallPresent] = field(default_factory=dict)

    def note(self, event: Event) -> None:
        """What this event changes of the picture."""
        if event.agent != NOBODY:
            self._of_agent(self.agent(event.agent), event)
        if event.call != NOBODY and event.kind < Kind.AGENT_SIGNED_IN:
            self._of_call(event)

    def agent(self, a: int) -> AgentPresent:
        """An agent, signed out if no event has named them."""
        return self.agents.setdefault(a, AgentPresent())

    def waiting(self) -> dict[int, list[int]]:
        """By group, since when each call in its queue has waited."""
        waiting: dict[int, list[int]] = {}
        for call in self.calls.values():
            if call.queued:
                waiting.setdefault(call.group, []).append(call.since)
        return waiting

    def _of_call(self, event: Event) -> None:
        kind = event.kind
        if kind in _LEAVES:
            self.calls.pop(event.call, None)
        elif kind == Kind.CALL_OFFERED:
            self.calls[event.call] = CallPresent(event.group, event.t)
        elif event.call in self.calls:
            _move(self.calls[event.call], event)

    def _of_agent(self, agent: AgentPresent, event: Event) -> None:
        kind = event.kind
        if kind == Kind.AGENT_STATE:
            _change(agent, event)
        elif kind == Kind.OUTBOUND_DIALLED:
            agent.call = event.call
        elif kind in (Kind.CALL_RINGING, Kind.CALL_ANSWERED):
            agent.call = event.call
            agent.rung_for.add(event.group)
            agent.missed *= kind == Kind.CALL_RINGING
        elif kind == Kind.CALL_UNANSWERED:
            agent.missed += event.a == Unanswered.NO_ANSWER
        elif kind == Kind.AGENT_SIGNED_IN:
            agent.team, agent.missed = event.a, 0
        elif kind == Kind.AGENT_DEVICE:
            agent.phone_lost = event.a == Device.LOST
        elif kind == Kind.AGENT_HELP_REQUESTED:
            agent.help_since = event.t
        elif kind == Kind.AGENT_HELP_ANSWERED:
            agent.help_since = NOBODY


def _move(call: CallPresent, event: Event) -> None:
    """The call enters a queue, or whatever else happens to it ends its waiting there (as in the tally's queues)."""
    if event.kind == Kind.CALL_QUEUED:
        call.queued = True
        call.group = call.group if event.group == NOBODY else event.group
    elif event.kind >= Kind.CALL_DEFLECTED:
        call.queued = False
    if event.kind == Kind.CALL_TRANSFERRED:  # from here on the caller waits anew
        call.since = event.t


def _change(agent: AgentPresent, event: Event) -> None:
    agent.state, agent.since, agent.reason = AgentState(event.a), event.t, event.c
    if agent.state in _AT_REST:
        agent.call = NOBODY
    if agent.state != AgentState.WRAP_UP and agent.call == NOBODY:
        agent.help_since = NOBODY
