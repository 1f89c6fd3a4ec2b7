"""What is known of a day before it begins: who signs in when, breaks, shift ends, duty changes, closing.

Knows rosters and the calendar of the day. Refuses to know who will be busy then: that shift ends and breaks wait for
the call is for the rules to see to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from acd.events import MICROSECONDS, NOBODY
from acd.model import BRIEFING
from scenarios.schema.centre import Absence
from scenarios.schema.shifts import Shift
from simulator.layout import Layout
from simulator.world import FOREVER, Happening, Moment

if TYPE_CHECKING:
    from simulator.workload import Streams

SHIFT_CHANGE = 0
THE_REST = 2


def moments(layout: Layout, streams: Streams) -> list[Moment]:
    """The day's moments in order of (time, rank), the file's order among equals, and a sentinel."""
    scenario = layout.scenario
    absent = _absent(layout, streams)
    found = [
        *_shifts(layout, absent),
        *_duty(layout),
        *_unplanned(layout, streams),
    ]
    day = [moment for moment in found if moment.t < scenario.closes]
    day.sort(key=lambda moment: (moment.t, moment.rank))
    dismiss = int(scenario.at_close == "dismiss")
    return [
        *day,
        Moment(scenario.closes, SHIFT_CHANGE, Happening.CLOSES, value=dismiss),
        Moment(scenario.closes + scenario.at_close_limit, SHIFT_CHANGE, Happening.LIMIT_PASSES),
        Moment(FOREVER),
    ]


def _shifts(layout: Layout, absent: set[int]) -> Iterator[Moment]:
    """Signing in, breaks and leaving of everybody who has a shift or is there the whole time."""
    scenario = layout.scenario
    ordinals: Counter[str] = Counter()
    for a, entry in enumerate(layout.entries):
        if entry.on_duty is not None:
            continue
        if entry.shift is None:
            yield Moment(scenario.opens, SHIFT_CHANGE, Happening.SIGNS_IN, a)
            continue
        ordinal = ordinals[entry.shift]
        ordinals[entry.shift] += 1
        if a not in absent:
            yield from _shift(layout, a, scenario.shifts[entry.shift], ordinal)


def _shift(layout: Layout, a: int, shift: Shift, ordinal: int) -> Iterator[Moment]:
    reason = BRIEFING if shift.briefing else NOBODY
    yield Moment(shift.on, SHIFT_CHANGE, Happening.SIGNS_IN, a, reason, shift.briefing)
    for rest in shift.breaks:
        starts = shift.starts(rest)
        at = starts[ordinal % len(starts)]
        yield Moment(at, SHIFT_CHANGE, Happening.BREAK_DUE, a, layout.header.reasons.index(rest.reason), rest.length)
    yield Moment(shift.ends, SHIFT_CHANGE, Happening.SHIFT_ENDS, a)


def _absent(layout: Layout, streams: Streams) -> set[int]:
    """Who of the rostered people does not come: each by an own draw against the day's common chance."""
    from simulator.workload import Purpose

    absence = layout.scenario.absence
    if absence is None:
        return set()
    chance = _day_chance(absence, streams.of(Purpose.ABSENCE))
    rostered = (a for a, entry in enumerate(layout.entries) if entry.shift is not None)
    return {a for a in rostered if streams.of(Purpose.ABSENCE, layout.header.people[a].name).random() < chance}


def _day_chance(absence: Absence, rng: np.random.Generator) -> float:
    """Beta with the mean and deviation given: the law of a share."""
    spread = absence.mean * (1 - absence.mean)
    if absence.sd == 0 or spread == 0:
        return absence.mean
    concentration = max(spread / absence.sd**2 - 1, 1e-6)
    return float(rng.beta(absence.mean * concentration, (1 - absence.mean) * concentration))


def _duty(layout: Layout) -> Iterator[Moment]:
    """Changes of how many people an ``on_duty`` line wants; the agent of the moment is the roster."""
    scenario = layout.scenario
    lines = [entry for entry in scenario.agents if entry.on_duty is not None]
    for r, entry in enumerate(lines):
        before = 0
        for k, wanted in enumerate(entry.on_duty or []):
            if wanted != before:
                at = scenario.opens + k * scenario.interval
                yield Moment(at, SHIFT_CHANGE, Happening.DUTY_CHANGES, r, value=wanted)
            before = wanted


def _unplanned(layout: Layout, streams: Streams) -> Iterator[Moment]:
    """Times at which each agent means to step away: gaps exponential, so that away makes up the share given."""
    from simulator.workload import Purpose

    habit = layout.scenario.unplanned_not_ready
    if habit is None or habit.share <= 0:
        return
    reason = layout.header.reasons.index(habit.reason)
    gap = habit.each.average() * (1 - habit.share) / habit.share * MICROSECONDS
    for a, person in enumerate(layout.header.people):
        rng = streams.of(Purpose.UNPLANNED, person.name)
        span = layout.scenario.closes - layout.scenario.opens
        n = int(2 * span / (gap + habit.each.average() * MICROSECONDS)) + 8
        away = np.rint(habit.each.ppf(rng.random(n)) * MICROSECONDS).astype(np.int64)
        starts = layout.scenario.opens + np.cumsum(rng.exponential(gap, n)).astype(np.int64)
        starts[1:] += np.cumsum(away)[:-1]
        for at, length in zip(starts.tolist(), away.tolist(), strict=True):
            yield Moment(at, THE_REST, Happening.STEPS_AWAY, a, reason, length)
