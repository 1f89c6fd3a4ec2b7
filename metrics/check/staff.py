"""Agents: at most one work at a time, no ringing to who is not ready, and states that account for every microsecond.

Knows what each agent does by the events of calls and by ``agent.state``, and that both must agree whenever an instant
is over: ``agent.state`` follows its cause at the same time (`events.md`), so the times in state add up to the signed-in
time exactly if and only if signed in and not ``signed_out`` mean the same at every instant. Refuses to know the rules
that chose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from acd.events import NOBODY, AgentState, Event, Intent, Kind, When
from acd.language import _
from metrics.check.findings import Findings
from metrics.ledger.encode import word
from metrics.ledger.header import Header

ONE_WORK: Final = "one work at a time"
READY_ONLY: Final = "ringing at ready agents only"
HELD: Final = "holds lie inside the talk"
UNBROKEN: Final = "states follow each other"
SAME_TIME: Final = "states change with their cause"
ADD_UP: Final = "times in state add up to signed-in time"
_IN_TALK: Final = (AgentState.TALKING, AgentState.HOLDING)
_ON_CALL: Final = (AgentState.RINGING, *_IN_TALK)


@dataclass(slots=True)
class Agent:
    """One agent as far as the ledger has told: ``None`` where it has not."""

    signed_in: bool | None = None
    state: AgentState | None = None
    unwilling: bool = False
    work: AgentState | None = None
    call: int = NOBODY
    released: bool = False
    dials: bool = False
    """Nobody has answered yet whom the agent calls."""


class Staff:
    """All agents met so far."""

    def __init__(self, header: Header, findings: Findings) -> None:
        self._header = header
        self._findings = findings
        self._agents: dict[int, Agent] = {}
        self._on: dict[int, set[int]] = {}
        self._touched: dict[int, tuple[int, Event]] = {}
        self.handlers = {
            Kind.AGENT_SIGNED_IN: self._presence,
            Kind.AGENT_SIGNED_OUT: self._presence,
            Kind.AGENT_STATE: self._state,
            Kind.AGENT_INTENT: self._intent,
            Kind.CALL_RINGING: self._rings,
            Kind.CALL_ANSWERED: self._answers,
            Kind.CALL_UNANSWERED: self._leaves,
            Kind.CALL_ABANDONED: self._leaves,
            Kind.CALL_HELD: self._holds,
            Kind.CALL_RETRIEVED: self._holds,
            Kind.CALL_TRANSFERRED: self._leaves,
            Kind.CALL_ENDED: self._over,
            Kind.CALL_LOST: self._over,
            Kind.OUTBOUND_DIALLED: self._dials,
            Kind.OUTBOUND_CONNECTED: self._connected,
            Kind.OUTBOUND_RESULT: self._came_of_it,
        }

    def settle(self) -> None:
        """At the end of an instant: what agents do and what their states say agree."""
        for place, (seq, event) in self._touched.items():
            agent = self._agents[place]
            self._judge_presence(seq, event, place, agent)
            self._judge_work(seq, event, place, agent)
            agent.released = False
        self._touched.clear()

    def _judge_presence(self, seq: int, event: Event, place: int, agent: Agent) -> None:
        out = agent.state in (None, AgentState.SIGNED_OUT)
        if agent.signed_in and out:
            needed = "presence" if agent.state is not None else "states"
            message = _("{agent} is signed in, expected agent.state from signed_out at the same time")
            self._findings.add_if(needed, seq, event, ADD_UP, self._said(message, place))
        elif not agent.signed_in and not out:
            message = _("{agent} is not signed in, expected agent.state signed_out, found {state}")
            self._findings.add_if("presence", seq, event, ADD_UP, self._said(message, place))

    def _judge_work(self, seq: int, event: Event, place: int, agent: Agent) -> None:
        if agent.state is None or agent.state == agent.work:
            return
        if agent.work is not None:
            message = _("{agent} is {work} by the events of call {call}, expected agent.state {work}, found {state}")
        elif agent.state in (AgentState.RINGING, AgentState.HOLDING) or (
            agent.state == AgentState.TALKING and agent.released
        ):
            message = _("agent.state of {agent} is {state}, expected another: no call is {state} there")
        else:
            return
        self._findings.add(seq, event, SAME_TIME, self._said(message, place))

    def _presence(self, seq: int, event: Event) -> None:
        self._findings.note("presence")
        self._agent(seq, event, event.agent).signed_in = event.kind == Kind.AGENT_SIGNED_IN

    def _state(self, seq: int, event: Event) -> None:
        self._findings.note("states")
        agent = self._agent(seq, event, event.agent)
        if agent.state is not None and agent.state != event.b:
            message = _("agent.state of {agent} comes from {origin}, expected from {state}")
            self._findings.add(seq, event, UNBROKEN, self._said(message, event.agent, word(AgentState(event.b))))
        agent.state = AgentState(event.a)

    def _intent(self, seq: int, event: Event) -> None:
        self._agent(seq, event, event.agent).unwilling = event.a == Intent.NOT_READY and event.c != When.AFTER_CALL

    def _rings(self, seq: int, event: Event) -> None:
        agent = self._agent(seq, event, event.agent)
        self._judge_free(seq, event, agent)
        if agent.work is None:
            self._judge_ready(seq, event, agent)
        self._begin(agent, event, AgentState.RINGING)

    def _answers(self, seq: int, event: Event) -> None:
        agent = self._agent(seq, event, event.agent)
        if (agent.work, agent.call) != (AgentState.RINGING, event.call):
            self._judge_free(seq, event, agent)
        self._begin(agent, event, AgentState.TALKING)

    def _dials(self, seq: int, event: Event) -> None:
        agent = self._agent(seq, event, event.agent)
        self._judge_free(seq, event, agent)
        self._begin(agent, event, AgentState.TALKING)
        agent.dials = True

    def _connected(self, seq: int, event: Event) -> None:
        self._agent(seq, event, event.agent).dials = False

    def _came_of_it(self, seq: int, event: Event) -> None:
        agent = self._agent(seq, event, event.agent)
        if agent.dials and agent.call == event.call:
            agent.dials = False
            self._leaves(seq, event)

    def _judge_free(self, seq: int, event: Event, agent: Agent) -> None:
        if agent.work is not None:
            message = _("{type} of call {new} at {agent}, who is {work} on call {call}; expected nobody busy")
            self._findings.add(seq, event, ONE_WORK, self._said(message, event.agent, event=event))

    def _judge_ready(self, seq: int, event: Event, agent: Agent) -> None:
        message = _("call {new} rings at {agent}, who is {found}; expected ready")
        if agent.state is not None:
            if agent.state != AgentState.READY:
                rule = ONE_WORK if agent.state in _ON_CALL else READY_ONLY
                self._findings.add(seq, event, rule, self._said(message, event.agent, word(agent.state), event))
        elif agent.signed_in is None:
            self._findings.add_if("presence", seq, event, READY_ONLY, self._said(message, event.agent, _OUT, event))
        elif not agent.signed_in:
            self._findings.add(seq, event, READY_ONLY, self._said(message, event.agent, _OUT, event))
        elif agent.unwilling:
            found = word(AgentState.NOT_READY)
            self._findings.add(seq, event, READY_ONLY, self._said(message, event.agent, found, event))

    def _begin(self, agent: Agent, event: Event, work: AgentState) -> None:
        self._on.get(agent.call, set()).discard(event.agent)
        agent.work, agent.call = work, event.call
        self._on.setdefault(event.call, set()).add(event.agent)

    def _holds(self, seq: int, event: Event) -> None:
        was, work = AgentState.TALKING, AgentState.HOLDING
        if event.kind == Kind.CALL_RETRIEVED:
            was, work = work, was
        for place in self._concerned(event):
            agent = self._agent(seq, event, place)
            if (agent.work, agent.call) != (was, event.call):
                message = _("{type} of call {new} at {agent}, who is not {found} on it")
                self._findings.add(seq, event, HELD, self._said(message, place, word(was), event))
            if agent.work in _IN_TALK and agent.call == event.call:
                agent.work = work

    def _leaves(self, seq: int, event: Event) -> None:
        self._release(seq, event, self._concerned(event))

    def _over(self, seq: int, event: Event) -> None:
        self._release(seq, event, self._on.pop(event.call, set()) | ({event.agent} - {NOBODY}))

    def _release(self, seq: int, event: Event, places: Iterable[int]) -> None:
        for place in list(places):
            agent = self._agent(seq, event, place)
            agent.released = True
            if agent.call == event.call:
                self._on.get(event.call, set()).discard(place)
                agent.work, agent.call = None, NOBODY

    def _concerned(self, event: Event) -> set[int]:
        return {event.agent} if event.agent != NOBODY else self._on.get(event.call, set())

    def _agent(self, seq: int, event: Event, place: int) -> Agent:
        self._touched[place] = seq, event
        agent = self._agents.get(place)
        if agent is None:
            agent = self._agents[place] = Agent()
        return agent

    def _said(self, message: str, place: int, found: str = "", event: Event | None = None) -> str:
        agent = self._agents[place]
        return message.format(
            agent=self._header.people[place].name,
            state="" if agent.state is None else word(agent.state),
            work="" if agent.work is None else word(agent.work),
            call=agent.call,
            found=found,
            origin=found,
            type="" if event is None else Kind(event.kind).type,
            new="" if event is None else event.call,
        )


_OUT: Final = word(AgentState.SIGNED_OUT)
