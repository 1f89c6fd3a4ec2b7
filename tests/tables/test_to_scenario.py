"""A scenario from a table: it loads, holds the table's figures, and says what it assumed."""

import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from table_makers import monthly_report, text_table

from acd.language import speak
from scenarios import Scenario, load
from scenarios.tables.errors import TableError
from scenarios.tables.staffing import square_root_rule
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import read_actuals, read_volumes
from scenarios.tables.yaml_text import scalar

MINUTE = 60_000_000


def written(folder: Path, text: str, assumptions: list[str]) -> Scenario:
    for assumption in assumptions:
        assert assumption in text
    path = folder / "s.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def from_text(folder: Path, table: str, days: str | None = None) -> tuple[Scenario, list[str]]:
    text, assumptions = scenario_text("s", read_actuals(text_table(folder / "t.csv", table)), days)
    return written(folder, text, assumptions), assumptions


def test_several_groups_and_days_of_a_workbook(tmp_path: Path) -> None:
    text, assumptions = scenario_text("11月", read_actuals(monthly_report(tmp_path / "11月.xlsx")), "last 8 Mon")
    scenario = written(tmp_path, text, assumptions)
    assert scenario.scenario == "11月"
    assert scenario.date == datetime.date(2026, 11, 9)
    assert (scenario.opens, scenario.closes) == (480 * MINUTE, 570 * MINUTE)
    assert list(scenario.groups) == ["账单", "投诉"]
    assert scenario.call_types["投诉"].arrivals.per_interval == [1020, 1020, 1020]
    assert scenario.call_types["账单"].talk.average() == 200
    wrap_up = scenario.call_types["账单"].wrap_up
    assert wrap_up is not None
    assert wrap_up.average() == 30
    assert scenario.agents[0].on_duty == [12, 12, 12]
    assert "# days “last 8 Mon”: 8 asked for, only 2 in the table" in text
    assert "people as recorded on the phones, rounded" in assumptions
    assert "callers wait 3 min on average before they hang up" in assumptions


def test_without_people_a_rule_that_is_said(tmp_path: Path) -> None:
    table = "时段,技能组,呼入量,平均处理时长\n8:00,账单,60,300\n8:30,账单,30,300\n8:00,空,0,\n8:30,空,0,\n"
    scenario, assumptions = from_text(tmp_path, table)
    assert scenario.agents[0].on_duty == [14, 8]  # 10 and 5 erlangs
    assert "no people in the table: as many as the load plus its square root, rounded up" in assumptions
    assert "handling time is 85 % talk and 15 % wrap-up" in assumptions
    assert "group 空 has no calls and is left out" in assumptions
    assert "the table has no date: 2001-01-01 stands in" in assumptions
    assert list(scenario.groups) == ["账单"]
    assert scenario.call_types["账单"].talk.average(0) == pytest.approx(255)


def test_people_in_part_are_rounded(tmp_path: Path) -> None:
    table = "时段,呼入量,平均处理时长,在线人数\n8:00,60,300,10.4\n8:30,60,300,10.5\n9:00,1,300,0.2\n9:30,1,300,-\n"
    scenario, assumptions = from_text(tmp_path, table)
    assert scenario.agents[0].on_duty == [10, 11, 1, 1]
    assert "people as recorded on the phones, rounded" in assumptions
    assert "no people in the table: as many as the load plus its square root, rounded up" in assumptions


def test_intervals_without_calls_or_times(tmp_path: Path) -> None:
    table = "时段,呼入量,平均通话时长\n8:00,60,200\n8:30,0,0\n9:30,20,400\n"
    scenario, assumptions = from_text(tmp_path, table)
    calls = scenario.call_types["calls"]
    assert calls.arrivals.per_interval == [60, 0, 0, 20]
    assert [calls.talk.average(n) for n in range(4)] == [200, 250, 250, 400]
    assert calls.wrap_up is None
    assert scenario.agents[0].on_duty is not None
    assert scenario.agents[0].on_duty[1:3] == [0, 0]
    assert "no calls for calls in intervals without a row" in assumptions
    assert "an interval without handling times has the mean of the day" in assumptions
    assert "the table has no wrap-up time: none" in assumptions


def test_a_handling_time_that_is_not_the_sum_of_its_parts_is_said(tmp_path: Path) -> None:
    table = "时段,呼入量,平均通话时长,平均话后时长,平均处理时长\n8:00,60,200,20,300\n"
    scenario, assumptions = from_text(tmp_path, table)
    assert scenario.call_types["calls"].talk.average(0) == 200
    assert "the handling time (300 s) is not talk and wrap-up together (220 s): the latter is used" in assumptions


def test_a_night(tmp_path: Path) -> None:
    table = "时段,呼入量,平均处理时长\n22:00-23:00,6,300\n23:00-24:00,6,300\n0:00-1:00,6,300\n"
    scenario, _assumptions = from_text(tmp_path, table)
    assert (scenario.opens, scenario.closes) == (1320 * MINUTE, 1500 * MINUTE)
    assert scenario.interval == 60 * MINUTE


def test_no_handling_time_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no handling time for the calls"):
        from_text(tmp_path, "时段,呼入量\n8:00,60\n")


def test_volumes_alone_suffice(tmp_path: Path) -> None:
    volumes = read_volumes(text_table(tmp_path / "t.csv", "时段,呼入量,平均处理时长,在线人数\n8:00,60,300,99\n"))
    text, assumptions = scenario_text("s", volumes)
    assert written(tmp_path, text, assumptions).agents[0].on_duty == [14]


def test_in_chinese(tmp_path: Path) -> None:
    speak("zh")
    try:
        text, assumptions = scenario_text("11月", read_actuals(monthly_report(tmp_path / "11月.xlsx")))
        written(tmp_path, text, assumptions)
    finally:
        speak("en")
    assert "# 来自 11月.xlsx：2 天平均（2026-11-02, 2026-11-09）。" in text
    assert "  # 假设: 目标为 20 秒内接听 80 %" in text


@pytest.mark.recorded
def test_charlotte(charlotte: Path, tmp_path: Path) -> None:
    text, assumptions = scenario_text("charlotte", read_actuals(charlotte))
    scenario = written(tmp_path, text, assumptions)
    offered = scenario.call_types["calls"].arrivals.per_interval
    assert offered is not None
    assert sum(offered) == 20577
    assert scenario.interval_count == 21
    assert scenario.date == datetime.date(2000, 6, 13)


def test_square_root_rule() -> None:
    assert [square_root_rule(load) for load in (0.01, 1, 4, 100)] == [1, 2, 6, 110]


@example("true")
@example("null")
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_name_survives_as_a_key(name: str) -> None:
    assert YAML(typ="safe").load(f"{scalar(name)}: 1") == {name: 1}
