"""The board: each event folded into the tally and into the present picture; a snapshot of both for whoever looks.

Knows what a snapshot has. Refuses to know who looks, and any threshold (:mod:`acd.live.board.alarms`).
"""

from typing import Any, Final

from acd.events import MICROSECONDS, AgentState, Event, Kind
from acd.live.board.alarms import alarms
from acd.live.board.present import Present
from metrics.definitions.scopes import Floor
from metrics.ledger import Header
from metrics.report.document import figures
from metrics.tally import Tally, book_of

VERSION: Final = 1
DAY: Final = 86_400 * MICROSECONDS
OF_CALLS: Final = (
    "offered", "answered", "abandoned", "service_level", "abandon_rate", "mean_answer_wait", "longest_wait", "aht",
    "occupancy",
)  # fmt: skip
OF_PEOPLE: Final = (
    "offered", "answered", "unanswered", "answer_rate", "mean_talk", "mean_hold", "holds", "mean_wrap_up", "aht",
    "work_efficiency", "on_post_occupancy", "wrap_up_and_not_ready", "ratings", "satisfaction",
)  # fmt: skip
_FRESH: Final = MICROSECONDS
"""Figures of the day are evaluated once a second at most; the present is always that of the latest event."""


class Board:
    """Of one ledger's header; a live one measures its whole first day."""

    def __init__(self, header: Header) -> None:
        self._header = header
        book = book_of(header, 0, DAY)
        self._floor = Floor(header, book)
        self._tally = Tally(book)
        self._present = Present(header)
        self._last = 0
        self._figures: dict[str, Any] = {}
        self._figured = -DAY

    def note(self, event: Event) -> None:
        """The next event."""
        if event.kind == Kind.RUN_ENDED:
            return
        self._last = max(self._last, event.t)
        self._present.note(event)
        self._tally.add(event)

    def snapshot(self, now: int | None = None) -> dict[str, Any]:
        """What is so at ``now`` (µs; the latest event's time if none is said), JSON-able.

        ``version``, ``t`` (s), ``scenario``, ``policy``; ``centre`` and each of ``groups``: ``waiting``, ``longest``
        (s), how many agents are in each state, the day's KPIs of :data:`OF_CALLS`; ``agents``: state, since, reason,
        call, and the day's KPIs of :data:`OF_PEOPLE`; ``alarms`` open now.
        """
        at = max(self._last, self._last if now is None else now)
        day = self._day(at)
        shown: dict[str, Any] = {
            "version": VERSION,
            "t": at / MICROSECONDS,
            "scenario": self._header.scenario,
            "policy": self._header.policy,
            "centre": self._place(at, None, day["centre"]),
            "groups": {name: self._place(at, g, day["groups"][name]) for g, name in enumerate(self._header.groups)},
            "agents": {who.name: self._person(a, day["agents"][who.name]) for a, who in enumerate(self._header.people)},
        }
        return shown | {"alarms": alarms(shown, self._header.config or {})}

    def own(self, agent: str) -> dict[str, Any]:
        """One agent's figures of the day."""
        day = self._day(self._last)["agents"].get(agent, {})
        return {name: day.get(name) for name in OF_PEOPLE}

    def exposition(self) -> str:
        """The present and the day in Prometheus' text format; no caller, and agents by state only."""
        seen = self.snapshot()
        lines = []
        for what in ("waiting", "longest", "offered", "answered", "abandoned", "service_level"):
            lines.append(f"# TYPE huawu_{what} gauge")
            lines += [
                f'huawu_{what}{{group="{_escaped(name)}"}} {place[what]}'
                for name, place in seen["groups"].items()
                if place[what] is not None
            ]
        lines.append("# TYPE huawu_agents gauge")
        lines += [
            f'huawu_agents{{state="{state.name.lower()}"}} {seen["centre"]["agents"][state.name.lower()]}'
            for state in AgentState
        ]
        return "\n".join([*lines, "# TYPE huawu_alarms gauge", f"huawu_alarms {len(seen['alarms'])}", ""])

    def _day(self, at: int) -> dict[str, Any]:
        """The day's KPIs as of the latest event: one that is stamped before ``at`` may yet come from the disk."""
        if at - self._figured >= _FRESH or not self._figures:
            self._figures = figures(self._floor, self._tally.look(self._last))
            self._figured = at
        return self._figures

    def _place(self, at: int, group: int | None, day: dict[str, Any]) -> dict[str, Any]:
        waiting, longest = self._present.waiting(at, group)
        name = None if group is None else self._header.groups[group]
        now = {"waiting": waiting, "longest": longest, "agents": self._present.states(name)}
        return now | {kpi: day.get(kpi) for kpi in OF_CALLS}

    def _person(self, a: int, day: dict[str, Any]) -> dict[str, Any]:
        person = self._present.people[a]
        now = {
            "state": AgentState(person.state).name.lower(),
            "since": person.since / MICROSECONDS,
            "reason": self._present.reason(person),
            "call": person.call if person.call >= 0 else None,
            "missed": person.missed,
            "team": self._header.people[a].team,
        }
        return now | {kpi: day.get(kpi) for kpi in OF_PEOPLE}


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
