"""Agents, as far as ``queue_log`` tells of them: in which queues, paused where, at what work.

Knows how presence, intent and state follow (`events.md` rule 5), so that the times in state add up: who is seen at work
before being seen to come has come then; who leaves during a call leaves after it. An agent is not ready when paused in
every queue. ``queue_log`` tells of no wrap-up, hence there is none. Refuses to know calls.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from acd.events import NOBODY, AgentState, Event, Intent, Kind, When
from metrics.interchange.names import Register

Tell = Callable[[Event], None]
_RESTING: Final = (AgentState.READY, AgentState.NOT_READY)


@dataclass(slots=True)
class Member:
    """One agent; ``lines`` are telephones of the same agent that are busy beside the first."""

    name: str
    place: int
    state: AgentState = AgentState.SIGNED_OUT
    queues: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    paused_everywhere: bool = False
    logged_in: bool = False
    willing: bool = True
    extra: bool = False
    reason: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether a call rings or is talked on here."""
        return self.state not in (AgentState.SIGNED_OUT, *_RESTING)

    @property
    def is_paused(self) -> bool:
        """Whether no queue may ring here."""
        return self.paused_everywhere or (bool(self.queues) and self.queues <= self.paused)

    @property
    def is_expected(self) -> bool:
        """Whether still a member somewhere."""
        return bool(self.queues) or self.logged_in


class Crew:
    """All agents met; ``tell`` is given each event."""

    def __init__(self, register: Register, tell: Tell) -> None:
        self._register = register
        self._tell = tell
        self._members: dict[str, Member] = {}

    def member(self, name: str) -> Member:
        """The agent of a name, who may be away."""
        found = self._members.get(name)
        if found is None:
            found = self._members[name] = Member(name, self._register.agents(name))
        return found

    def at_work(self, name: str, queue: str) -> Member:
        """The agent, who is at work for a queue and hence has come."""
        found = self.member(name)
        found.queues |= {queue} - {""}
        self._settle(found)
        return found

    def free_line(self, name: str, queue: str) -> Member:
        """The agent, or where a call is there already (``ringinuse=yes``) another line of the same, ready."""
        found, number = self.at_work(name, queue), 1
        while found.is_busy:
            number += 1
            found = self.member(f"{name}/{number}")
            found.extra = True
        return found

    def joins(self, name: str, queue: str, paused: bool) -> None:
        """A member of a queue from now on."""
        member = self.member(name)
        member.queues.add(queue)
        (member.paused.add if paused else member.paused.discard)(queue)
        self._settle(member)

    def leaves(self, name: str, queue: str) -> None:
        """No longer a member of a queue."""
        member = self.member(name)
        member.queues.discard(queue)
        member.paused.discard(queue)
        self._settle(member)

    def logs(self, name: str, on: bool) -> None:
        """An agent of the pool comes or goes."""
        self.member(name).logged_in = on
        self._settle(self.member(name))

    def pauses(self, name: str, queue: str, reason: str) -> None:
        """Takes no calls of a queue; of none where it names none."""
        member = self.member(name)
        member.reason = reason
        if queue:
            member.queues.add(queue)
            member.paused.add(queue)
        else:
            member.paused_everywhere = True
        self._settle(member)

    def goes_on(self, name: str, queue: str) -> None:
        """Takes calls of a queue again; of all where it names none."""
        member = self.member(name)
        member.paused_everywhere = False
        if queue:
            member.queues.add(queue)
            member.paused.discard(queue)
        else:
            member.paused.clear()
        self._settle(member)

    def make_ready(self, member: Member) -> None:
        """Before a ring's event: Asterisk rings only whom it takes for ready."""
        if member.state == AgentState.SIGNED_OUT:
            self._signs_in(member)
        if member.state != AgentState.READY:
            self._wants(member, True, When.NOW)
            self._state(member, AgentState.READY)

    def begins(self, member: Member, state: AgentState, call: int) -> None:
        """After a call's event: the state that follows from it."""
        self._state(member, state, call)

    def is_free(self, name: str) -> bool:
        """Whether a call could ring there; who has not been seen yet could."""
        return not self.member(name).is_busy

    def rests(self, member: Member) -> None:
        """The call has left: what was asked for meanwhile comes about."""
        if member.extra or not member.is_expected:
            self._signs_out(member)
            return
        self._intends(member, When.NOW)
        self._state(member, self._resting(member))

    def as_lines(self, at: int) -> Iterator[str]:
        """Who is expected where, and paused, as ``queue_log`` would say it at a time."""
        for member in self._members.values():
            if not member.is_expected or member.extra:
                continue
            if member.logged_in:
                yield f"{at}|NONE|NONE|{member.name}|AGENTLOGIN|"
            for queue in sorted(member.queues):
                yield f"{at}|NONE|{queue}|{member.name}|ADDMEMBER|"
                if queue in member.paused:
                    yield f"{at}|NONE|{queue}|{member.name}|PAUSE|{member.reason}"
            if member.paused_everywhere:
                yield f"{at}|NONE|NONE|{member.name}|PAUSEALL|{member.reason}"

    def counts(self) -> dict[AgentState, int]:
        """How many are in each state; another line of an agent counts as one more."""
        found = dict.fromkeys(AgentState, 0)
        for member in self._members.values():
            found[member.state] += 1
        return found

    def _settle(self, member: Member) -> None:
        if member.is_busy:
            if member.is_expected:
                self._intends(member, When.AFTER_CALL)
        elif not member.is_expected:
            self._signs_out(member)
        else:
            self._signs_in(member)
            self._intends(member, When.NOW)
            self._state(member, self._resting(member))

    def _resting(self, member: Member) -> AgentState:
        return AgentState.NOT_READY if member.is_paused else AgentState.READY

    def _signs_in(self, member: Member) -> None:
        if member.state == AgentState.SIGNED_OUT:
            self._tell(Event(kind=Kind.AGENT_SIGNED_IN, agent=member.place))
            member.willing = True
            if member.extra or not member.is_paused:
                self._state(member, AgentState.READY)
            else:
                self._intends(member, When.NOW)
                self._state(member, AgentState.NOT_READY)

    def _signs_out(self, member: Member) -> None:
        member.paused.clear()
        member.paused_everywhere = False
        if member.state != AgentState.SIGNED_OUT:
            self._tell(Event(kind=Kind.AGENT_SIGNED_OUT, agent=member.place))
            self._state(member, AgentState.SIGNED_OUT)

    def _intends(self, member: Member, when: When) -> None:
        self._wants(member, not member.is_paused, when)

    def _wants(self, member: Member, willing: bool, when: When) -> None:
        if member.willing == willing:
            return
        member.willing = willing
        intent = Intent.READY if willing else Intent.NOT_READY
        reason = NOBODY if willing else self._register.reasons(member.reason)
        self._tell(Event(kind=Kind.AGENT_INTENT, agent=member.place, a=intent, b=reason, c=when))

    def _state(self, member: Member, state: AgentState, call: int = NOBODY) -> None:
        if member.state == state:
            return
        reason = self._register.reasons(member.reason) if state == AgentState.NOT_READY else NOBODY
        row = Event(kind=Kind.AGENT_STATE, call=call, agent=member.place, a=state, b=member.state, c=reason)
        member.state = state
        self._tell(row)
