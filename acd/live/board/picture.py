"""The parts of a snapshot: centre, groups and agents, present and figures side by side.

Knows what is shown of each. Refuses to know how figures come about.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from acd.events import MICROSECONDS, NOBODY, AgentState
from acd.live.board.figures import Figures
from acd.live.board.limits import Limits
from acd.live.board.present import AgentPresent, Present
from metrics.definitions import Scope
from metrics.ledger import Header, Person

OF_AGENT: Final = (
    "answered", "aht", "holds", "mean_wrap_up", "wrap_up_and_not_ready", "longest_shift_wrap_up_and_not_ready",
)  # fmt: skip


class Picture:
    """One moment."""

    def __init__(
        self, header: Header, present: Present, numbers: dict[Scope, list[Figures]], limits: Limits, now: int
    ) -> None:
        self._header = header
        self._present = present
        self._numbers = numbers
        self._limits = limits
        self._now = now
        self._waiting = present.waiting()
        self._people = [(person, present.agent(a)) for a, person in enumerate(header.people)]

    def centre(self) -> dict[str, Any]:
        """All groups together."""
        since = [t for times in self._waiting.values() for t in times]
        return self._queue(since) | self._staff(agent for _, agent in self._people) | self._numbers["centre"][0]

    def groups(self) -> dict[str, dict[str, Any]]:
        """Each group: who waits for it, who can serve it, its figures and its promise."""
        return {name: self._group(g, name) for g, name in enumerate(self._header.groups)}

    def agents(self) -> dict[str, dict[str, Any]]:
        """Each agent of the header."""
        figures = self._numbers["agents"]
        return {
            person.name: self._agent(person, agent, figures[a] if a < len(figures) else {})
            for a, (person, agent) in enumerate(self._people)
        }

    def _group(self, g: int, name: str) -> dict[str, Any]:
        figures = self._numbers["groups"]
        promise = self._limits.groups[name]
        return {
            **self._queue(self._waiting.get(g, [])),
            **self._staff(agent for person, agent in self._people if name in (person.skills or self._rung_for(agent))),
            **(figures[g] if g < len(figures) else {}),
            "label": promise.label,
            "target": promise.target,
            "within": promise.within,
            "longest_limit": promise.longest,
            "waiting_limit": promise.waiting,
        }

    def _queue(self, since: list[int]) -> dict[str, Any]:
        return {"waiting": len(since), "longest_waiting": (self._now - min(since)) / MICROSECONDS if since else None}

    def _staff(self, agents: Iterable[AgentPresent]) -> dict[str, Any]:
        """People by state, and those not ready by reason."""
        seen = [agent for agent in agents if agent.state != AgentState.SIGNED_OUT]
        states = Counter(agent.state for agent in seen)
        why = Counter(self._reason(agent.reason) for agent in seen if agent.state == AgentState.NOT_READY)
        by_state = {state.name.lower(): states[state] for state in AgentState if state != AgentState.SIGNED_OUT}
        return {"signed_in": len(seen), **by_state, "not_ready_by_reason": dict(sorted(why.items()))}

    def _agent(self, person: Person, agent: AgentPresent, figures: Figures) -> dict[str, Any]:
        reason = self._reason(agent.reason) if agent.state == AgentState.NOT_READY else ""
        teams = self._header.teams
        return {
            "team": person.team or (teams[agent.team] if 0 <= agent.team < len(teams) else ""),
            "experience": person.experience,
            "groups": list(person.skills),
            "state": agent.state.name.lower(),
            "since": agent.since / MICROSECONDS,
            "reason": reason,
            "call": None if agent.call == NOBODY else agent.call,
            "missed": agent.missed,
            "phone": "lost" if agent.phone_lost else "registered",
            "help_since": None if agent.help_since == NOBODY else agent.help_since / MICROSECONDS,
            **{name: figures.get(name) for name in OF_AGENT},
            "wrap_up_and_not_ready_limit": self._limits.pause,
            "state_limit": self._limits.of_state(agent.state, reason, person.experience),
        }

    def _rung_for(self, agent: AgentPresent) -> list[str]:
        return [self._header.groups[g] for g in agent.rung_for if 0 <= g < len(self._header.groups)]

    def _reason(self, reason: int) -> str:
        reasons = self._header.reasons
        return reasons[reason] if 0 <= reason < len(reasons) else ""
