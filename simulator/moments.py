"""What is known of a day before it begins: who signs in when, breaks, shift ends, duty changes, faults, closing.

Knows rosters and the calendar of the day. Refuses to know who will be busy then: that shift ends and breaks wait for
the call is for the rules to see to.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from acd.model import BRIEFING
from metrics.compiled import dtype_of
from scenarios import Scenario
from scenarios.schema.centre import Absence
from scenarios.schema.shifts import Shift
from scenarios.values import DAY
from simulator.chance import Habits, Purpose, Streams
from simulator.layout import Layout
from simulator.world import FOREVER, Happening, Moment

SHIFT_CHANGE = 0
THE_REST = 2

Table = npt.NDArray[np.void]
Row = tuple[int, int, int, int, int, int]
"""The columns of a :class:`Moment`: t, rank, kind, agent, reason, value."""


def moments(layout: Layout, streams: Streams, habits: list[Habits]) -> Table:
    """The day's moments in order of (time, rank), the file's order among equals, and a sentinel."""
    scenario = layout.scenario
    absent = _absent(layout, streams, habits)
    rows = np.array([*_shifts(layout, absent), *_duty(layout)], dtype_of(Moment))
    day = np.concatenate([rows, *_unplanned(layout, habits)])
    day = day[day["t"] < scenario.closes]
    day = np.concatenate([day, np.array([*_faults(scenario), *_end(scenario)], dtype_of(Moment))])
    return np.asarray(day[np.lexsort((day["rank"], day["t"]))])


def _end(scenario: Scenario) -> Iterator[Row]:
    closes, dismiss = scenario.closes, scenario.at_close == "dismiss"
    yield closes, SHIFT_CHANGE, Happening.CLOSES, NOBODY, NOBODY, int(dismiss)
    yield closes + scenario.at_close_limit, SHIFT_CHANGE, Happening.LIMIT_PASSES, NOBODY, NOBODY, 0
    yield FOREVER, SHIFT_CHANGE, Happening.NOTHING, NOBODY, NOBODY, 0


def _faults(scenario: Scenario) -> Iterator[Row]:
    """Faults of the lines; those that overlap or meet are one. One may outlast the day."""
    ends = NOBODY
    for at, until in sorted((e.at, e.ends) for e in scenario.incidents if e.fault and e.at < scenario.closes):
        if at > ends:
            if ends != NOBODY:
                yield ends, SHIFT_CHANGE, Happening.FAULT_ENDS, NOBODY, NOBODY, 0
            yield at, SHIFT_CHANGE, Happening.FAULT_STARTS, NOBODY, NOBODY, 0
        ends = max(ends, until)
    if ends != NOBODY:
        yield ends, SHIFT_CHANGE, Happening.FAULT_ENDS, NOBODY, NOBODY, 0


def _shifts(layout: Layout, absent: set[int]) -> Iterator[Row]:
    """Signing in, breaks and leaving of everybody who has a shift or is there the whole time."""
    scenario = layout.scenario
    ordinals: Counter[str] = Counter()
    for a, entry in enumerate(layout.entries):
        if entry.on_duty is not None:
            continue
        if entry.shift is None:
            yield scenario.opens, SHIFT_CHANGE, Happening.SIGNS_IN, a, NOBODY, 0
            continue
        ordinal = ordinals[entry.shift]
        ordinals[entry.shift] += 1
        if a not in absent:
            yield from _nights_and_days(layout, a, scenario.shifts[entry.shift], ordinal)


def _nights_and_days(layout: Layout, a: int, shift: Shift, ordinal: int) -> Iterator[Row]:
    """Today's shift; before it what is left of last night's, after it tomorrow's where the day passes midnight."""
    opens = layout.scenario.opens
    if shift.ends - DAY > opens:
        last_night = [(row[0] - DAY, *row[1:]) for row in _shift(layout, a, shift, ordinal)]
        if last_night[0][0] < opens:
            yield opens, SHIFT_CHANGE, Happening.SIGNS_IN, a, NOBODY, 0
        yield from (row for row in last_night if row[0] >= opens)
    if shift.ends > opens:
        yield from _shift(layout, a, shift, ordinal)
    if shift.on + DAY < layout.scenario.closes:
        yield from ((row[0] + DAY, *row[1:]) for row in _shift(layout, a, shift, ordinal))


def _shift(layout: Layout, a: int, shift: Shift, ordinal: int) -> Iterator[Row]:
    reason = BRIEFING if shift.briefing else NOBODY
    yield shift.on, SHIFT_CHANGE, Happening.SIGNS_IN, a, reason, shift.briefing
    for rest in shift.breaks:
        starts = shift.starts(rest)
        at = starts[ordinal % len(starts)]
        yield at, SHIFT_CHANGE, Happening.BREAK_DUE, a, layout.header.reasons.index(rest.reason), rest.length
    yield shift.ends, SHIFT_CHANGE, Happening.SHIFT_ENDS, a, NOBODY, 0


def _absent(layout: Layout, streams: Streams, habits: list[Habits]) -> set[int]:
    """Who of the rostered people does not come: each by an own draw against the day's common chance."""
    absence = layout.scenario.absence
    if absence is None:
        return set()
    chance = _day_chance(absence, streams.of(Purpose.ABSENCE))
    rostered = (a for a, entry in enumerate(layout.entries) if entry.shift is not None)
    return {a for a in rostered if habits[a].presence < chance}


def _day_chance(absence: Absence, rng: np.random.Generator) -> float:
    """Beta with the mean and deviation given: the law of a share."""
    spread = absence.mean * (1 - absence.mean)
    if absence.sd == 0 or spread == 0:
        return absence.mean
    concentration = max(spread / absence.sd**2 - 1, 1e-6)
    return float(rng.beta(absence.mean * concentration, (1 - absence.mean) * concentration))


def _duty(layout: Layout) -> Iterator[Row]:
    """Changes of how many people an ``on_duty`` line wants; the agent of the moment is the roster."""
    scenario = layout.scenario
    lines = [entry for entry in scenario.agents if entry.on_duty is not None]
    for r, entry in enumerate(lines):
        before = 0
        for k, wanted in enumerate(entry.on_duty or []):
            if wanted != before:
                at = scenario.opens + k * scenario.interval
                yield at, SHIFT_CHANGE, Happening.DUTY_CHANGES, r, NOBODY, wanted
            before = wanted


def _unplanned(layout: Layout, habits: list[Habits]) -> Iterator[Table]:
    """Times at which each agent means to step away: gaps exponential, so that away makes up the share given."""
    habit = layout.scenario.unplanned_not_ready
    if habit is None or habit.share <= 0:
        return
    mean = habit.each.average()
    gap = mean * (1 - habit.share) / habit.share
    span = (layout.scenario.closes - layout.scenario.opens) / MICROSECONDS
    n = int(2 * span / (gap + mean)) + 8
    uniforms = np.array([person.rng.random((2, n)) for person in habits])
    away = habit.each.ppf(uniforms[:, 0])
    starts = np.cumsum(-gap * np.log1p(-uniforms[:, 1]), axis=1)
    starts[:, 1:] += np.cumsum(away, axis=1)[:, :-1]
    rows = np.zeros(away.size, dtype_of(Moment))
    rows["t"] = layout.scenario.opens + np.rint(starts * MICROSECONDS).ravel()
    rows["rank"], rows["kind"] = THE_REST, Happening.STEPS_AWAY
    rows["agent"] = np.repeat(np.arange(len(habits)), n)
    rows["reason"] = layout.header.reasons.index(habit.reason)
    rows["value"] = np.rint(away * MICROSECONDS).ravel()
    yield rows
