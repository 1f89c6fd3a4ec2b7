"""The workbook: opens, has the numbers as numbers with their formats, in the language spoken."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from acd.language import speak
from simulator.report import Findings, write_xlsx


@pytest.fixture
def book(small: Findings, tmp_path: Path) -> Any:
    write_xlsx(small, tmp_path / "small.xlsx")
    return load_workbook(tmp_path / "small.xlsx")


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def test_it_has_four_sheets_with_frozen_headings(book: Any) -> None:
    assert book.sheetnames == ["summary", "groups", "intervals", "people"]
    assert [sheet.freeze_panes for sheet in book] == ["B2", "B2", "C2", "C2"]


def test_the_centre_stands_in_the_summary(book: Any, small: Findings) -> None:
    rows = {row[0].value: row for row in book["summary"].iter_rows()}
    level = small.document["centre"]["service_level"]
    assert rows["Service level"][1].value == pytest.approx(level["mean"])
    assert rows["Service level"][6].value == pytest.approx(level["days"]["p90"])
    assert rows["Service level"][1].number_format == "0.0%"
    assert rows["billing"][1].value == small.document["chance"]["billing.service_level"]["share"]
    assert "miss it too often" in rows["Chance"][1].value


def test_groups_have_every_figure_with_deciles(book: Any, small: Findings) -> None:
    sheet = book["groups"]
    talk = column(sheet, "Mean talk time, s")
    figures = small.document["groups"]["billing"]["mean_talk"]
    assert sheet.cell(2, talk).value == pytest.approx(figures["mean"])
    assert sheet.cell(2, talk + 1).value == pytest.approx(figures["days"]["p10"])
    assert sheet.cell(2, talk).number_format == "#,##0.0"


def test_intervals_have_centre_groups_and_people_needed(book: Any, small: Findings) -> None:
    sheet = book["intervals"]
    assert sheet.max_row == 1 + 4 * (1 + 3)
    row = next(row for row in sheet.iter_rows(values_only=True) if row[:2] == ("08:30", "billing"))
    need = next(need for need in small.needs if need.group == "billing" and need.starts == 8.5 * 3_600_000_000)
    assert row[2:6] == pytest.approx((need.scheduled, need.erlang_a, need.erlang_c, need.source))


def test_a_figure_without_value_is_an_empty_cell(book: Any) -> None:
    sheet = book["intervals"]
    level = column(sheet, "Service level")
    row = next(row for row in sheet.iter_rows(values_only=True) if row[:2] == ("09:30", "billing"))
    assert row[level - 1] is None


def test_everyone_is_in_people(book: Any, small: Findings) -> None:
    names = [row[1] for row in book["people"].iter_rows(min_row=2, values_only=True)]
    assert names == [*small.document["teams"], *small.document["agents"]]


def test_headings_are_chinese_where_chinese_is_spoken(small: Findings, tmp_path: Path) -> None:
    speak("zh")
    write_xlsx(small, tmp_path / "small.xlsx")
    book = load_workbook(tmp_path / "small.xlsx")
    assert book.sheetnames == ["汇总", "技能组", "时段", "人员"]
    assert column(book["技能组"], "服务水平")
    assert book["技能组"]["A2"].value == "账单咨询"


def test_the_same_findings_give_the_same_bytes(small: Findings, tmp_path: Path) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        write_xlsx(small, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_study_has_no_sheet_of_intervals(stationary: Findings, tmp_path: Path) -> None:
    write_xlsx(stationary, tmp_path / "study.xlsx")
    assert load_workbook(tmp_path / "study.xlsx").sheetnames == ["summary", "groups", "people"]
