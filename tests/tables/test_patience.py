"""Patience from an interval report, and where it is not to be had."""

from pathlib import Path

from scenarios.tables.patience import LONGEST, UNKNOWN, mean_patience
from scenarios.tables.volumes import read_actuals

HEADINGS = "时段,呼入量,放弃量,平均应答速度,平均处理时长\n"


def told(tmp_path: Path, *lines: str) -> tuple[float, str]:
    file = tmp_path / "report.csv"
    file.write_text(HEADINGS + "\n".join(lines), "utf-8")
    return mean_patience(read_actuals(file).rows)


def test_all_the_waiting_is_shared_out_among_those_who_gave_up(tmp_path: Path) -> None:
    seconds, words = told(tmp_path, "09:00,100,10,30,200", "09:30,200,20,60,200")
    assert seconds == (100 * 30 + 200 * 60) / 30
    assert "30" in words


def test_few_abandoned_calls_tell_roughly(tmp_path: Path) -> None:
    seconds, words = told(tmp_path, "09:00,1000,1,3,200", "09:30,2159,2,4,200")
    assert seconds == round((1000 * 3 + 2159 * 4) / 4)
    assert words == "table: 3 of 3,159 abandoned: patience is rough"


def test_few_abandoned_calls_show_no_more_than_an_hour_nor_less_than_the_usual(tmp_path: Path) -> None:
    assert told(tmp_path, "09:00,1000,0,30,200")[0] == LONGEST
    assert told(tmp_path, "09:00,100,10,2,200")[0] == UNKNOWN


def test_without_waits_or_abandonment_the_usual(tmp_path: Path) -> None:
    assert told(tmp_path, "09:00,100,,30,200", "09:30,100,4,,200") == (
        UNKNOWN,
        "callers wait 3 min on average before they hang up",
    )


def test_intervals_that_say_one_of_the_two_are_left_out(tmp_path: Path) -> None:
    assert told(tmp_path, "09:00,100,30,40,200", "09:30,200,90,,200")[0] == round(100 * 40 / 30)


def test_a_day_without_waiting_tells_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, "09:00,100,30,0,200")[0] == UNKNOWN
