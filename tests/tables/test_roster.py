"""Rosters 排班."""

import datetime
from pathlib import Path

import pytest
from table_makers import text_table, workbook

from scenarios.tables.errors import TableError
from scenarios.tables.roster import Duty, Roster, read_roster

MONDAY = datetime.date(2026, 11, 2)
TUESDAY = datetime.date(2026, 11, 3)
WEEK = """2026年11月排班表,,,,,
工号,姓名,班组,技能,11月2日,11月3日
,,,,周一,周二
1001,张三,A,账单、投诉:2,早班,休
1002,李四,B,账单,年假,
合计,,,,1,0
"""


def read(folder: Path, text: str) -> Roster:
    return read_roster(text_table(folder / "t.csv", text))


def test_a_week(tmp_path: Path) -> None:
    roster = read(tmp_path, WEEK)
    assert roster.dates == (MONDAY, TUESDAY)
    first, second = roster.people
    assert (first.id, first.label, first.team, first.skills) == ("1001", "张三", "A", {"账单": 1, "投诉": 2})
    assert first.duties == {MONDAY: Duty("shift", "早班"), TUESDAY: Duty("off")}
    assert second.duties == {MONDAY: Duty("leave"), TUESDAY: Duty("off")}
    assert roster.shifts == ("早班",)
    assert "dates without a year are completed from the title: 2026-11-02 to 2026-11-03" in roster.notes
    assert "empty cells are read as 休 (off): row 5, column F" in roster.notes
    assert "2 people" not in roster.notes[0]


def test_spreadsheet_dates_and_names_alone(tmp_path: Path) -> None:
    rows = [
        ["姓名", "班组", "经验", "备注", datetime.datetime(2026, 11, 2), datetime.date(2026, 11, 3)],
        ["张三", "A", "新手", "", "早", "中"],
    ]
    roster = read_roster(workbook(tmp_path / "t.xlsx", rows))
    assert roster.dates == (MONDAY, TUESDAY)
    assert (roster.people[0].id, roster.people[0].experience) == ("张三", "novice")
    assert roster.people[0].at == "话务!A2"
    assert roster.notes[-1] == "columns not read: 备注"


def test_a_roster_over_the_new_year(tmp_path: Path) -> None:
    roster = read(tmp_path, "2026年12月,,\n姓名,12月31日,1月1日\n张三,早,早\n")
    assert roster.dates == (datetime.date(2026, 12, 31), datetime.date(2027, 1, 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("姓名,11月2日\n张三,早\n", "row 1, column B: “11月2日” is a date without its year"),
        ("姓名,班组\n张三,A\n", "a roster has one column per date"),
        (
            "班组,2026-11-02\nA,早\n",
            "no column for name (姓名); row 1, column A reads “班组 | 2026-11-02”: write “name: HEADING”",
        ),
        ("姓名,2026-11-02,2026/11/2\n张三,早,早\n", "is a date that another column has: row 1, column B"),
        ("姓名,2026-11-02\n张三,早\n张三,中\n", "row 3, column A: “张三” is there twice, also at row 2, column A"),
        ("姓名,技能,2026-11-02\n张三,账单:高,早\n", "“账单:高” is not a list of skills"),
        ("姓名,经验,2026-11-02\n张三,一般,早\n", "“一般” is not an experience"),
        ("姓名,班组,2026-11-02\n,A,早\n", "row 2, column A: “” should name a person and is empty"),
    ],
)
def test_what_cannot_be(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
