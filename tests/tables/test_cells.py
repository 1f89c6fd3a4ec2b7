"""What a cell may say, and what it may not leave to a guess."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_makers import cell

from scenarios.tables.cells import is_missing, number, share, whole_of, word
from scenarios.tables.durations import duration, minutes_notes
from scenarios.tables.errors import TableError
from scenarios.tables.sheet import Uncalculated, Value
from scenarios.tables.times import Moment, dates_in, day, moment

SECOND = 1_000_000
MINUTE = 60 * SECOND
FULL_WIDTH = str.maketrans("0123456789:", "０１２３４５６７８９：")


@given(st.integers(0, 10**9), st.booleans())
def test_numbers_survive_grouping_and_full_width_digits(value: int, wide: bool) -> None:
    text = f"{value:,}"
    assert number(cell(text.translate(FULL_WIDTH) if wide else text)) == value


@given(st.integers(0, 1000))
def test_shares_as_percentages_and_fractions_agree(tenths: int) -> None:
    assert share(cell(f"{tenths / 10}%")) == pytest.approx(tenths / 1000)
    assert share(cell(tenths / 1000)) == pytest.approx(tenths / 1000)
    assert share(cell(tenths / 1000, percent=True), 100) == pytest.approx(tenths / 1000)


@given(st.integers(0, 99 * 3600 + 3599))
def test_durations_survive_every_notation(seconds: int) -> None:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    assert duration(cell(f"{hours:02}:{minutes:02}:{rest:02}")) == seconds
    assert duration(cell(str(seconds))) == seconds
    assert duration(cell(f"{seconds // 60}'{rest}\"")) == seconds
    assert duration(cell(f"{seconds // 60}分{rest}秒")) == seconds


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)))
def test_days_survive_every_notation(date: datetime.date) -> None:
    for text in (
        date.isoformat(),
        f"{date.year}/{date.month}/{date.day}",
        f"{date.year}年{date.month}月{date.day}日",
        f"{date.year}年{date.month}月{date.day}日 星期一",
        f"{date:%Y%m%d}",
        f"{date.isoformat()} 00:00:00",
    ):
        assert day(cell(text)) == date
    assert day(cell(datetime.datetime(date.year, date.month, date.day))) == date
    assert day(cell(date)) == date


@given(st.integers(0, 24 * 60 - 1), st.integers(1, 24 * 60))
def test_intervals_survive_every_notation(start: int, length: int) -> None:
    end = (start + length) % 1440
    first, last = (f"{at // 60}:{at % 60:02}" for at in (start, end))
    expected = Moment(None, start * MINUTE, (start + length) * MINUTE)
    for dash in ("-", " - ", "~", "～", "—", "至"):
        assert moment(cell(f"{first}{dash}{last}".translate(FULL_WIDTH))) == expected
    assert moment(cell(start / 1440)) == Moment(None, start * MINUTE)
    assert moment(cell(datetime.time(start // 60, start % 60))) == Moment(None, start * MINUTE)
    assert moment(cell(f"{start // 60}时{start % 60}分")) == Moment(None, start * MINUTE)


@pytest.mark.parametrize(
    ("value", "date", "minutes"),
    [
        ("2026/11/2 8:00", datetime.date(2026, 11, 2), 480),
        ("2026年11月2日 8:30", datetime.date(2026, 11, 2), 510),
        ("2026-11-02T08:30:00", datetime.date(2026, 11, 2), 510),
        (datetime.datetime(2026, 11, 2, 8, 30, 0, 2), datetime.date(2026, 11, 2), 510),
        ("24:00", None, 1440),
        ("25:30", None, 1530),
        (datetime.timedelta(days=1), None, 1440),
        ("下午2:30", None, 870),
        ("2:30 PM", None, 870),
        ("12:05 am", None, 5),
        ("8点半", None, 510),
        ("8点", None, 480),
    ],
)
def test_moments(value: Value, date: datetime.date | None, minutes: int) -> None:
    assert moment(cell(value)) == Moment(date, minutes * MINUTE)


def test_an_interval_over_midnight_with_dates() -> None:
    found = moment(cell("2026-11-02 23:30 - 2026-11-03 00:00"))
    assert found == Moment(datetime.date(2026, 11, 2), 1410 * MINUTE, 1440 * MINUTE)


@pytest.mark.parametrize("value", ["", None, "-", "—", "－", "N/A", "n/a", "#DIV/0!", "/", "  "])
def test_missing(value: Value) -> None:
    assert is_missing(cell(value))
    assert (number(cell(value)), share(cell(value)), duration(cell(value)), moment(cell(value))) == (None,) * 4


@pytest.mark.parametrize(
    "value",
    ["1,23", "12,3456", "1.2.3", "一百", "-5", -5, True, "1e5", "12 34", datetime.time(8), 1e400, "9" * 400, 10**400],
)
def test_not_numbers(value: Value) -> None:
    with pytest.raises(TableError, match=r"^t\.xlsx: 话务!C7: “"):
        number(cell(value))


@pytest.mark.parametrize(
    "value",
    [
        8,
        800,
        "8",
        "830",
        "8:60",
        "48:00",
        "25:00 pm",
        "早上",
        "08:00-",
        True,
        -0.5,
        datetime.timedelta(-1),
        datetime.timedelta(9),
    ],
)
def test_not_moments(value: Value) -> None:
    with pytest.raises(TableError, match="is not a time of day"):
        moment(cell(value))


@pytest.mark.parametrize("value", ["11/2/2026", "02.11.2026", "11月2日", "2026-13-01", "2026-02-30", 46328, 8.5])
def test_not_days(value: Value) -> None:
    with pytest.raises(TableError):
        day(cell(value))


@pytest.mark.parametrize("value", ["3:75", "1:75:00", "abc", "'", "-3", 0.00237, datetime.time(3, 25)])
def test_not_durations(value: Value) -> None:
    with pytest.raises(TableError):
        duration(cell(value))


def test_units_of_durations() -> None:
    assert duration(cell(3.5), "min") == 210
    assert duration(cell("0.004"), "s") == 0.004
    assert duration(cell("1小时2分3秒")) == 3723
    assert duration(cell("205s")) == duration(cell("205秒")) == 205
    assert duration(cell(datetime.time(0, 3, 25))) == 205
    assert duration(cell("3′25″")) == 205
    assert duration(cell("3'")) == 180


def test_minutes_and_seconds_are_said_once() -> None:
    assert len(minutes_notes([cell("205"), cell("3:25"), cell("4:00")])) == 1
    assert minutes_notes([cell("00:03:25"), cell(205)]) == []


def test_scale_of_a_column_of_shares() -> None:
    assert whole_of([cell(0.2), cell(1)], None) == 1
    assert whole_of([cell(0.2), cell(87.5)], None) == 100
    assert whole_of([cell(0.2), cell(7.5)], "%") == 100
    assert whole_of([cell("20%"), cell(0.2, percent=True)], "%") == 1
    assert whole_of([cell(0), cell("-")], "%") == 100
    with pytest.raises(TableError, match="may be a fraction or a percentage"):
        whole_of([cell(0.2), cell(1.2)], None)
    with pytest.raises(TableError, match="largest of a column in %"):
        whole_of([cell(0.2), cell(0.85)], "%")


@pytest.mark.parametrize("value", ["120%", 1.2, "-3%", "abc"])
def test_not_shares(value: Value) -> None:
    with pytest.raises(TableError):
        share(cell(value))


def test_a_formula_without_its_result_is_refused() -> None:
    with pytest.raises(TableError, match=r"“=A1\+B1” is a formula whose result is not in the file"):
        number(cell(Uncalculated("=A1+B1")))


def test_words() -> None:
    assert word(cell(1001.0)) == "1001"
    assert word(cell(" 账单　组 ")) == "账单 组"


def test_dates_in_a_sentence() -> None:
    text = "统计 2026-11-01 至 2026年11月14日, 2026-02-31"
    assert dates_in(text) == [datetime.date(2026, 11, 1), datetime.date(2026, 11, 14)]
