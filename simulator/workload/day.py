"""All chance of a day, drawn before it begins: who calls when, how patient, how long; who is absent, who steps away.

One child of the scenario's seed per purpose, name and replication (`scenario.md`, chance): nothing drawn depends on
routing or staffing, so two policies meet the same callers. Refuses to know what will follow from any of it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from metrics.compiled import table
from scenarios import Scenario
from simulator.layout import Layout
from simulator.workload.arrivals import arrivals
from simulator.workload.callers import Calls, Table, Uniforms, callers, calls_of
from simulator.workload.chance import Habits, Names, Streams
from simulator.workload.moments import Calendar
from simulator.world import FOREVER, Draw

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Workload:
    """One drawn day: first attempts in order of arrival, a sentinel, then all further attempts (`world.Course`).

    Each attempt has its 16-bit uniforms; ``moments`` are what people will do, ``returns`` when they come back.
    """

    draws: Table
    courses: Table
    holds: Table
    answers: Uniforms
    misses: Uniforms
    chances: Uniforms
    moments: Table
    returns: Ints

    @property
    def first(self) -> int:
        """How many first attempts there are."""
        return int(np.argmax(self.draws["arrives"] == FOREVER))


class Drawing:
    """Draws the days of a centre; what is the same every day is worked out once."""

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self.calendar = Calendar(layout)
        self._scenario = scenario
        self._names = Names(callers(scenario), [person.name for person in layout.header.people])

    def day(
        self, replication: int, seed: int | None = None, first_attempts: Mapping[str, float] | None = None
    ) -> Workload:
        """Everything that chance decides of one replication (numbered from 1).

        ``first_attempts``: how many of a call type's expected calls are, where its volumes count redials too.
        """
        scenario = self._scenario
        streams = Streams(scenario.seed if seed is None else seed, replication, self._names)
        arrived = arrivals(scenario, streams, first_attempts or {})
        parts = [calls for name in scenario.call_types for calls in calls_of(scenario, name, arrived[name], streams)]
        habits = streams.habits(self.calendar.away)
        return _together(parts, self.calendar.day(streams, habits), _returns(scenario, habits))


def draw_day(
    layout: Layout, replication: int, seed: int | None = None, first_attempts: Mapping[str, float] | None = None
) -> Workload:
    """One day of a centre."""
    return Drawing(layout).day(replication, seed, first_attempts)


def _together(parts: Sequence[Calls], moments: Table, returns: Ints) -> Workload:
    """The calls of all types in one list."""
    first = sum(part.first for part in parts)
    _count_through(parts, first + 1)
    places = _places(parts, first)
    whole = first + 1 + sum(len(part.draws) - part.first for part in parts)

    def merged(column: str) -> npt.NDArray[Any]:
        own = [getattr(part, column) for part in parts]
        rows = np.zeros((whole, *own[0].shape[1:]), own[0].dtype)
        words = _words(rows)
        for each, place in zip(own, places, strict=True):
            words[place] = _words(each)
        return rows

    draws = merged("draws")
    draws[first] = table(Draw, 1)[0]
    return Workload(
        draws,
        np.concatenate([part.courses for part in parts]),
        np.concatenate([part.holds for part in parts]),
        merged("answers"),
        merged("misses"),
        merged("chances"),
        moments,
        returns,
    )


def _words(rows: npt.NDArray[Any]) -> Ints:
    """The same memory as rows of whole words, which NumPy copies at once and not field by field."""
    width = math.prod(rows.shape[1:]) * rows.itemsize // np.int64().itemsize
    return rows.reshape(-1).view(np.int64).reshape(len(rows), width)


def _places(parts: Sequence[Calls], first: int) -> list[Ints]:
    """The row of each attempt in the whole: first ones in order of arrival, a row left out, then all others."""
    order = np.argsort(np.concatenate([part.draws["arrives"][: part.first] for part in parts]), kind="stable")
    sorted_to = np.empty(first, np.int64)
    sorted_to[order] = np.arange(first)
    places, begun, later = [], 0, first + 1
    for part in parts:
        further = len(part.draws) - part.first
        places.append(np.append(sorted_to[begun : begun + part.first], np.arange(later, later + further)))
        begun += part.first
        later += further
    return places


def _count_through(parts: Sequence[Calls], again: int) -> None:
    """Rows that count within their part count in the whole; ``again`` is the first row of further attempts."""
    course = hold = 0
    for part in parts:
        part.draws["course"][part.draws["course"] != NOBODY] += course
        part.courses["again"][part.courses["again"] != NOBODY] += again - part.first
        part.courses["first_hold"] += hold
        part.courses["end_hold"] += hold
        again += len(part.draws) - part.first
        course += len(part.courses)
        hold += len(part.holds)


def _returns(scenario: Scenario, habits: Habits) -> Ints:
    """How long each agent stays away after letting a call ring, ``ATTEMPTS`` draws a person."""
    return np.rint(scenario.ring.back_after.ppf(habits.returns) * MICROSECONDS).astype(np.int64)
