"""What is so at this moment: who is in which state since when, who waits since when. From events only."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from acd.events import MICROSECONDS, NOBODY, AgentState, Event, Kind
from metrics.ledger import Header

_OVER = frozenset(
    {Kind.CALL_ABANDONED, Kind.CALL_ANSWERED, Kind.CALL_DEFLECTED, Kind.CALL_LOST, Kind.CALL_ENDED, Kind.CALL_BLOCKED}
)


@dataclass(slots=True)
class Person:
    """An agent now."""

    state: int = AgentState.SIGNED_OUT
    since: int = 0
    reason: int = NOBODY
    call: int = NOBODY
    missed: int = 0
    """Rings in a row that were not answered."""


class Present:
    """Kept event by event."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self.people = [Person() for _ in header.people]
        self._offered: dict[int, tuple[int, int]] = {}
        self._waiting: dict[int, int] = {}

    def note(self, event: Event) -> None:
        """The next event."""
        kind, call = event.kind, event.call
        if kind == Kind.AGENT_STATE:
            person = self.people[event.agent]
            person.state, person.since, person.reason, person.call = event.a, event.t, event.c, call
        elif kind == Kind.CALL_OFFERED:
            self._offered[call] = event.t, event.group
        elif kind == Kind.CALL_QUEUED:
            self._waiting[call] = event.group
        elif kind == Kind.CALL_RINGING:
            self._waiting.pop(call, None)
        elif kind == Kind.CALL_UNANSWERED and event.agent != NOBODY:
            self.people[event.agent].missed += 1
        if kind in _OVER:
            self._waiting.pop(call, None)
        if kind == Kind.CALL_ANSWERED:
            self.people[event.agent].missed = 0
        elif kind in _OVER:
            self._offered.pop(call, None)

    def waiting(self, now: int, group: int | None = None) -> tuple[int, float]:
        """Callers waiting (of a group), and the longest wait among them in seconds."""
        since = [
            self._offered.get(call, (now, g))[0] for call, g in self._waiting.items() if group is None or g == group
        ]
        return len(since), (now - min(since)) / MICROSECONDS if since else 0.0

    def states(self, group: str | None = None) -> dict[str, Any]:
        """How many agents (who hold a group's skill) are in each state, and not ready for which reason."""
        own = [
            person
            for person, who in zip(self.people, self._header.people, strict=True)
            if group is None or group in who.skills
        ]
        count = Counter(person.state for person in own)
        away = Counter(self.reason(person) for person in own if person.state == AgentState.NOT_READY)
        counted: dict[str, Any] = {state.name.lower(): count[state] for state in AgentState}
        present = len(own) - count[AgentState.SIGNED_OUT]
        return counted | {"signed_in": present, "not_ready_by_reason": dict(away)}

    def reason(self, person: Person) -> str:
        """Why somebody is not ready."""
        return "" if person.reason == NOBODY else self._header.reasons[person.reason]
