"""A floor of three agents written by hand, one sentence an event, for judging single rules."""

from typing import Any

from acd.events import (
    NOBODY,
    AgentState,
    Blocked,
    Deflected,
    DeflectedTo,
    EndedBy,
    Event,
    Intent,
    Kind,
    Lost,
    QueueCause,
    Stage,
    Transfer,
    Unanswered,
    When,
    Why,
)
from metrics.audit import audit, expect
from metrics.ledger.header import Header, Person

SECOND = 1_000_000
REASONS = ["no_answer", "shift_end", "lunch", "tea"]
STATES = AgentState

BASE: dict[str, Any] = {
    "opens": 0,
    "closes": 1000,
    "at_close_limit": 100,
    "ring": {"no_answer_after": 20},
    "absence": {"mean": 0.5},
    "groups": {"sales": {}, "help": {}},
    "call_types": {
        "order": {"group": "sales", "patience": {"constant": 600}, "wrap_up": {"constant": 5}},
        "vip": {"group": "sales", "priority": 5},
        "fault": {"group": "help", "balk": 0.5, "patience": {"constant": 600}},
    },
    "agents": [
        {"name": "ann", "skills": {"sales": 1}},
        {"name": "bob", "skills": {"sales": 2, "help": 1}},
        {"name": "cyd", "skills": {"help": 1}},
    ],
}
GROUPS, TYPES, AGENTS = ["sales", "help"], ["order", "vip", "fault"], ["ann", "bob", "cyd"]


class Floor:
    """Writes events; agents' states follow by themselves unless told otherwise."""

    def __init__(self, **changes: Any) -> None:
        self.config = {**BASE, **changes}
        self.centre = expect(self.config)
        self.agents = [member.name for member in self.centre.members]
        self.state = dict.fromkeys(self.agents, STATES.SIGNED_OUT)
        self.rows: list[Event] = []
        self.now = 0
        self.rings: dict[int, int] = {}
        self.group_of: dict[int, int] = {}
        self.type_of: dict[int, int] = {}

    def rules_broken(self) -> list[str]:
        people = [Person(name) for name in self.agents]
        header = Header(groups=list(self.config["groups"]), people=people, reasons=REASONS)
        return [violation.rule.replace(" ", "_") for violation in audit(header, self.rows, self.centre)]

    def at(self, seconds: float) -> "Floor":
        self.now = round(seconds * SECOND)
        return self

    def event(self, kind: Kind, **columns: int) -> "Floor":
        self.rows.append(Event(t=self.now, kind=kind, **columns))
        return self

    def moves(self, agent: str, to: AgentState, reason: str = "", *, was: AgentState | None = None) -> "Floor":
        was = self.state[agent] if was is None else was
        self.state[agent] = to
        why = REASONS.index(reason) if reason else NOBODY
        return self.event(Kind.AGENT_STATE, agent=self.agents.index(agent), a=to, b=was, c=why)

    def steps_away(self, agent: str, reason: str = "lunch") -> "Floor":
        return self.intends(agent, reason, When.NOW).moves(agent, STATES.NOT_READY, reason)

    def returns(self, agent: str) -> "Floor":
        self.event(Kind.AGENT_INTENT, agent=self.agents.index(agent), a=Intent.READY, c=When.NOW)
        return self.moves(agent, STATES.READY)

    def signs_in(self, *agents: str) -> "Floor":
        for agent in agents:
            self.event(Kind.AGENT_SIGNED_IN, agent=self.agents.index(agent)).moves(agent, STATES.READY)
        return self

    def signs_out(self, *agents: str) -> "Floor":
        for agent in agents:
            self.event(Kind.AGENT_SIGNED_OUT, agent=self.agents.index(agent)).moves(agent, STATES.SIGNED_OUT)
        return self

    def arrives(self, call: int, kind: str = "order") -> "Floor":
        return self.comes(call, kind).is_offered(call)

    def comes(self, call: int, kind: str = "order") -> "Floor":
        self.type_of[call] = TYPES.index(kind)
        self.group_of[call] = self.centre.call_types[self.type_of[call]].group
        return self.event(Kind.CALL_ARRIVED, call=call, a=self.type_of[call])

    def is_offered(self, call: int) -> "Floor":
        priority = self.centre.call_types[self.type_of[call]].priority
        return self.event(Kind.CALL_OFFERED, call=call, group=self.group_of[call], a=priority)

    def is_blocked(self, call: int, reason: Blocked = Blocked.LINES_BUSY) -> "Floor":
        return self.event(Kind.CALL_BLOCKED, call=call, a=reason)

    def in_menu(self, call: int, kind: str = "order") -> "Floor":
        return self.comes(call, kind).event(Kind.IVR_STARTED, call=call)

    def is_deflected(self, call: int, reason: Deflected, to: DeflectedTo = DeflectedTo.MESSAGE) -> "Floor":
        return self.event(Kind.CALL_DEFLECTED, call=call, group=self.group_of[call], a=reason, b=to)

    def queued(self, call: int, position: int = 1, cause: QueueCause = QueueCause.NO_AGENT) -> "Floor":
        return self.event(Kind.CALL_QUEUED, call=call, group=self.group_of[call], a=position, b=cause)

    def overflows(self, call: int, to: int, reason: int) -> "Floor":
        return self.event(Kind.CALL_OVERFLOWED, call=call, group=self.group_of[call], a=to, b=reason, c=0)

    def rings_at(
        self, call: int, agent: str, why: Why = Why.LONGEST_IDLE, group: str = "", attempt: int = 0
    ) -> "Floor":
        self.rings[call] = attempt or self.rings.get(call, 0) + 1
        serving = GROUPS.index(group) if group else self.group_of[call]
        self.group_of[call] = serving
        number = self.agents.index(agent)
        self.event(Kind.CALL_RINGING, call=call, agent=number, group=serving, a=self.rings[call], b=why)
        return self.moves(agent, STATES.RINGING)

    def answers(self, call: int, agent: str) -> "Floor":
        self._of(Kind.CALL_ANSWERED, call, agent)
        return self.moves(agent, STATES.TALKING)

    def misses(self, call: int, agent: str, to: AgentState = STATES.NOT_READY, reason: str = "no_answer") -> "Floor":
        self._of(Kind.CALL_UNANSWERED, call, agent, a=Unanswered.NO_ANSWER)
        return self.moves(agent, to, reason)

    def ends(self, call: int, agent: str, to: AgentState = STATES.WRAP_UP) -> "Floor":
        self._of(Kind.CALL_ENDED, call, agent, a=EndedBy.CALLER)
        return self.moves(agent, to)

    def holds(self, call: int, agent: str) -> "Floor":
        return self.event(Kind.CALL_HELD, call=call, agent=self.agents.index(agent)).moves(agent, STATES.HOLDING)

    def takes_back(self, call: int, agent: str) -> "Floor":
        return self.event(Kind.CALL_RETRIEVED, call=call, agent=self.agents.index(agent)).moves(agent, STATES.TALKING)

    def transfers(self, call: int, agent: str, to: str, after: AgentState = STATES.WRAP_UP) -> "Floor":
        self._of(Kind.CALL_TRANSFERRED, call, agent, a=GROUPS.index(to), c=Transfer.BLIND)
        self.group_of[call] = GROUPS.index(to)
        return self.moves(agent, after)

    def loses(self, call: int, agent: str = "", to: AgentState | None = STATES.WRAP_UP) -> "Floor":
        number = self.agents.index(agent) if agent else NOBODY
        self.event(Kind.CALL_LOST, call=call, agent=number, group=self.group_of[call], a=Lost.FAULT)
        return self.moves(agent, to) if agent and to is not None else self

    def is_withdrawn(self, call: int, agent: str, to: AgentState = STATES.READY, reason: str = "") -> "Floor":
        self._of(Kind.CALL_UNANSWERED, call, agent, a=Unanswered.WITHDRAWN)
        return self.moves(agent, to, reason)

    def abandons(self, call: int, agent: str = "", stage: Stage | None = None) -> "Floor":
        stage = (Stage.RINGING if agent else Stage.QUEUE) if stage is None else stage
        number = self.agents.index(agent) if agent else NOBODY
        self.event(Kind.CALL_ABANDONED, call=call, agent=number, group=self.group_of[call], a=stage)
        return self.moves(agent, STATES.READY) if agent else self

    def intends(self, agent: str, reason: str, when: When = When.AFTER_CALL) -> "Floor":
        number = self.agents.index(agent)
        return self.event(Kind.AGENT_INTENT, agent=number, a=Intent.NOT_READY, b=REASONS.index(reason), c=when)

    def finishes(self) -> "Floor":
        return self.event(Kind.RUN_ENDED)

    def _of(self, kind: Kind, call: int, agent: str, a: int = NOBODY, c: int = NOBODY) -> "Floor":
        return self.event(kind, call=call, agent=self.agents.index(agent), group=self.group_of[call], a=a, c=c)


def with_types(**types: dict[str, Any]) -> dict[str, Any]:
    """The call types, each with more keys."""
    return {"call_types": {name: body | types.get(name, {}) for name, body in BASE["call_types"].items()}}


def everyone_on(**changes: Any) -> Floor:
    """All sign in at 0, in file order."""
    floor = Floor(**changes)
    return floor.signs_in(*floor.agents)
