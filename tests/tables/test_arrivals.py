"""Expected calls of a call type from a table."""

import datetime
from pathlib import Path

import pytest
from table_makers import monthly_report, text_table

from scenarios.tables.arrivals import expected_calls
from scenarios.tables.errors import TableError

MINUTE = 60_000_000
MORNING = range(480 * MINUTE, 600 * MINUTE, 30 * MINUTE)


def test_the_group_of_that_name_on_the_day_or_the_mean_day(tmp_path: Path) -> None:
    path = monthly_report(tmp_path / "t.xlsx")
    found = expected_calls(path, ["bill_enquiry", "账单"], MORNING)
    assert found.per_interval == (100, 100, 100, 0)
    assert "t.xlsx: the mean of all 2 days" in found.notes
    on_the_day = expected_calls(path, ["投诉"], MORNING, datetime.date(2026, 11, 9))
    assert on_the_day.per_interval == (1020, 1020, 1020, 0)
    assert not any("mean" in note for note in on_the_day.notes)


def test_the_scenarios_date_is_chosen(tmp_path: Path) -> None:
    path = text_table(tmp_path / "t.csv", "日期,时段,呼入量\n2026-11-02,8:00-8:30,10\n2026-11-03,8:00-8:30,30\n")
    assert expected_calls(path, ["a"], MORNING, datetime.date(2026, 11, 3)).per_interval[0] == 30
    assert expected_calls(path, ["a"], MORNING, datetime.date(2026, 12, 1)).per_interval[0] == 20


def test_tables_that_do_not_fit(tmp_path: Path) -> None:
    path = monthly_report(tmp_path / "t.xlsx")
    with pytest.raises(TableError, match="no group vip; there are 账单, 投诉"):
        expected_calls(path, ["vip"], MORNING)
    with pytest.raises(TableError, match="intervals of 30 min, and the scenario's are 15 min"):
        expected_calls(path, ["账单"], range(480 * MINUTE, 600 * MINUTE, 15 * MINUTE))
    with pytest.raises(TableError, match="calls outside the scenario's intervals: 09:00"):
        expected_calls(path, ["账单"], range(480 * MINUTE, 540 * MINUTE, 30 * MINUTE))
