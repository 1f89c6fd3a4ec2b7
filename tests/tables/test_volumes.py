"""Volume tables and ACD reports as they come out of planners' systems."""

import datetime
from pathlib import Path

import pytest
from table_makers import monthly_report, text_table

from scenarios.tables.errors import TableError
from scenarios.tables.volumes import read_actuals, read_volumes

MINUTE = 60_000_000
REPORT = """客服中心话务报表,,,
统计日期：2026年11月2日,,,
时段,技能组,呼入量,平均处理时长
8:00,账单,"1,234",3'25"
8:30,账单,80,00:03:25
8:00,投诉,１２,205
8:30,投诉,15,205
合计,,1341,
"""


def volumes(tmp_path: Path, text: str, **told: str) -> tuple:
    return tuple(read_volumes(text_table(tmp_path / "t.csv", text), told or None).rows)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(TableError) as error:
        read_actuals(text_table(tmp_path / "t.csv", text))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_gb18030_report_with_titles_and_totals(tmp_path: Path) -> None:
    read = read_volumes(text_table(tmp_path / "报表.csv", REPORT, "gb18030"))
    assert [(row.start // MINUTE, row.group, row.offered, row.aht) for row in read.rows] == [
        (480, "账单", 1234, 205),
        (480, "投诉", 12, 205),
        (510, "账单", 80, 205),
        (510, "投诉", 15, 205),
    ]
    assert read.dates == (datetime.date(2026, 11, 2),)
    assert read.interval == 30 * MINUTE
    assert read.notes[0] == "报表.csv: 4 rows read; skipped: 2 title lines (row 1–2), 1 total rows (row 8)"
    assert "the file is not UTF-8 and was read as GB18030" in read.notes
    assert "no date column: 2026-11-02 is read from “统计日期：2026年11月2日”" in read.notes


def test_workbook_with_merged_headings_in_two_rows(tmp_path: Path) -> None:
    read = read_actuals(monthly_report(tmp_path / "11月.xlsx"))
    assert len(read.rows) == 12
    assert read.groups == ("账单", "投诉")
    assert read.dates == (datetime.date(2026, 11, 2), datetime.date(2026, 11, 9))
    row = read.rows[1]
    assert (row.offered, row.answered, row.abandoned, row.occupancy, row.agents) == (1020, 90, 10, 0.855, 12)
    assert (row.talk, row.wrap_up, row.aht) == (200, 30, 230)
    assert row.at == "话务!B6"
    note = read.notes[0]
    assert "12 rows read" in note
    assert "3 total rows (row 11, 18, 20)" in note
    assert "1 title lines (row 1)" in note
    assert "1 blank lines (row 19)" in note
    assert "1 remarks (row 21)" in note


@pytest.mark.recorded
def test_charlotte(charlotte: Path) -> None:
    read = read_actuals(charlotte)
    assert len(read.rows) == 21
    assert sum(row.offered for row in read.rows) == 20577
