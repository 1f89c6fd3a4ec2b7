"""Whose figures: sums seen as those of the centre, each group, call type, interval, date, agent and team.

Knows who holds which skill, who is in which team, and how long each interval is. Refuses to know formulas.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from metrics.definitions.fields import Fields, fields_of, joined
from metrics.definitions.figures import HANDLING, SIGNED_IN, CallFigures, Numbers, PeopleFigures
from metrics.ledger.header import Header
from metrics.tally.book import DAY, Book
from metrics.tally.histogram import BUCKETS
from metrics.tally.rows import Calls, Counts, Queueing, Work, table
from metrics.tally.sums import PLANNED, REASONS, Sums

Scope = Literal["centre", "groups", "call_types", "intervals", "group_intervals", "dates", "agents", "teams"]
CALL_SCOPES: tuple[Scope, ...] = ("centre", "groups", "call_types", "intervals", "group_intervals", "dates")
PEOPLE_SCOPES: tuple[Scope, ...] = ("agents", "teams")


class Floor:
    """The people and the frame of one ledger or scenario, by which its sums are read."""

    def __init__(self, header: Header, book: Book) -> None:
        frame = book.frame[0]
        self.header = header
        self.groups, self.call_types = int(frame.groups), int(frame.call_types)
        self.people, self.count = int(frame.agents), int(frame.intervals)
        self.starts = [int(frame.origin + i * frame.interval) for i in range(self.count)]
        ends = np.minimum(np.asarray(self.starts) + frame.interval, frame.end)
        self.elapsed: Counts = np.maximum(ends - np.maximum(self.starts, frame.start), 0)
        self.date_of = np.asarray(self.starts) // DAY - self.starts[0] // DAY
        self.members = np.asarray(
            [[group in person.skills for person in header.people] for group in header.groups], dtype=bool
        ).reshape(self.groups, self.people)
        self.teams = [team for team in dict.fromkeys([*header.teams, *(p.team for p in header.people)]) if team]
        self.crews = np.asarray(
            [[person.team == team for person in header.people] for team in self.teams], dtype=bool
        ).reshape(len(self.teams), self.people)
        self.authorised = [k for k, reason in enumerate(header.reasons) if reason in header.authorised]
        self.prices = _prices(header.config or {})

    def names(self, scope: Scope) -> list[str]:
        """What the first axis of a scope's figures stands for; intervals by the time of day at which they begin."""
        header = self.header
        return {
            "centre": [],
            "groups": header.groups,
            "call_types": header.call_types,
            "intervals": [clock_time(start) for start in self.starts],
            "group_intervals": header.groups,
            "dates": [_date(header.epoch, self.starts[0] // DAY + day) for day in range(int(self.date_of[-1]) + 1)],
            "agents": [person.name for person in header.people],
            "teams": self.teams,
        }[scope]

    def calls(self, sums: Sums) -> dict[Scope, CallFigures]:
        """The figures of calls in every scope."""
        reading = _Reading(self, sums)
        return {scope: getattr(reading, scope)() for scope in CALL_SCOPES}

    def agents(self, sums: Sums) -> dict[Scope, PeopleFigures]:
        """The figures of people in every scope."""
        spent = self.spent(sums)[: self.people].sum(axis=-1)
        work = fields_of(Work, sums.work[: self.people]).over(1)
        crews = [np.flatnonzero(crew) for crew in self.crews]
        return {
            "agents": self._people(spent, work),
            "teams": self._people(
                _stacked([spent[crew].sum(axis=0) for crew in crews], spent.shape[1:]),
                joined([work[crew].over(0) for crew in crews], Work),
                np.asarray([len(crew) for crew in crews]),
            ),
        }

    def spent(self, sums: Sums) -> Counts:
        """Agent x column x interval, agents unknown last."""
        return sums.spent.reshape(self.people + 1, -1, self.count + 1)[:, :, :-1]

    def _people(self, spent: Counts, work: Fields, heads: Numbers | int = 1) -> PeopleFigures:
        pauses = spent[..., [REASONS + k for k in self.authorised]].sum(axis=-1)
        elapsed = np.broadcast_to(self.elapsed.sum() * heads, spent.shape[:1])
        return PeopleFigures(spent, _rostered(spent), elapsed, work, pauses)


@dataclass(frozen=True)
class _Reading:
    """Sums cut to what is measured, with intervals on the axis after groups or agents."""

    floor: Floor
    sums: Sums

    def centre(self) -> CallFigures:
        calls = self._unique().over(0, 1, 2)
        waits = self._waits().sum(axis=(0, 1))
        everyone = np.ones((1, self.floor.people + 1), dtype=bool)
        return self._of(calls, self._queues()[-1], waits, everyone, day=True)

    def intervals(self) -> CallFigures:
        everyone = np.ones((1, self.floor.people + 1), dtype=bool)
        return self._of(self._unique().over(0, 1), self._queues()[-1], self._waits().sum(axis=0), everyone)

    def dates(self) -> CallFigures:
        of = self.intervals()
        days = [self.floor.date_of == day for day in range(int(self.floor.date_of[-1]) + 1)]
        spent = self.floor.spent(self.sums)
        return CallFigures(
            spent=np.stack([of.spent[day].sum(axis=0) for day in days]),
            rostered=np.stack([of.rostered[day].sum(axis=0) for day in days]),
            elapsed=np.stack([of.elapsed[day].sum(axis=0) for day in days]),
            calls=joined([of.calls[day].over(0) for day in days], Calls),
            queues=joined([of.queues[day].over(0) for day in days], Queueing),
            waits=np.stack([of.waits[day].sum(axis=0) for day in days]),
            shares=np.stack([_shares(spent[:, :, day].sum(axis=-1)) for day in days]),
            prices=of.prices,
        )

    def groups(self) -> CallFigures:
        floor = self.floor
        calls = self._calls()[:, : floor.groups].over(0, 2)
        waits = self._waits()[: floor.groups].sum(axis=1)
        return self._of(calls, self._queues()[:-1], waits, self._members(), day=True)

    def group_intervals(self) -> CallFigures:
        floor = self.floor
        calls = self._calls()[:, : floor.groups].over(0)
        return self._of(calls, self._queues()[:-1], self._waits()[: floor.groups], self._members())

    def call_types(self) -> CallFigures:
        types = self.floor.call_types
        calls = self._unique()[:types].over(1, 2)
        nobody = np.zeros((types, self.floor.people + 1), dtype=bool)
        queues = fields_of(Queueing, table(Queueing, types, self.floor.count))
        rows = self.sums.waits[(self.floor.groups + 1) * (self.floor.count + 1) :]
        return self._of(calls, queues, rows[:types], nobody, day=True)

    def _of(self, calls: Fields, queues: Fields, waits: Counts, who: Any, day: bool = False) -> CallFigures:
        """Figures of some calls with the time of some agents (``who``: place x agent), by interval or of the day."""
        spent = self.floor.spent(self.sums)
        rostered = _rostered_by_interval(spent)
        elapsed = self.floor.elapsed
        if day:
            spent, rostered, elapsed = spent.sum(axis=-1), rostered.sum(axis=-1), elapsed.sum()
            queues = queues.over(-1)
        shares = np.where(who.reshape(*who.shape, *[1] * (spent.ndim - 2)), _shares(spent)[None], np.nan)
        theirs = np.tensordot(who.astype(np.int64), spent, axes=1)
        hours = np.tensordot(who.astype(np.int64), rostered, axes=1)
        if not day:
            theirs, shares = np.moveaxis(theirs, 1, -1), np.moveaxis(shares, 1, -1)
        shape = calls.offered.shape
        return CallFigures(
            spent=theirs.reshape(*shape, theirs.shape[-1]),
            rostered=hours.reshape(shape),
            elapsed=np.broadcast_to(elapsed, shape),
            calls=calls,
            queues=queues,
            waits=waits,
            shares=shares.reshape(*shape, shares.shape[-1]),
            prices=self.floor.prices,
        )

    def _calls(self) -> Fields:
        shape = self.floor.call_types + 1, self.floor.groups + 1, self.floor.count + 1
        return fields_of(Calls, self.sums.calls, *shape)[:, :, :-1]

    def _unique(self) -> Fields:
        """Calls once each: what a recounting group adds to its own 呼入 is not in the centre's (AMB-02)."""
        calls = Fields(Calls, self._calls().numbers.copy())
        calls.recounted[...] = 0
        return calls

    def _queues(self) -> Fields:
        return fields_of(Queueing, self.sums.queues)[:, : self.floor.count]

    def _waits(self) -> Counts:
        groups, intervals = self.floor.groups + 1, self.floor.count + 1
        return self.sums.waits[: groups * intervals].reshape(groups, intervals, BUCKETS)[:, :-1]

    def _members(self) -> Any:
        return np.pad(self.floor.members, ((0, 0), (0, 1)))


def clock_time(t: int) -> str:
    """``08:30`` of a time in µs; past midnight of a one-day frame it goes on, ``25:30``."""
    return f"{t // 3_600_000_000:02d}:{t // 60_000_000 % 60:02d}"


def _stacked(rows: list[Counts], shape: tuple[int, ...]) -> Counts:
    return np.stack(rows) if rows else np.zeros((0, *shape), np.int64)


def _shares(spent: Counts) -> Any:
    """A18 of each agent; columns are the axis after agents."""
    signed_in = spent[:, SIGNED_IN].sum(axis=1)
    return np.divide(
        spent[:, list(HANDLING)].sum(axis=1), signed_in, out=np.full(signed_in.shape, np.nan), where=signed_in > 0
    )


def _rostered(spent: Counts) -> Counts:
    """Planned time where there is a plan, else signed-in time; one row for each agent, columns on the last axis."""
    return np.where(spent[..., PLANNED] > 0, spent[..., PLANNED], spent[..., SIGNED_IN].sum(axis=-1))


def _rostered_by_interval(spent: Counts) -> Counts:
    planned = spent[:, PLANNED]
    return np.where(planned.sum(axis=-1, keepdims=True) > 0, planned, spent[:, SIGNED_IN].sum(axis=1))


def _prices(config: dict[str, Any]) -> tuple[float, float] | None:
    costs = config.get("costs")
    return (float(costs.get("agent_hour", 0)), float(costs.get("line_minute", 0))) if costs else None


def _date(epoch: str, day: int) -> str:
    return str(np.datetime64(epoch[:10]) + day)
