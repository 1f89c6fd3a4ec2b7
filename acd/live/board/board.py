"""The board: events in, one picture of the centre out.

Knows what stands in a snapshot. Refuses to know KPIs (:mod:`metrics.definitions`), and who looks.
"""

from typing import Any, Final

from acd.events import MICROSECONDS, Event
from acd.live.board.alarms import Alarm, judge
from acd.live.board.exposition import exposed
from acd.live.board.figures import DayFigures
from acd.live.board.limits import Limits, limits_of
from acd.live.board.own import own_figures
from acd.live.board.picture import Picture
from acd.live.board.present import Present
from metrics.definitions.scopes import clock_time
from metrics.ledger import Header
from metrics.ledger.rows import Block

VERSION: Final = 1
EVALUATED_EVERY: Final = MICROSECONDS // 10


class Board:
    """Told every event once it is on disk, in order; looked at as often as wanted. One thread."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._figures = DayFigures(header)
        self._present = Present()
        self.limits: Limits = limits_of(header)
        self._evaluated = -(1 << 62)
        self._numbers = self._figures.at(0)
        self._alarms: tuple[Alarm, ...] = ()

    @property
    def last(self) -> int:
        """When the latest event was, in µs since midnight of the ledger's first day."""
        return self._figures.last

    def note(self, event: Event) -> None:
        """Fold one event."""
        self._figures.note(event)
        self._present.note(event)

    def note_rows(self, rows: Block) -> None:
        """Fold many events at once, compiled: those of a file."""
        self._figures.note_rows(rows)
        for row in rows.tolist():
            self._present.note(Event(*row))

    def snapshot(self, now_us: int) -> dict[str, Any]:
        """The centre at a moment (µs since midnight of the header's epoch), for JSON; version 1::

            version, t (s), clock "HH:MM:SS", epoch, scenario, policy, mode
            centre, groups.NAME:
                waiting, longest_waiting (s, of those who wait now, null where nobody does)
                signed_in, ready, ringing, talking, holding, wrap_up, not_ready, not_ready_by_reason.REASON (people;
                    of a group: those who hold its skill)
                offered, answered, abandoned, answer_rate, service_level, abandon_rate, mean_wait, mean_answer_wait,
                    longest_wait, aht, occupancy, overflowed_out, deflected (KPIs of today; null: no value)
                target, within (s), label (groups only; target null where the scenario promises nothing)
            agents.NAME:
                team, experience, groups [names], state, since (s), reason, call (number or null), missed (rings in a
                    row), phone "registered" | "lost", help_since (s or null)
                answered, aht, holds, mean_wrap_up, wrap_up_and_not_ready, longest_shift_wrap_up_and_not_ready
                wrap_up_and_not_ready_limit (s a shift), state_limit (s, of the state now, or null)
            alarms: [{rule, scope groups | agents, subject, since (s), value, limit}]

        Times of states and waits are exact; KPIs are evaluated at most ten times a second.
        """
        now = max(now_us, self.last)
        self._evaluate(now)
        snapshot = self._picture(now)
        self._alarms = judge(snapshot, self._alarms)
        return {**snapshot, "alarms": [alarm.document() for alarm in self._alarms]}

    def own(self, agent: str, now_us: int | None = None) -> dict[str, Any]:
        """An agent's figures of today with the targets of `kpi.md` for novices or the experienced::

            agent, experience, figures.KPI: {value, unit, english, chinese, low, high, band, met (true, false, null)}
            not_ready.REASON: {spent (s), budget (s, null: as long as it takes)}

        An agent whom the scenario does not know is a :class:`KeyError`.
        """
        self._evaluate(max(now_us or 0, self.last))
        places = {person.name: a for a, person in enumerate(self._header.people)}
        a = places[agent]
        figures = self._numbers["agents"][a]
        return own_figures(self._header.people[a], self._figures.asked["agents"], figures, self.limits.reasons)

    def exposition(self, now_us: int | None = None) -> str:
        """The centre, groups and numbers of people by state as Prometheus text; no caller's or agent's name."""
        return exposed(self.snapshot(max(now_us or 0, self.last)))

    def _evaluate(self, now: int) -> None:
        if now - self._evaluated >= EVALUATED_EVERY or now < self._evaluated:
            self._numbers = self._figures.at(now)
            self._evaluated = now

    def _picture(self, now: int) -> dict[str, Any]:
        header = self._header
        picture = Picture(header, self._present, self._numbers, self.limits, now)
        return {
            "version": VERSION,
            "t": now / MICROSECONDS,
            "clock": f"{clock_time(now)}:{now // MICROSECONDS % 60:02d}",
            "epoch": header.epoch,
            "scenario": header.scenario,
            "policy": header.policy,
            "mode": header.mode,
            "centre": picture.centre(),
            "groups": picture.groups(),
            "agents": picture.agents(),
        }
