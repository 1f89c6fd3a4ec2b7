"""Charts: round axes, marks where their values lie, broken lines where there is none."""

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.report.charts import Chart, Mark, Scale
from metrics.report.charts.frame import axis, runs
from simulator.report import Findings
from simulator.report.charts import Course, Recorded, course, people, volumes
from simulator.report.day import Staffing, capacity
from simulator.report.figures import heat

STARTS = ["08:00", "08:30", "09:00", "09:30"]


def cell(mean: float, low: float, high: float) -> dict[str, Any]:
    return {"mean": mean, "days": {"p10": low, "p50": mean, "p90": high}}


def drawn(*recorded: Recorded) -> Chart:
    cells = [cell(0.2, 0.1, 0.4), cell(0.8, 0.6, 1.0), None, cell(0.5, 0.5, 0.5)]
    return course(Course("title", STARTS, cells, Scale(str, most=1.0), str, recorded), 400, 200)


def of(chart: Chart, kind: str) -> list[Mark]:
    return [mark for mark in chart.marks if mark.kind == kind]


@given(st.floats(1e-6, 1e9), st.integers(2, 8))
def test_an_axis_is_round_and_holds_the_highest(highest: float, most: int) -> None:
    top, step = axis(highest, most)
    assert top >= highest * (1 - 1e-9)
    assert round(top / step) <= most
    assert f"{step:.6e}"[0] in "125"
    assert axis(0) == (1.0, 1.0)


def test_greater_values_lie_higher() -> None:
    chart = drawn()
    assert (chart.y(0), chart.y(1.0)) == (chart.floor, 10.0)
    assert [float(dot.attributes["cy"]) for dot in of(chart, "dot")] == pytest.approx(
        [chart.floor - share * (chart.floor - 10) for share in (0.2, 0.8, 0.5)], abs=0.06
    )


def test_marks_lie_in_the_middle_of_their_interval() -> None:
    chart = drawn()
    assert [float(dot.attributes["cx"]) for dot in of(chart, "dot")] == pytest.approx(
        [chart.x(0) + chart.slot * (k + 0.5) for k in (0, 1, 3)], abs=0.06
    )


def test_where_there_is_no_value_the_line_is_broken() -> None:
    chart = drawn()
    assert len(of(chart, "mean")) == len(of(chart, "band")) == 2
    assert runs([1.0, None, 2.0, 3.0]) == [[(0, 1.0)], [(2, 2.0), (3, 3.0)]]


def test_pointing_shows_start_value_and_range() -> None:
    assert of(drawn(), "dot")[1].title == "08:30  0.8  (0.6–1.0)"


def test_recorded_outside_the_range_has_another_shape() -> None:
    chart = drawn(Recorded(0, 0.3, True), Recorded(1, 0.1, False))
    (inside,), (outside,) = of(chart, "recorded"), of(chart, "recorded outside")
    assert (inside.shape, outside.shape) == ("circle", "path")
    assert float(inside.attributes["cx"]) == pytest.approx(chart.x(0.5), abs=0.06)
    assert float(outside.attributes["d"][1:].split(",")[0]) == pytest.approx(chart.x(1.5), abs=0.06)


def test_long_waits_are_on_an_axis_of_minutes() -> None:
    cells = [cell(1500.0, 1000.0, 2000.0)] * 4
    chart = course(Course("wait", STARTS, cells, Scale(str, minutes=True), str), 400, 200)
    assert (chart.top, chart.step) == (40 * 60, 10 * 60)


def test_bars_above_capacity_are_marked() -> None:
    chart = volumes(
        "", STARTS, [cell(10, 5, 15), cell(30, 20, 40), cell(0, 0, 0), cell(9, 9, 9)], [20.0] * 4, str, (), (400, 200)
    )
    assert [mark.kind for mark in chart.marks if mark.shape == "rect"] == ["bar", "bar short", "bar", "bar"]
    assert re.fullmatch(r"M46,\d+(\.\d)?(V\d+(\.\d)?H\d+(\.\d)?){4}", of(chart, "capacity")[0].attributes["d"])


def test_lacking_people_fill_what_is_missing() -> None:
    staffing = [Staffing(4, 4), Staffing(3, 5), Staffing(6, 5), Staffing(4.6, 5)]
    chart = people("", STARTS, staffing, "{start} {on} {needed}", (400, 200))
    (lacking,) = of(chart, "lacking")
    assert float(lacking.attributes["height"]) == pytest.approx(chart.y(3) - chart.y(5), abs=0.1)
    assert [mark.title for mark in of(chart, "touch")][1] == "08:30 3.0 5"


def test_times_do_not_run_into_each_other() -> None:
    many = [f"{k // 4:02}:{k % 4 * 15:02}" for k in range(96)]
    chart = Chart("", 424, 170, many, 1.0, 0.2, str)
    places = [float(x) for x, _label in chart.times]
    assert min(b - a for a, b in itertools.pairwise(places)) >= 44


def test_capacity_is_what_people_on_could_handle(small: Findings) -> None:
    first = sum(
        need.scheduled * 1800 / need.aht for need in small.needs if need.starts == 8 * 3_600_000_000 and need.aht
    )
    assert capacity(small)[0] == pytest.approx(first)


def test_the_heat_map_tells_met_missed_and_none_apart(small: Findings) -> None:
    (band,) = heat(small)
    kinds = {row.group: [each.kind.split()[0] for each in row.cells] for row in band.rows}
    assert band.starts == STARTS
    assert kinds["billing"][1:] == ["short", kinds["billing"][2], "none"]
    assert kinds["general"][2] == "well"
    assert kinds["quiet"][1] == "plain"
    level = small.document["intervals"][1]["groups"]["billing"]["service_level"]["mean"]
    assert band.rows[0].cells[1].text == f"{level * 100:.0f}"


def test_a_long_day_is_broken_into_even_parts(small: Findings) -> None:
    intervals = [small.document["intervals"][0]] * 96
    found = heat(replace(small, document={**small.document, "intervals": intervals}))
    assert [len(band.starts) for band in found] == [24] * 4
