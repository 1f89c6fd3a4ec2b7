"""Volume tables and ACD reports as they come out of planners' systems."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from table_makers import monthly_report, text_table, workbook

from scenarios.tables.errors import TableError
from scenarios.tables.mapping import read_mapping
from scenarios.tables.volumes import Actuals, read_actuals, read_volumes

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


def read(folder: Path, text: str, **told: str) -> Actuals:
    return read_actuals(text_table(folder / "t.csv", text), told or None)


def refused(folder: Path, text: str, **told: str) -> str:
    with pytest.raises(TableError) as error:
        read(folder, text, **told)
    assert "\n" not in str(error.value)
    return str(error.value)


def starts(actuals: Actuals) -> list[int]:
    return [row.start // MINUTE for row in actuals.rows]


def test_gb18030_report_with_titles_and_totals(tmp_path: Path) -> None:
    found = read_volumes(text_table(tmp_path / "报表.csv", REPORT, "gb18030"))
    assert [(row.start // MINUTE, row.group, row.offered, row.aht) for row in found.rows] == [
        (480, "账单", 1234, 205),
        (480, "投诉", 12, 205),
        (510, "账单", 80, 205),
        (510, "投诉", 15, 205),
    ]
    assert found.dates == (datetime.date(2026, 11, 2),)
    assert found.interval == 30 * MINUTE
    assert found.notes[0] == "报表.csv: 4 rows read; skipped: title lines: 2 (row 1–2), total rows: 1 (row 8)"
    assert "the file is not UTF-8 and was read as GB18030" in found.notes
    assert "no date column: 2026-11-02 is read from “统计日期：2026年11月2日”" in found.notes


def test_workbook_with_merged_headings_in_two_rows(tmp_path: Path) -> None:
    found = read_actuals(monthly_report(tmp_path / "11月.xlsx"))
    assert len(found.rows) == 12
    assert found.groups == ("账单", "投诉")
    assert found.dates == (datetime.date(2026, 11, 2), datetime.date(2026, 11, 9))
    row = found.rows[1]
    assert (row.offered, row.answered, row.abandoned, row.occupancy, row.agents) == (1020, 90, 10, 0.855, 12)
    assert (row.talk, row.wrap_up, row.aht) == (200, 30, 230)
    assert row.at == "话务!B6"
    assert found.notes[0] == (
        "11月.xlsx, 话务: 12 rows read; skipped: title lines: 1 (row 1), total rows: 3 (row 11, 18, 20), "
        "blank lines: 1 (row 19), remarks: 1 (row 21)"
    )


def test_the_same_headings_as_text_lose_their_merged_cells(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "日期,时段,IVR,,人工,,平均处理时长\n,,呼入量,自助量,呼入量,接听量,\n"
        "2026-11-02,8:00,100,40,60,55,200\n,8:30,100,40,50,45,200\n",
    )
    assert [row.offered for row in found.rows] == [60, 50]
    assert found.dates == (datetime.date(2026, 11, 2),)
    assert "date carried down from the line above in 1 rows" in found.notes


def test_calls_that_only_the_menu_saw_are_not_the_volume(tmp_path: Path) -> None:
    rows = [["时段", "IVR", None, "人工"], [None, "呼入量", "自助量", "接听量"], ["8:00", 100, 40, 55]]
    path = workbook(tmp_path / "t.xlsx", rows, ["A1:A2", "B1:C1"])
    with pytest.raises(TableError, match=r"no column for offered \(呼入量\); .*: write “offered: HEADING”"):
        read_actuals(path)


def test_a_call_for_a_person_is_preferred_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, "时段,呼入量,人工呼入量\n8:00,100,60\n")
    assert found.rows[0].offered == 60
    assert "offered is read from “人工呼入量”" in found.notes
    told = read(tmp_path, "时段,呼入量,人工呼入量\n8:00,100,60\n", offered="呼入量")
    assert told.rows[0].offered == 100


def test_whoever_asks_for_a_person_counts_however_it_is_called(tmp_path: Path) -> None:
    assert read(tmp_path, "时段,总呼入量,转人工量\n8:00,100,60\n").rows[0].offered == 60
    assert read(tmp_path, "时段,总呼入量\n8:00,100\n").rows[0].offered == 100


def test_two_columns_that_may_be_the_same(tmp_path: Path) -> None:
    message = refused(tmp_path, "时段,呼入量,来话量\n8:00,100,60\n")
    assert message == (
        "t.csv: “呼入量” (row 1, column B) and “来话量” (row 1, column C) may both be offered: "
        "say which with columns: {offered: HEADING} or --map"
    )
    assert read(tmp_path, "时段,呼入量,来话量\n8:00,100,60\n", offered="来话量").rows[0].offered == 60


def test_columns_told_by_a_mapping(tmp_path: Path) -> None:
    text = "几点,要人的,多久\n8:00,100,200\n"
    assert "no heading row with start (时段); offered (呼入量)" in refused(tmp_path, text)
    mapping = text_table(tmp_path / "map.yaml", "columns: {start: 几点, offered: 要人的, aht: 多久}\n")
    row = read(tmp_path, text, **read_mapping(mapping)).rows[0]
    assert (row.offered, row.aht) == (100, 200)
    assert "no field “ofered”; did you mean offered?" in refused(tmp_path, text, ofered="要人的")
    assert refused(tmp_path, text, start="几点", offered="要人") == (
        "t.csv: offered is told to be “要人”, and no column is called that; "
        "row 1, column A reads “几点 | 要人的 | 多久”; did you mean “要人的”?"
    )


def test_only_what_is_missing_is_asked_for_and_a_likely_column_proposed(tmp_path: Path) -> None:
    assert refused(tmp_path, "十月,,,\n日期,时间段,人工话务,转人工率\n2026-11-02,8:00,100,60%\n") == (
        "t.csv: no column for offered (呼入量); row 2, column A reads “日期 | 时间段 | 人工话务 | 转人工率”: "
        "if that is what is meant, write “offered: 人工话务” into a file for --map (or under columns:)"
    )


@pytest.mark.parametrize(
    "heading",
    ["转人工呼入量", "转人工呼入", "人工呼入", "转人工数", "人工服务请求量", "人工服务呼入量", "请求人工来话量"],
)
def test_natural_ways_to_say_calls_for_a_person(tmp_path: Path, heading: str) -> None:
    assert read(tmp_path, f"时段,总呼入量,{heading}\n8:00,100,60\n").rows[0].offered == 60


@pytest.mark.parametrize("text", ["- a\n", "offered: 3\n", "a: [\n", ""])
def test_unusable_mappings(tmp_path: Path, text: str) -> None:
    with pytest.raises(TableError):
        read_mapping(text_table(tmp_path / "map.yaml", text))


def test_traditional_headings_and_units(tmp_path: Path) -> None:
    row = read(tmp_path, "時段,呼入數量,平均處理時長（分鐘）,放棄率（%）\n8:00,200,3.5,5\n".replace("鐘", "钟")).rows[0]
    assert (row.offered, row.aht, row.abandoned) == (200, 210, 10)


def test_abandoned_in_per_cent_is_a_rate(tmp_path: Path) -> None:
    found = read(tmp_path, "interval_start,received,abandoned_pct\n8:00,200,5\n")
    assert found.rows[0].abandoned == 10


def test_english_headings(tmp_path: Path) -> None:
    row = read(
        tmp_path,
        "Date,Interval Start,Queue,Calls Offered,Calls Answered,Avg Talk Time (s),ACW,Service Level %,ASA\n"
        "2026-11-02,8:00 AM,Billing,100,90,180,30,82.5,12\n",
    ).rows[0]
    assert (row.group, row.offered, row.answered, row.aht) == ("Billing", 100, 90, 210)
    assert (row.service_level, row.mean_answer_wait) == (0.825, 12)


def test_share_columns_without_a_sign_are_read_as_a_whole(tmp_path: Path) -> None:
    found = read(tmp_path, "时段,呼入量,服务水平,占有率\n8:00,10,82,0.9\n8:30,10,0.9,0.8\n")
    assert [row.service_level for row in found.rows] == [pytest.approx(0.82), pytest.approx(0.009)]
    assert [row.occupancy for row in found.rows] == [0.9, 0.8]
    assert "“服务水平” is read as percentages" in found.notes


def test_minutes_and_seconds_and_hold_are_said(tmp_path: Path) -> None:
    found = read(tmp_path, "时段,呼入量,平均通话时长,平均持线时长,平均话后时长\n8:00,10,3:25,15,30\n")
    assert (found.rows[0].talk, found.rows[0].aht) == (220, 250)
    assert "time on hold is counted as talk" in found.notes
    assert "times such as “3:25” (row 2, column C) are read as minutes and seconds" in found.notes


def test_rows_that_are_no_figures(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "时段,技能组,呼入量\n8:00,账单,10\n,账单小计,10\n时段,技能组,呼入量\n8:30,账单,5\n8:30,全部,5\n"
        "注：不含节假日,,\nTotal,,20\n平均,,7.5\n",
    )
    assert starts(found) == [480, 510]
    assert found.notes[0] == (
        "t.csv: 2 rows read; skipped: total rows: 4 (row 3, 6, 8–9), repeated headings: 1 (row 4), remarks: 1 (row 7)"
    )


def test_a_row_without_a_volume_is_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, "时段,呼入量\n8:00,10\n8:30,-\n9:00,5\n")
    assert starts(found) == [480, 540]
    assert "rows without a volume are left out: row 3, column B" in found.notes


@pytest.mark.parametrize(
    ("rows", "minutes", "source"),
    [
        ("8:00-8:15,1\n8:15-8:30,2", 15, "as written"),
        ("8:00,1\n9:00,2", 60, "from the spacing of the rows"),
        ("8:00,1", 30, "assumed"),
    ],
)
def test_length_of_intervals(tmp_path: Path, rows: str, minutes: int, source: str) -> None:
    found = read(tmp_path, f"时段,呼入量\n{rows}\n")
    assert found.interval == minutes * MINUTE
    assert f"intervals of {minutes} min ({source})" in found.notes


def test_length_of_intervals_from_a_column_of_ends(tmp_path: Path) -> None:
    assert read(tmp_path, "开始时间,结束时间,呼入量\n23:00,24:00,1\n").interval == 60 * MINUTE


@pytest.mark.parametrize("heading", ["小时", "Hour"])
def test_a_column_of_hours(tmp_path: Path, heading: str) -> None:
    found = read(tmp_path, f"2026年11月2日,\n{heading},呼入量\n8,1\n9,2\n10:00,3\n")
    assert found.dates == (datetime.date(2026, 11, 2),)
    assert starts(found) == [480, 540, 600]
    assert found.interval == 60 * MINUTE
    assert "“25” is not a time of day" in refused(tmp_path, f"{heading},呼入量\n25,1\n")


def test_gaps_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, "日期,时段,呼入量\n2026-11-02,8:00,1\n2026-11-02,8:30,1\n2026-11-02,10:00,1\n")
    assert "no row for 2026-11-02 09:00, 2026-11-02 09:30" in found.notes


def test_nights(tmp_path: Path) -> None:
    found = read(
        tmp_path, "日期,时段,呼入量\n" + "".join(f"2026-11-02,{at},1\n" for at in ("22:00", "23:00", "0:00", "1:00"))
    )
    assert starts(found) == [1320, 1380, 1440, 1500]
    assert any("the night that follows (2 rows from row 4, column B)" in note for note in found.notes)


def test_rows_in_any_order(tmp_path: Path) -> None:
    assert starts(read(tmp_path, "时段,呼入量\n9:00,1\n8:30,1\n8:00,1\n9:30,1\n")) == [480, 510, 540, 570]


def test_date_and_time_in_one_cell_and_spreadsheet_dates(tmp_path: Path) -> None:
    rows = [["日期时间", "呼入量"], [datetime.datetime(2026, 11, 2, 8), 3], ["2026/11/2 8:30", 4]]
    found = read_volumes(workbook(tmp_path / "t.xlsx", rows))
    assert [(row.date, row.start // MINUTE) for row in found.rows] == [
        (datetime.date(2026, 11, 2), 480),
        (datetime.date(2026, 11, 2), 510),
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("8:00,账单,1\n8:00,账单,2", "row 3, column A: “8:00” is there twice (账单 08:00): also at row 2, column A"),
        ("8:00,a,1\n8:20,a,1\n8:50,a,1", "row 4, column A: “8:50” is off the grid of 20 min intervals that 08:00"),
        (
            "8:00-8:30,a,1\n8:30-9:30,a,1",
            "row 3, column A: “8:30-9:30” is not of the same length as the others, 30 min",
        ),
        ("8:00-9:00,a,1\n8:30-9:30,a,1", "row 3, column A: “8:30-9:30” is off the grid of 60 min intervals"),
        ("8:00,a,1\n早上,a,1", "row 3, column A: “早上” is not a time of day"),
        ("8:00,a,很多", "row 2, column C: “很多” is not a number"),
        ("8:00,,1", "row 2, column B: “” should name the group and is empty"),
        (",a,1", "row 2, column A: “” should be the time of the interval and is empty"),
        ("合计,,1", "nothing but headings, totals and remarks"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(tmp_path: Path, rows: str, message: str) -> None:
    assert message in refused(tmp_path, f"时段,技能组,呼入量\n{rows}\n")


def test_a_date_that_contradicts_its_time(tmp_path: Path) -> None:
    message = refused(tmp_path, "日期,时段,呼入量\n2026-11-02,2026-11-03 8:00,1\n")
    assert "is on another day than the date of its row, 2026-11-02" in message


def test_merged_figures_are_refused(tmp_path: Path) -> None:
    rows = [["时段", "呼入量"], ["8:00", 3], ["8:30", None]]
    with pytest.raises(TableError, match=r"话务!B3: “3” is merged with the cell of another row"):
        read_volumes(workbook(tmp_path / "t.xlsx", rows, ["B2:B3"]))


def test_no_date_anywhere(tmp_path: Path) -> None:
    found = read(tmp_path, "2026-11-01 至 2026-11-30,\n时段,呼入量\n8:00,1\n")
    assert found.dates == ()
    assert "no dates: one day is assumed" in found.notes


@pytest.mark.recorded
def test_charlotte(charlotte: Path) -> None:
    found = read_actuals(charlotte)
    assert len(found.rows) == 21
    assert sum(row.offered for row in found.rows) == 20577
    assert found.dates == (datetime.date(2000, 6, 13),)
    row = found.rows[5]
    assert (row.answered, row.abandoned, row.aht, row.mean_answer_wait) == (1338, pytest.approx(25.916), 296, 33)
    assert (row.occupancy, row.agents) == (pytest.approx(0.99), 222.5)
    assert found.notes == (
        "charlotte_acd_2000-06-13.csv: 21 rows read; nothing skipped",
        "no date column: 2000-06-13 is read from “charlotte_acd_2000-06-13.csv”",
        "intervals of 30 min (from the spacing of the rows)",
        "abandoned calls are the abandonment rate times the calls offered",
        "columns not read: on_prod_pct, sched_open_fte, sched_avail_pct",
    )


def test_two_of_talk_wrap_up_and_their_sum_give_the_third(tmp_path: Path) -> None:
    talk = read(tmp_path, "时段,呼入量,平均处理时长,平均通话时长\n8:00,10,230,200\n").rows[0]
    wrap_up = read(tmp_path, "时段,呼入量,平均处理时长,平均话后时长\n8:00,10,230,30\n").rows[0]
    for row in (talk, wrap_up):
        assert (row.talk, row.wrap_up, row.aht) == (200, 30, 230)
    assert "row 2, column C: “100” is less than its part, 200 s" in refused(
        tmp_path, "时段,呼入量,平均处理时长,平均通话时长\n8:00,10,100,200\n"
    )


def test_the_threshold_in_a_heading_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, "时段,呼入量,服务水平（30秒）%\n8:00,10,82\n")
    assert found.rows[0].service_level == 0.82
    assert "service level as recorded under “服务水平（30秒）%”" in found.notes


def test_a_workbook_with_the_spreadsheets_own_formats(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Sheet1")
        clock, share, date = (book.add_format({"num_format": form}) for form in ("h:mm", "0.0%", "yyyy/m/d"))
        seconds = book.add_format({"num_format": "[h]:mm:ss"})
        page.merge_range("A1:E1", "话务报表")
        page.write_row("A2", ["日期", "时段", "呼入量", "平均处理时长", "放弃率(%)"])
        for row, start in enumerate((1410, 1425), 3):
            page.write_number(f"A{row}", 46328, date)
            page.write_number(f"B{row}", start / 1440, clock)
            page.write_number(f"C{row}", 12)
            page.write_number(f"D{row}", 205 / 86400, seconds)
            page.write_number(f"E{row}", 0.005, share)
        page.write("A5", "合计")
        page.write_formula("C5", "=SUM(C3:C4)")
    found = read_actuals(path)
    assert [row.start // MINUTE for row in found.rows] == [1410, 1425]
    assert found.interval == 15 * MINUTE
    row = found.rows[0]
    assert (row.date, row.offered, row.aht) == (datetime.date(2026, 11, 2), 12, 205)
    assert row.abandoned == pytest.approx(0.06)


def test_sheets_of_one_workbook_are_read_together(tmp_path: Path) -> None:
    book = Workbook()
    for date in ("2026-11-02", "2026-11-03"):
        page = book.create_sheet(date)
        for line in (["日期", "时段", "呼入量"], [date, "8:00", 5]):
            page.append(line)
    path = tmp_path / "t.xlsx"
    book.save(path)
    assert len(read_volumes(path).dates) == 2
    assert len(read_volumes(path, {"sheet": "2026-11-03"}).dates) == 1
    book["2026-11-03"]["A2"] = "2026-11-02"
    book.save(path)
    with pytest.raises(TableError, match=r"also at 2026-11-02!B2; read one sheet with columns: \{sheet: NAME\}"):
        read_volumes(path)


@pytest.mark.parametrize("heading", ["后处理", "话后小结时长", "ACW total"])
def test_a_column_that_may_be_wrap_up_is_not_passed_over_in_silence(tmp_path: Path, heading: str) -> None:
    said = (
        f"“{heading}” is not read and may be wrap-up time: if it is, write “wrap_up: {heading}” into a file for --map"
    )
    found = read(tmp_path, f"时段,呼入量,平均通话时长,{heading}\n8:00,10,200,30\n")
    assert f"attention: {said}" in found.notes
    assert found.rows[0].wrap_up is None
    whole = read(tmp_path, f"时段,呼入量,平均通话时长,平均话后时长,{heading}\n8:00,10,200,30,30\n")
    assert not any("attention" in note for note in whole.notes)
    assert (
        read(tmp_path, f"时段,呼入量,平均通话时长,{heading}\n8:00,10,200,30\n", wrap_up=heading).rows[0].wrap_up == 30
    )
