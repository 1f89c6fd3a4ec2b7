"""All chance of a day, drawn before it begins: who calls when, how patient, how long; who is absent, who steps away.

One child of the scenario's seed per purpose, name and replication (`scenario.md`, chance): nothing drawn depends on
routing or staffing, so two policies meet the same callers. Refuses to know what will follow from any of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from metrics.compiled import joined, table
from scenarios import Scenario
from simulator.layout import Layout
from simulator.workload.arrivals import arrivals
from simulator.workload.callers import Calls, Table, Uniforms, callers, calls_of
from simulator.workload.chance import Habits, Names, Streams
from simulator.workload.moments import Calendar
from simulator.world import ATTEMPTS, FOREVER, Draw

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
    _count_through(parts, sum(part.first for part in parts) + 1)
    order = _order(parts)

    def uniforms(column: str) -> Uniforms:
        own = [getattr(part, column) for part in parts]
        return np.concatenate([*own, np.zeros((1, ATTEMPTS), np.uint16)]).take(order, axis=0)

    return Workload(
        joined([*(part.draws for part in parts), table(Draw, 1)]).take(order),  # by [] it would go field by field
        joined([part.courses for part in parts]),
        joined([part.holds for part in parts]),
        uniforms("answers"),
        uniforms("misses"),
        uniforms("chances"),
        moments,
        returns,
    )


def _order(parts: Sequence[Calls]) -> Ints:
    """Rows of the parts one after the other, and a last: first attempts in order of arrival, the last, all others."""
    starts = np.cumsum([0, *(len(part.draws) for part in parts)])
    first = np.concatenate([start + np.arange(part.first) for start, part in zip(starts, parts, strict=False)])
    others = [
        np.arange(start + part.first, start + len(part.draws)) for start, part in zip(starts, parts, strict=False)
    ]
    arrives = np.concatenate([part.draws["arrives"][: part.first] for part in parts])
    return np.concatenate([first.take(np.argsort(arrives, kind="stable")), starts[-1:], *others])


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
