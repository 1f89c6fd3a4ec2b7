"""Calls, as far as ``queue_log`` tells of them: each visit to a queue is a call of the ledger.

Knows how a visit goes (waits, rings, is talked to, is over) and keeps it sound whatever the lines say: a step that
fits no visit changes nothing and is counted. A caller whom the dialplan sends to another queue comes anew there.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from acd.events import (
    NOBODY,
    UNSAID,
    AgentState,
    Direction,
    EndedBy,
    Event,
    Kind,
    QueueCause,
    Segment,
    Stage,
    Unanswered,
)
from metrics.interchange.crew import Crew, Member
from metrics.interchange.names import Register
from metrics.interchange.steps import Act, Step

Tell = Callable[..., None]
"""Is given an event and, where it has some, the own fields that are no integers."""


@dataclass(slots=True)
class Visit:
    """One call in one queue."""

    number: int
    group: int
    queue: str
    attempts: int = 0
    ringing: dict[str, Member] = field(default_factory=dict)
    talking: Member | None = None


class Visits:
    """All calls that are not over; ``unplaced`` counts the steps that fitted none."""

    def __init__(self, register: Register, crew: Crew, tell: Tell, kept: Callable[[str], str | None]) -> None:
        self._register = register
        self._crew = crew
        self._tell = tell
        self._kept = kept
        self._open: dict[str, Visit] = {}
        self._wanted: list[Step] = []
        self.count = 0
        self.unplaced = 0
        self.takes: Final[Mapping[Act, Callable[[Step], None]]] = {
            Act.ENTER: self._enters,
            Act.RING: self._wanted.append,
            **dict.fromkeys(_OF_VISIT, self._goes_on),
            Act.RESTART: lambda _step: self.lose_all(),
        }

    @property
    def open_calls(self) -> Collection[str]:
        """The calls that are not over."""
        return self._open.keys()

    @property
    def waiting(self) -> int:
        """Callers in queues."""
        return sum(visit.talking is None for visit in self._open.values())

    def ring_wanted(self) -> None:
        """Begin the rings that can begin: seconds are cut off, so a ring may seem to begin before its agent is free."""
        for step in list(self._wanted):
            if not step.agent:  # nobody's telephone
                self._wanted.remove(step)
                continue
            visit = self._open.get(step.callid)
            if visit is None or visit.talking is not None or step.agent in visit.ringing:
                continue
            if self._crew.is_free(step.agent):
                self._wanted.remove(step)
                self._rings(visit, step.agent)

    def lose_all(self) -> None:
        """Asterisk started anew: what was in progress is gone."""
        for callid in list(self._open):
            self._lost(callid)

    def _enters(self, step: Step) -> None:
        if step.callid in self._open:
            self._lost(step.callid)
        group = self._register.groups(step.queue)
        visit = self._open[step.callid] = Visit(self.count, group, step.queue)
        self.count += 1
        number = self._kept(step.text) if step.text else None
        self._say(visit, Kind.CALL_ARRIVED, group=False, b=Segment.NORMAL, c=Direction.IN_, own={"caller": number})
        self._say(visit, Kind.CALL_OFFERED, a=UNSAID)
        self._say(visit, Kind.CALL_QUEUED, a=step.word, b=QueueCause.NO_AGENT)

    def _goes_on(self, step: Step) -> None:
        visit = self._open.get(step.callid)
        if visit is None:
            self._forget(step)
            self.unplaced += 1
        else:
            _GOES[step.act](self, visit, step)

    def _ring_over(self, visit: Visit, step: Step) -> None:
        if visit.talking is None and step.agent:
            member = self._ringing(visit, step)
            self._stops(visit, step.agent, member, Unanswered(step.word))
        else:
            self._forget(step)
            self.unplaced += 1

    def _caller_leaves_ringing(self, visit: Visit, step: Step) -> None:
        """The ABANDON that follows ends the ring."""
        if visit.talking is None and step.agent:
            self._ringing(visit, step)
        else:
            self._forget(step)

    def _connect(self, visit: Visit, step: Step) -> None:
        if visit.talking is not None or not step.agent:
            self.unplaced += 1
            return
        member = self._ringing(visit, step)
        del visit.ringing[step.agent]
        visit.talking = member
        self._say(visit, Kind.CALL_ANSWERED, member)
        self._crew.begins(member, AgentState.TALKING, visit.number)
        self._stop_rings(visit)

    def _end(self, visit: Visit, step: Step) -> None:
        member = visit.talking
        if member is None:
            self.unplaced += 1
            return
        self._over(step.callid)
        self._say(visit, Kind.CALL_ENDED, member, a=step.word)
        self._crew.rests(member)

    def _transfer(self, visit: Visit, step: Step) -> None:
        """The call leaves the queue for good: its talk with whom it went to is not in this log."""
        member = visit.talking
        if member is None:
            self.unplaced += 1
            return
        self._over(step.callid)
        self._say(visit, Kind.CALL_TRANSFERRED, member, c=step.word, own={"to": step.text or None})
        self._say(visit, Kind.CALL_ENDED, member, a=EndedBy.AGENT)
        self._crew.rests(member)

    def _abandon(self, visit: Visit, step: Step) -> None:
        self._over(step.callid)
        if visit.talking is not None:
            self._hangs_up(visit, visit.talking, EndedBy.CALLER)
        elif visit.ringing:
            rung = list(visit.ringing.values())
            member = rung[0] if len(rung) == 1 else None
            self._say(visit, Kind.CALL_ABANDONED, member, a=Stage.RINGING)
            for each in rung:
                self._crew.rests(each)
        else:
            self._say(visit, Kind.CALL_ABANDONED, a=Stage.QUEUE)

    def _deflect(self, visit: Visit, step: Step) -> None:
        self._over(step.callid)
        if visit.talking is not None:
            self._hangs_up(visit, visit.talking, EndedBy.SYSTEM)
            return
        self._stop_rings(visit)
        self._say(visit, Kind.CALL_DEFLECTED, a=step.word, own={"by": step.text or None})

    def _hangs_up(self, visit: Visit, member: Member, by: EndedBy) -> None:
        self._say(visit, Kind.CALL_ENDED, member, a=by)
        self._crew.rests(member)

    def _lost(self, callid: str) -> None:
        visit = self._open[callid]
        self._over(callid)
        self._stop_rings(visit)
        self._say(visit, Kind.CALL_LOST, visit.talking, a=0)
        if visit.talking is not None:
            self._crew.rests(visit.talking)

    def _over(self, callid: str) -> None:
        del self._open[callid]
        self._wanted[:] = [step for step in self._wanted if step.callid != callid]

    def _ringing(self, visit: Visit, step: Step) -> Member:
        """Who rings; begun here and now where it could not before."""
        self._forget(step)
        return visit.ringing.get(step.agent) or self._rings(visit, step.agent)

    def _forget(self, step: Step) -> None:
        """The ring that was to begin is over."""
        wanted = (each for each in self._wanted if (each.callid, each.agent) == (step.callid, step.agent))
        if (first := next(wanted, None)) is not None and not self._rings_now(step):
            self._wanted.remove(first)

    def _rings_now(self, step: Step) -> bool:
        visit = self._open.get(step.callid)
        return visit is not None and step.agent in visit.ringing

    def _rings(self, visit: Visit, agent: str) -> Member:
        member = self._crew.free_line(agent, visit.queue)
        self._crew.make_ready(member)
        visit.attempts += 1
        visit.ringing[agent] = member
        self._say(visit, Kind.CALL_RINGING, member, a=visit.attempts)
        self._crew.begins(member, AgentState.RINGING, visit.number)
        return member

    def _stop_rings(self, visit: Visit) -> None:
        for agent, member in list(visit.ringing.items()):
            self._stops(visit, agent, member, Unanswered.WITHDRAWN)

    def _stops(self, visit: Visit, agent: str, member: Member, reason: Unanswered) -> None:
        del visit.ringing[agent]
        self._say(visit, Kind.CALL_UNANSWERED, member, a=reason)
        self._crew.rests(member)

    def _say(
        self,
        visit: Visit,
        kind: Kind,
        member: Member | None = None,
        *,
        group: bool = True,
        own: Mapping[str, Any] | None = None,
        **said: int,
    ) -> None:
        place = visit.group if group else NOBODY
        agent = NOBODY if member is None else member.place
        self._tell(Event(kind=kind, group=place, call=visit.number, agent=agent, **said), own)


_GOES: Final[Mapping[Act, Callable[[Visits, Visit, Step], None]]] = {
    Act.RING_OVER: Visits._ring_over,
    Act.CALLER_LEAVES_RINGING: Visits._caller_leaves_ringing,
    Act.CONNECT: Visits._connect,
    Act.END: Visits._end,
    Act.TRANSFER: Visits._transfer,
    Act.ABANDON: Visits._abandon,
    Act.DEFLECT: Visits._deflect,
}
_OF_VISIT: Final = tuple(_GOES)
