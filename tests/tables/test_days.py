"""Which days are meant, and what they were like on average."""

import datetime
from pathlib import Path

import pytest
from table_makers import text_table

from scenarios.tables.days import Selection, mean_day, select_days
from scenarios.tables.days_said import days_said
from scenarios.tables.errors import TableError
from scenarios.tables.volumes import read_actuals

OCTOBER = [datetime.date(2026, 10, day) for day in range(1, 32)]
MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("last 2 Mon", [19, 26]),
        ("最近2个周一", [19, 26]),
        ("最近 3 天", [29, 30, 31]),
        ("last 3", [29, 30, 31]),
        ("last 3 days", [29, 30, 31]),
        ("last 3 weekdays", [28, 29, 30]),
        ("Mondays", [5, 12, 19, 26]),
        ("周一", [5, 12, 19, 26]),
        ("星期天", [4, 11, 18, 25]),
        ("2026-10-02", [2]),
        ("2026-10-02..2026-10-04", [2, 3, 4]),
        ("2026/10/2", [2]),
        ("2026年10月2日", [2]),
        ("2026年10月2日至2026年10月9日 周一", [5]),
        ("2026/10/2..2026/10/4, 2026年10月19日", [2, 3, 4, 19]),
        ("2026-10-01..2026-10-14 Mon", [5, 12]),
        ("2026-10-02, 2026-10-05、周末 2026-10-09..2026-10-12", [2, 5, 10, 11]),
        ("weekends 2026-10-01..2026-10-05", [3, 4]),
        ("工作日 last 1", [30]),
        ("all", list(range(1, 32))),
    ],
)
def test_days_meant(asked: str, days: list[int]) -> None:
    assert [day.day for day in select_days(OCTOBER, asked).days] == days


def test_fewer_days_than_asked_is_said() -> None:
    chosen = select_days(OCTOBER, "last 8 Mon")
    assert [day.day for day in chosen.days] == [5, 12, 19, 26]
    assert chosen.notes == ("days “last 8 Mon”: 8 asked for, only 4 in the table",)


@pytest.mark.parametrize(
    "asked", ["", "soon", "last", "2026-10-32", "2026-11-01", "last 0", "Mon Tue", "moon", "10-02"]
)
def test_days_not_understood_or_not_there(asked: str) -> None:
    with pytest.raises(TableError):
        select_days(OCTOBER, asked)


def test_a_table_without_dates_has_no_days() -> None:
    with pytest.raises(TableError, match="the table has no dates"):
        select_days([], "last 3")


def test_the_days_averaged_are_said() -> None:
    assert days_said(select_days(OCTOBER, "2026-10-12..2026-10-16")) == ["mean of 5 days: 2026-10-12 … 2026-10-16"]
    assert days_said(select_days(OCTOBER, "last 2 Mon")) == ["mean of 2 days: 2026-10-19, 2026-10-26"]
    assert days_said(select_days(OCTOBER, "2026-10-19")) == ["one day: 2026-10-19"]
    assert days_said(select_days(OCTOBER, "last 8 Sun")) == [
        "mean of 4 days: 2026-10-04, 2026-10-11, 2026-10-18, 2026-10-25",
        "days “last 8 Sun”: 8 asked for, only 4 in the table",
    ]
    assert days_said(Selection(())) == []


def test_weekends_among_working_days_are_said_aloud() -> None:
    said = days_said(select_days(OCTOBER, "2026-10-12..2026-10-25"))
    assert said[0] == "mean of 14 days: 2026-10-12 … 2026-10-25"
    assert said[1].startswith("attention: 4 of them Saturday or Sunday: name the days with --days")


def test_handling_times_are_weighted_by_calls(tmp_path: Path) -> None:
    text = (
        "日期,时段,技能组,呼入量,平均处理时长,在线人数\n"
        "2026-10-05,8:00,账单,100,200,10\n2026-10-05,8:30,账单,10,100,4\n"
        "2026-10-12,8:00,账单,300,100,14\n2026-10-12,8:00,投诉,7,0,\n"
    )
    mean = mean_day(read_actuals(text_table(tmp_path / "t.csv", text)))
    first, second = mean.groups["账单"][480 * MINUTE], mean.groups["账单"][510 * MINUTE]
    assert (first.offered, first.aht, first.agents) == (200, 125, 12)
    assert (second.offered, second.aht, second.agents) == (5, 100, 4)
    assert mean.groups["投诉"][480 * MINUTE].aht is None
    assert mean.notes == ("1 intervals without a row count as no calls",)
    assert list(mean.starts) == [480 * MINUTE, 510 * MINUTE]


def test_only_the_days_chosen_count(tmp_path: Path) -> None:
    text = "日期,时段,呼入量\n2026-10-05,8:00,100\n2026-10-12,8:00,300\n"
    volumes = read_actuals(text_table(tmp_path / "t.csv", text))
    assert mean_day(volumes, volumes.dates[1:]).groups[""][480 * MINUTE].offered == 300
    with pytest.raises(TableError, match="no row on the days chosen"):
        mean_day(volumes, [datetime.date(2026, 1, 1)])
