"""Recorded figures over simulated ranges."""

from pathlib import Path
from typing import Any

import pytest
from table_makers import text_table

from scenarios.tables.errors import TableError
from scenarios.tables.overlay import overlay
from scenarios.tables.volumes import Actuals, read_actuals

ONE_GROUP = """时段,呼入量,接听量,放弃量,服务水平,平均应答速度,占有率
8:00,100,90,10,80%,12,90%
8:30,200,150,50,60%,40,95%
9:00,0,0,0,-,-,50%
"""
TWO_GROUPS = """时段,技能组,呼入量,接听量,平均应答速度,服务水平
8:00,账单,100,90,10,80%
8:00,投诉,50,30,50,50%
"""


def ranges(**kpis: tuple[float, float]) -> dict[str, Any]:
    return {
        name: {"mean": 0, "days": {"p10": low, "p50": (low + high) / 2, "p90": high}}
        for name, (low, high) in kpis.items()
    }


def document(*starts: str, groups: tuple[str, ...] = ("calls",), **kpis: tuple[float, float]) -> dict[str, Any]:
    intervals = [
        {"start": start, "centre": ranges(**kpis), "groups": {group: ranges(**kpis) for group in groups}}
        for start in starts
    ]
    return {"groups": {group: {} for group in groups}, "intervals": intervals}


def recorded(folder: Path, text: str) -> Actuals:
    return read_actuals(text_table(folder / "t.csv", text))


def test_each_interval_is_in_its_range_or_out(tmp_path: Path) -> None:
    simulated = document(
        "08:00", "08:30", "09:00", offered=(100, 150), abandon_rate=(0.0, 0.1), mean_answer_wait=(0, 50)
    )
    tracks = {track.kpi: track for track in overlay(recorded(tmp_path, ONE_GROUP), simulated).tracks}
    assert list(tracks) == ["offered", "abandon_rate", "mean_answer_wait"]
    assert [point.inside for point in tracks["offered"].points] == [True, False, False]
    assert tracks["offered"].sentence == "recorded inside the 80 % range in 1 of 3 intervals; outside: 08:30, 09:00"
    assert [point.recorded for point in tracks["abandon_rate"].points] == [0.1, 0.25]
    assert tracks["mean_answer_wait"].sentence == "recorded inside the 80 % range in 2 of 2 intervals"


def test_groups_and_the_centre_they_make_up(tmp_path: Path) -> None:
    simulated = document(
        "08:00", groups=("账单", "投诉"), offered=(0, 100), mean_answer_wait=(0, 20), service_level=(0, 1)
    )
    found = overlay(recorded(tmp_path, TWO_GROUPS), simulated)
    points = {(track.group, track.kpi): track.points[0] for track in found.tracks}
    assert points["", "offered"].recorded == 150
    assert points["", "mean_answer_wait"].recorded == 20
    assert points["", "service_level"].recorded == pytest.approx(0.7)
    assert not points["", "offered"].inside
    assert points["", "mean_answer_wait"].inside
    assert points["账单", "offered"].inside
    assert not points["投诉", "mean_answer_wait"].inside
    assert found.notes == ()


def test_groups_that_do_not_match_are_said_and_make_no_centre(tmp_path: Path) -> None:
    found = overlay(recorded(tmp_path, TWO_GROUPS), document("08:00", groups=("账单", "vip"), offered=(0, 100)))
    assert {track.group for track in found.tracks} == {"账单"}
    assert found.notes == (
        "groups recorded and not in the scenario: 投诉",
        "groups of the scenario that are not recorded: vip",
    )


def test_a_report_without_groups_is_the_centre(tmp_path: Path) -> None:
    found = overlay(recorded(tmp_path, ONE_GROUP), document("08:00", "08:30", groups=("a", "b"), offered=(0, 100)))
    assert {track.group for track in found.tracks} == {""}
    assert found.notes == ("recorded and not simulated: 09:00",)


def test_values_that_are_not_there_are_passed_over(tmp_path: Path) -> None:
    simulated = document("08:00", "08:30", "09:00", offered=(0, 100))
    simulated["intervals"][0]["centre"]["offered"] = None
    simulated["intervals"][1]["centre"]["offered"]["days"] = {"p10": None, "p50": None, "p90": None}
    (track,) = overlay(recorded(tmp_path, ONE_GROUP), simulated).tracks
    assert [point.start for point in track.points] == ["09:00"]


def test_other_intervals_are_refused(tmp_path: Path) -> None:
    for starts in (("08:00", "09:00"), ("20:00", "20:30")):
        with pytest.raises(TableError, match="they must be the same"):
            overlay(recorded(tmp_path, ONE_GROUP), document(*starts, offered=(0, 100)))


def test_one_day_at_a_time(tmp_path: Path) -> None:
    actuals = recorded(tmp_path, "日期,时段,呼入量\n2026-11-02,8:00,1\n2026-11-03,8:00,2\n")
    with pytest.raises(TableError, match="2 days are recorded"):
        overlay(actuals, document("08:00", offered=(0, 1)))
    (track,) = overlay(actuals, document("08:00", offered=(0, 1)), actuals.dates[1]).tracks
    assert track.points[0].recorded == 2


def day_of_two_groups(groups: tuple[str, ...] = ("账单", "投诉"), **kpis: tuple[float, float]) -> dict[str, Any]:
    return {
        **document("08:00", "08:30", groups=groups, offered=(0, 100)),
        "centre": ranges(**kpis),
        "groups": {group: ranges(**kpis) for group in groups},
    }


def test_the_day_is_judged_by_its_totals_centre_first(tmp_path: Path) -> None:
    text = """时段,技能组,呼入量,接听量,放弃量,平均应答速度
8:00,账单,100,90,10,10
8:00,投诉,50,30,20,50
8:30,账单,20,10,10,30
8:30,投诉,0,0,0,-
"""
    simulated = day_of_two_groups(offered=(100, 150), abandoned=(0, 30), mean_answer_wait=(20, 30), occupancy=(0, 1))
    found = overlay(recorded(tmp_path, text), simulated)
    totals = {(total.group, total.kpi): total for total in found.totals}
    assert [key for key in totals if not key[0]] == [("", "offered"), ("", "abandoned"), ("", "mean_answer_wait")]
    assert [totals[group, "offered"].recorded for group in ("", "账单", "投诉")] == [170, 120, 50]
    assert [totals[group, "abandoned"].inside for group in ("", "账单", "投诉")] == [False, True, True]
    assert totals["", "mean_answer_wait"].recorded == pytest.approx((90 * 10 + 30 * 50 + 10 * 30) / 130)
    assert totals["投诉", "mean_answer_wait"].recorded == 50


def test_totals_that_miss_an_interval_say_so(tmp_path: Path) -> None:
    found = overlay(recorded(tmp_path, "时段,呼入量\n8:30,7\n"), day_of_two_groups(("calls",), offered=(0, 9)))
    assert [total.recorded for total in found.totals] == [7]
    assert found.notes == ("simulated and not recorded, so that totals of the day do not match: 08:00",)


def test_the_comparison_as_json_names_file_and_day(tmp_path: Path) -> None:
    actuals = recorded(tmp_path, "日期,时段,呼入量\n2026-11-02,8:00,1\n2026-11-02,8:30,2\n")
    told = overlay(actuals, day_of_two_groups(("calls",), offered=(0, 2))).document
    assert (told["file"], told["day"]) == ("t.csv", "2026-11-02")
    assert told["totals"] == [
        {"kpi": "offered", "group": "", "recorded": 3, "mean": 0, "p10": 0, "p90": 2, "inside": False}
    ]
    assert [point["recorded"] for point in told["tracks"][0]["points"]] == [1, 2]
