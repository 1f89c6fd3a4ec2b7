"""Whose figures: sums seen as those of the centre, each group, call type, interval, date, agent and team.

Knows who holds which skill, who is in which team, and how long each interval is. Refuses to know formulas.
"""

import math
from typing import Any, Literal

import numpy as np

from metrics.definitions.everywhere import calls_everywhere, people_everywhere
from metrics.definitions.figures import CallFigures, PeopleFigures
from metrics.ledger.header import Header
from metrics.tally.book import DAY, Book
from metrics.tally.rows import Counts
from metrics.tally.sums import Sums

Scope = Literal["centre", "groups", "call_types", "intervals", "group_intervals", "dates", "agents", "teams"]
CALL_SCOPES: tuple[Scope, ...] = ("centre", "groups", "call_types", "intervals", "group_intervals", "dates")
PEOPLE_SCOPES: tuple[Scope, ...] = ("agents", "teams")
Places = dict[Scope, tuple[slice, tuple[int, ...]]]


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
        self.dates = int(self.date_of[-1]) + 1
        self.members = np.asarray(
            [[group in person.skills for person in header.people] for group in header.groups], dtype=bool
        ).reshape(self.groups, self.people)
        everyone = np.ones((1, self.people + 1), dtype=bool)
        self.concerned = np.concatenate([np.pad(self.members, ((0, 0), (0, 1))), everyone])
        """Whose time is a group's: those who hold its skill; last the centre's, agents unknown too."""
        self.teams = [team for team in dict.fromkeys([*header.teams, *(p.team for p in header.people)]) if team]
        self.crews = np.asarray(
            [[person.team == team for person in header.people] for team in self.teams], dtype=bool
        ).reshape(len(self.teams), self.people)
        self.authorised = [k for k, reason in enumerate(header.reasons) if reason in header.authorised]
        self.prices = _prices(header.config or {})
        shapes = self._shapes()
        self.places = {**_in_turn(shapes, CALL_SCOPES), **_in_turn(shapes, PEOPLE_SCOPES)}

    def names(self, scope: Scope) -> list[str]:
        """What the first axis of a scope's figures stands for; intervals by the time of day at which they begin."""
        header = self.header
        return {
            "centre": [],
            "groups": header.groups,
            "call_types": header.call_types,
            "intervals": [clock_time(start) for start in self.starts],
            "group_intervals": header.groups,
            "dates": [_date(header.epoch, self.starts[0] // DAY + day) for day in range(self.dates)],
            "agents": [person.name for person in header.people],
            "teams": self.teams,
        }[scope]

    def calls(self, sums: Sums) -> dict[Scope, CallFigures]:
        """The figures of calls in every scope."""
        everywhere = calls_everywhere(self, sums)
        return {scope: everywhere.at(*self.places[scope]) for scope in CALL_SCOPES}

    def agents(self, sums: Sums) -> dict[Scope, PeopleFigures]:
        """The figures of people in every scope."""
        everywhere = people_everywhere(self, sums)
        return {scope: everywhere.at(*self.places[scope]) for scope in PEOPLE_SCOPES}

    def _shapes(self) -> dict[Scope, tuple[int, ...]]:
        return {
            "centre": (),
            "groups": (self.groups,),
            "call_types": (self.call_types,),
            "intervals": (self.count,),
            "group_intervals": (self.groups, self.count),
            "dates": (self.dates,),
            "agents": (self.people,),
            "teams": (len(self.teams),),
        }


def clock_time(t: int) -> str:
    """``08:30`` of a time in µs; past midnight of a one-day frame it goes on, ``25:30``."""
    return f"{t // 3_600_000_000:02d}:{t // 60_000_000 % 60:02d}"


def _in_turn(shapes: dict[Scope, tuple[int, ...]], scopes: tuple[Scope, ...]) -> Places:
    """Where each scope's places lie among those of all, one scope after the other."""
    places: Places = {}
    first = 0
    for scope in scopes:
        end = first + math.prod(shapes[scope])
        places[scope] = slice(first, end), shapes[scope]
        first = end
    return places


def _prices(config: dict[str, Any]) -> tuple[float, float] | None:
    costs = config.get("costs")
    return (float(costs.get("agent_hour", 0)), float(costs.get("line_minute", 0))) if costs else None


def _date(epoch: str, day: int) -> str:
    return str(np.datetime64(epoch[:10]) + day)
