"""Why a call waits, rings where it does, or an agent gets no call: every candidate with what speaks for or against.

Reads the rows as they are now, and asks the very policy that decides. Decides nothing, changes nothing.
"""

from dataclasses import dataclass

from acd.config import CentreLayout
from acd.events import MICROSECONDS, NOBODY, AgentState
from acd.language import _
from acd.live.desk import DeskError
from acd.live.floor.calls import Calls
from acd.live.floor.door import Door
from acd.model import CallState, ahead, level, may_take, urgency


@dataclass(frozen=True, slots=True)
class Candidate:
    """One agent for a call, or one call for an agent: whether it could be now, and why or why not."""

    name: str
    possible: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is so, and every candidate in the order in which the rules would take them."""

    subject: str
    said: str
    candidates: list[Candidate]


class Explain:
    """Explains what is up now; what is over stands in the ledger."""

    def __init__(self, layout: CentreLayout, door: Door, calls: Calls) -> None:
        self._layout = layout
        self._door = door
        self._calls = calls
        self._names = [person.name for person in layout.header.people]

    def call(self, number: int) -> Explanation:
        """Why a call is where it is."""
        call = self._calls.numbered(number)
        if call is None:
            raise DeskError(
                "unknown", _("call {number} is not up now; look for it in the ledger").format(number=number)
            )
        c, now = call.row, self._door.now()
        row = self._door.centre.calls[c]
        if row.group == NOBODY:
            return Explanation(str(number), _("call {number} was dialled by an agent").format(number=number), [])
        group = self._layout.header.groups[row.group]
        said = _("call {number} for {group}: {state}, {wait} s since it was offered").format(
            number=number,
            group=group,
            state=_(CallState(row.state).name.lower()),
            wait=max(0, now - row.offered) // MICROSECONDS,
        )
        if row.state == CallState.QUEUED:
            said += "; " + _("{n} callers are before it, urgency {urgency}").format(
                n=ahead(self._door.centre, now, c), urgency=urgency(self._door.centre, now, c)
            )
        everybody = [self._agent_for(a, c) for a in range(len(self._names))]
        return Explanation(str(number), said, sorted(everybody, key=lambda each: not each.possible))

    def _agent_for(self, a: int, c: int) -> Candidate:
        centre = self._door.centre
        row, state = centre.calls[c], AgentState(centre.agents[a].state)
        if not may_take(centre, a, c):
            return Candidate(self._names[a], False, _("has not the skill, and no step of overflow reaches yet"))
        at = _("level {level}").format(level=level(centre, a, c))
        if row.agent == a and row.state in (CallState.RINGING, CallState.TALKING, CallState.HELD):
            return Candidate(self._names[a], True, _("{level}; has the call").format(level=at))
        if state != AgentState.READY:
            return Candidate(self._names[a], False, _("{level}; is {state}").format(level=at, state=self._state(a)))
        if row.missed_by == a:
            return Candidate(self._names[a], False, _("{level}; missed or passed on this very call").format(level=at))
        idle = (self._door.now() - centre.agents[a].since) // MICROSECONDS
        return Candidate(self._names[a], True, _("{level}; ready for {idle} s").format(level=at, idle=idle))

    def _state(self, a: int) -> str:
        agent = self._door.centre.agents[a]
        reason = "" if agent.reason == NOBODY else f" ({self._layout.header.reasons[agent.reason]})"
        return _(AgentState(agent.state).name.lower()) + reason

    def agent(self, name: str) -> Explanation:
        """Why an agent has the call that he or she has, or has none."""
        if name not in self._names:
            raise DeskError("unknown", _("{agent} is no agent of this centre").format(agent=name))
        a, centre, now = self._names.index(name), self._door.centre, self._door.now()
        chosen = NOBODY
        if centre.floor[0].waiting and centre.agents[a].state == AgentState.READY:
            chosen = self._door.policy.choose_call(centre, now, a)
        waiting = [c for c, call in enumerate(centre.calls) if call.state == CallState.QUEUED]
        waiting.sort(key=lambda c: (-urgency(centre, now, c), centre.calls[c].offered, centre.calls[c].number))
        said = _("{agent} is {state}; {n} calls wait").format(agent=name, state=self._state(a), n=len(waiting))
        return Explanation(name, said, [self._call_for(a, c, chosen) for c in waiting])

    def _call_for(self, a: int, c: int, chosen: int) -> Candidate:
        centre = self._door.centre
        call = centre.calls[c]
        name = f"{call.number} {self._layout.header.groups[call.group]}"
        if not may_take(centre, a, c):
            return Candidate(name, False, _("has not the skill, and no step of overflow reaches yet"))
        words = _("chosen next") if c == chosen else _("could be taken; others come first, or the agent is not ready")
        return Candidate(name, c == chosen, words)
