"""A recorded day, call by call."""

import datetime
from pathlib import Path

import pytest
from table_makers import text_table

from scenarios.tables.calls import Calls, read_calls
from scenarios.tables.errors import TableError

DAY = """来电明细,,,,,,,
呼入时间,技能组,客户类型,排队时长,结果,通话时长,话后时长,座席
2026/11/2 8:05:10,账单,VIP,00:00:12,接听,3'25",30,1001
2026/11/2 8:01:00,账单,普通,95,放弃,,,
2026/11/2 8:09:00,,,,IVR,,,
合计,,,,,,,
"""


def read(folder: Path, text: str) -> Calls:
    return read_calls(text_table(folder / "t.csv", text, "gb18030"))


def test_calls_in_order_of_arrival(tmp_path: Path) -> None:
    calls = read(tmp_path, DAY)
    first, second, third = calls.rows
    assert (first.outcome, first.wait, first.segment, first.talk) == ("abandoned", 95, "normal", None)
    assert (second.date, second.arrived) == (datetime.date(2026, 11, 2), (8 * 3600 + 310) * 1_000_000)
    assert (second.outcome, second.wait, second.talk, second.wrap_up) == ("answered", 12, 205, 30)
    assert (second.segment, second.agent, second.group) == ("vip", "1001", "账单")
    assert (third.outcome, third.group) == ("ivr", "")
    assert calls.notes[0] == "t.csv: 3 rows read; skipped: title lines: 1 (row 1), total rows: 1 (row 6)"


def test_a_date_in_its_own_column(tmp_path: Path) -> None:
    (call,) = read(tmp_path, "日期,呼入时间,结果,通话时长\n2026-11-02,8:00,接通,3:25\n").rows
    assert (call.date, call.talk) == (datetime.date(2026, 11, 2), 205)


def test_what_is_assumed(tmp_path: Path) -> None:
    notes = read(tmp_path, "呼入时间,结果,通话时长,满意度\n8:00,接通,3:25,5\n").notes
    assert "no dates: one day is assumed" in notes
    assert "times such as “3:25” (row 2, column C) are read as minutes and seconds" in notes
    assert "columns not read: 满意度" in notes


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("8:00,占线,205", "row 2, column B: “占线” is not an outcome"),
        ("8:00,接听,", "row 2, column C: “” an answered call has no talk time"),
        (",接听,205", "row 2, column A: “” should be the time of the call and is empty"),
        ("8:00,接听,很久", "row 2, column C: “很久” is not a duration"),
    ],
)
def test_what_cannot_be(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        read(tmp_path, f"呼入时间,结果,通话时长\n{row}\n")
    assert message in str(error.value)


def test_an_unknown_segment(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="“金卡” is not a segment"):
        read(tmp_path, "呼入时间,结果,客户类型\n8:00,放弃,金卡\n")


def test_a_trace_of_times_alone_leaves_the_talks_to_be_drawn(tmp_path: Path) -> None:
    (call,) = read(tmp_path, "呼入时间,结果\n8:00,接通\n").rows
    assert (call.outcome, call.talk) == ("answered", None)
