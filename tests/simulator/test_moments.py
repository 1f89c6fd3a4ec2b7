"""What is known of a day beforehand: shifts, breaks in waves, duty by the number, absence, stepping away, closing."""

from math import sqrt
from typing import Any

import numpy as np
import pytest
from one_type import laid_out

from acd.events import MICROSECONDS
from simulator.day import of_those_who_come, planned
from simulator.layout import Layout, quantiles
from simulator.workload import Drawing, draw_day
from simulator.world import FOREVER, GRID, Happening

MINUTE = 60 * MICROSECONDS
SHIFT = {"on": "08:30", "off": "11:30"}


def told(layout: Layout, *kinds: Happening, replication: int = 1) -> list[tuple[str, str, Any]]:
    """The day's moments of these kinds: minute of the day, whose (or which crew), value."""
    return [
        (f"{m['t'] // MINUTE // 60:02}:{m['t'] // MINUTE % 60:02}", int(m["agent"]), int(m["value"]))
        for m in np.asarray(draw_day(layout, replication).moments)
        if m["kind"] in kinds
    ]


def crew(shift: dict[str, Any], count: int = 1, **more: Any) -> dict[str, Any]:
    line = {"team": "A", "count": count, "skills": {"sales": 1}, "shift": "early"}
    return {"agents": [line], "shifts": {"early": SHIFT | shift}} | more


def test_who_has_neither_shift_nor_duty_is_there_the_whole_time() -> None:
    assert told(laid_out(), Happening.SIGNS_IN, Happening.SHIFT_ENDS) == [("08:00", 0, 0)]


def test_a_shift_begins_with_its_briefing_and_ends() -> None:
    layout = laid_out(**crew({"briefing": "10min"}))
    assert told(layout, Happening.SIGNS_IN, Happening.SHIFT_ENDS) == [("08:30", 0, 10 * MINUTE), ("11:30", 0, 0)]


def test_waves_are_spread_evenly_over_the_window_in_the_order_of_the_file() -> None:
    lunch = {"between": ["09:00", "10:30"], "for": "30min", "waves": 3, "reason": "lunch"}
    found = told(laid_out(**crew({"breaks": [lunch]}, count=4)), Happening.BREAK_DUE)
    half = 30 * MINUTE
    assert found == [("09:00", 0, half), ("09:00", 3, half), ("09:30", 1, half), ("10:00", 2, half)]


def test_breaks_at_a_fixed_time_are_everybodys() -> None:
    tea = {"at": "10:00", "for": "15min", "reason": "tea"}
    assert told(laid_out(**crew({"breaks": [tea]}, count=2)), Happening.BREAK_DUE) == [
        ("10:00", 0, 15 * MINUTE),
        ("10:00", 1, 15 * MINUTE),
    ]


def on_duty(*lines: list[int]) -> dict[str, Any]:
    return {"agents": [{"team": f"T{n}", "skills": {"sales": 1}, "on_duty": line} for n, line in enumerate(lines)]}


def test_duty_changes_where_the_number_changes() -> None:
    assert told(laid_out(**on_duty([2, 2, 3, 0], [0, 1, 1, 1])), Happening.DUTY_CHANGES) == [
        ("08:00", 0, 2),
        ("09:00", 1, 1),
        ("10:00", 0, 3),
        ("11:00", 0, 0),
    ]


@pytest.mark.parametrize(("at_close", "value"), [("serve", 0), ("dismiss", 1)])
def test_closing_and_its_limit_come_last(at_close: str, value: int) -> None:
    layout = laid_out(**crew({"off": "12:30"}), at_close=at_close, at_close_limit="10min")
    last = np.asarray(draw_day(layout, 1).moments)[-3:]
    assert last["kind"].tolist() == [Happening.CLOSES, Happening.LIMIT_PASSES, Happening.NOTHING]
    assert last["t"].tolist() == [720 * MINUTE, 730 * MINUTE, FOREVER]
    assert last["value"][0] == value
    assert told(layout, Happening.SHIFT_ENDS) == []


def faults(*windows: tuple[str, str]) -> list[tuple[str, Happening]]:
    incidents = [{"at": at, "for": lasts, "fault": "lines"} for at, lasts in windows]
    kinds = (Happening.FAULT_STARTS, Happening.FAULT_ENDS)
    layout = laid_out(incidents=incidents)
    return [(at, kind) for kind in kinds for at, _who, _value in told(layout, kind)]


def test_a_fault_starts_and_ends() -> None:
    assert faults(("09:10", "10min")) == [("09:10", Happening.FAULT_STARTS), ("09:20", Happening.FAULT_ENDS)]


def test_faults_that_overlap_or_meet_are_one() -> None:
    assert faults(("09:20", "10min"), ("09:00", "20min"), ("09:05", "5min"), ("10:00", "1min")) == [
        ("09:00", Happening.FAULT_STARTS),
        ("10:00", Happening.FAULT_STARTS),
        ("09:30", Happening.FAULT_ENDS),
        ("10:01", Happening.FAULT_ENDS),
    ]


def test_a_fault_may_outlast_the_day_but_not_begin_after_it() -> None:
    assert faults(("11:50", "1h"), ("12:00", "2h")) == [
        ("11:50", Happening.FAULT_STARTS),
        ("12:50", Happening.FAULT_ENDS),
    ]


def test_moments_are_sorted_and_shift_changes_come_before_stepping_away() -> None:
    habit = {"share": 0.1, "each": {"constant": "1min"}, "reason": "personal"}
    moments = np.asarray(draw_day(laid_out(**crew({}, count=20), unplanned_not_ready=habit), 1).moments)
    keys = list(zip(moments["t"].tolist(), moments["rank"].tolist(), strict=True))
    assert keys == sorted(keys)
    assert set(moments["rank"][moments["kind"] == Happening.STEPS_AWAY].tolist()) == {2}
    assert set(moments["rank"][moments["kind"] == Happening.SIGNS_IN].tolist()) == {0}


def test_absence_has_its_mean_and_a_common_day_factor() -> None:
    people, days, mean, sd = 100, 200, 0.1, 0.05
    layout = laid_out(**crew({}, count=people, absence={"mean": mean, "sd": sd}))
    absent = [people - len(told(layout, Happening.SIGNS_IN, replication=day)) for day in range(1, days + 1)]
    share = np.array(absent) / people
    within = (mean * (1 - mean) - sd**2) / people
    total = sqrt(sd**2 + within)
    assert abs(share.mean() - mean) < 4 * total / sqrt(days)
    assert abs(share.std(ddof=1) / total - 1) < 4 / sqrt(2 * days) + 0.1  # the share's law has a longer tail


def test_stepping_away_takes_the_share_given() -> None:
    habit = {"share": 0.1, "each": {"exponential": {"mean": "3min"}}, "reason": "personal"}
    layout = laid_out(**crew({"on": "08:00", "off": "12:00"}, count=200), unplanned_not_ready=habit)
    away = told(layout, Happening.STEPS_AWAY)
    visits = 200 * 240 * 0.1 / 3
    assert abs(len(away) - visits) < 4 * sqrt(visits)
    lengths = np.array([value for _at, _who, value in away]) / MINUTE
    assert abs(lengths.mean() - 3) < 4 * 3 / sqrt(visits)


@pytest.mark.parametrize(
    "law",
    [
        {"exponential": {"mean": "4s"}},
        {"lognormal": {"mean": "4s", "cv": 0.8}},
        {"uniform": {"low": "1s", "high": "9s"}},
    ],
)
def test_tables_of_answers_are_the_law(law: dict[str, Any]) -> None:
    """Within 2 % of the law everywhere but in the first and the last of the cells, and of its mean within 0.1 %."""
    layout = laid_out(agents=[{"name": "ann", "skills": {"sales": 1}, "answer": law}])
    (table,) = quantiles(layout.scenario)
    assert len(table) == GRID + 1
    uniforms = np.arange(65_536)
    cell, rest = uniforms >> 4, uniforms & 15
    steps = np.array(table)
    found = steps[cell] + (steps[cell + 1] - steps[cell]) * rest // 16
    answer = layout.entries[0].answer
    assert answer is not None
    inner = slice(16, -16)
    np.testing.assert_allclose(found[inner] / MICROSECONDS, answer.ppf(uniforms / 65_536)[inner], rtol=2e-2)
    assert abs(found.mean() / MICROSECONDS / answer.average() - 1) < 1e-3


@pytest.mark.parametrize("shift", [{}, {"on": "22:00", "off": "09:30", "briefing": "10min"}])
def test_a_days_plan_is_that_of_who_comes(shift: dict[str, Any]) -> None:
    rest = {"at": "08:45" if shift else "10:00", "for": "15min", "reason": "tea"}
    layout = laid_out(**crew(shift | {"breaks": [rest]}, count=6, absence={"mean": "40%", "sd": "0%"}))
    drawing = Drawing(layout)
    whole = planned(layout, drawing.calendar.whole())
    for replication in (1, 2, 3):
        moments = drawing.day(replication).moments
        today = of_those_who_come(whole, moments)
        np.testing.assert_array_equal(today, planned(layout, moments))
        assert 1 < len(today) < len(whole)
