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
from metrics.compiled import dtype_of, joined
from scenarios import Scenario
from scenarios.schema.centre import Absence, UnplannedNotReady
from scenarios.schema.shifts import Shift
from scenarios.values import DAY
from simulator.layout import Layout
from simulator.workload.chance import Habits, Purpose, Streams
from simulator.world import FOREVER, Happening, Moment

SHIFT_CHANGE = 0
THE_REST = 2

Table = npt.NDArray[np.void]
Row = tuple[int, int, int, int, int, int]
"""The columns of a :class:`Moment`: t, rank, kind, agent, reason, value."""


class Calendar:
    """What is the same every day; who is absent and who steps away differs."""

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self._layout = layout
        self._of_people = _rows([*_shifts(layout)])
        self._of_centre = _rows([*_duty(layout)])
        self._end = _rows([*_faults(scenario), *_end(scenario)])
        self._rostered = np.array([entry.shift is not None for entry in layout.entries], np.bool_)
        self.away = 2 * _times_away(scenario)
        """Uniforms that each person's stepping away takes."""

    def whole(self) -> Table:
        """The moments of a day on which everybody comes and nobody steps away."""
        return self._in_order([self._of_people, self._of_centre])

    def day(self, streams: Streams, habits: Habits) -> Table:
        """A day's moments in order of (time, rank), the file's order among equals, and a sentinel."""
        absent = self._rostered & (habits.presence < _absence(self._layout.scenario, streams))
        here = self._of_people.take(np.flatnonzero(~absent[self._of_people["agent"]]))
        return self._in_order([here, self._of_centre, *_unplanned(self._layout, habits)])

    def _in_order(self, parts: list[Table]) -> Table:
        rows = joined([*parts, self._end])
        kept = rows["t"] < self._layout.scenario.closes
        kept[len(rows) - len(self._end) :] = True
        places = np.flatnonzero(kept)
        return rows.take(places[np.lexsort((rows["rank"][places], rows["t"][places]))])


def _rows(rows: list[Row]) -> Table:
    return np.array(rows, dtype_of(Moment))


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


def _shifts(layout: Layout) -> Iterator[Row]:
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


def _absence(scenario: Scenario, streams: Streams) -> float:
    """How likely each of the rostered people is not to come today."""
    return 0.0 if scenario.absence is None else _day_chance(scenario.absence, streams.of(Purpose.ABSENCE))


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


def _times_away(scenario: Scenario) -> int:
    """How often a person could step away in a day: twice as often as is usual, and more."""
    habit = scenario.unplanned_not_ready
    if habit is None or habit.share <= 0:
        return 0
    span = (scenario.closes - scenario.opens) / MICROSECONDS
    return int(2 * span / (_gap(habit) + habit.each.average())) + 8


def _gap(habit: UnplannedNotReady) -> float:
    """Mean time between coming back and stepping away: so away makes up the share given."""
    return float(habit.each.average() * (1 - habit.share) / habit.share)


def _unplanned(layout: Layout, habits: Habits) -> Iterator[Table]:
    """Times at which each agent means to step away; gaps are exponential."""
    habit = layout.scenario.unplanned_not_ready
    if habit is None or habit.share <= 0:
        return
    of_length, of_gap = np.split(habits.away, 2, axis=1)
    away = habit.each.ppf(of_length)
    starts = np.cumsum(-_gap(habit) * np.log1p(-of_gap), axis=1)
    starts[:, 1:] += np.cumsum(away, axis=1)[:, :-1]
    rows = np.zeros(away.size, dtype_of(Moment))
    rows["t"] = layout.scenario.opens + np.rint(starts * MICROSECONDS).ravel()
    rows["rank"], rows["kind"] = THE_REST, Happening.STEPS_AWAY
    rows["agent"] = np.repeat(np.arange(len(away)), away.shape[1])
    rows["reason"] = layout.header.reasons.index(habit.reason)
    rows["value"] = np.rint(away * MICROSECONDS).ravel()
    yield rows
