"""Whatever stands in a file, it is read or refused in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from table_makers import cell

from scenarios.tables.calls import read_calls
from scenarios.tables.cells import number, share, whole_of, word
from scenarios.tables.durations import duration
from scenarios.tables.errors import TableError
from scenarios.tables.roster import read_roster
from scenarios.tables.sheet import Value
from scenarios.tables.times import day, moment
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import read_actuals

READERS = (read_actuals, read_calls, read_roster)
PIECES = st.sampled_from(
    [
        "8:00",
        "8:30",
        "24:00",
        "2026-11-02",
        "11月2日",
        "时段",
        "呼入量",
        "姓名",
        "技能组",
        "平均处理时长",
        "人工",
        "IVR",
        "合计",
        "接听",
        "放弃",
        "结果",
        "呼入时间",
        "通话时长",
        "服务水平%",
        "90%",
        "3'25\"",
        "0.5",
        "12",
        "-",
        "",
        "休",
        "a",
        "\u3000",
        '"',
    ]
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    PIECES,
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def refusal(read: Callable[..., object], source: object) -> str:
    """What the refusal says; nothing where there is none."""
    try:
        read(source)
    except TableError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("read", [number, share, duration, moment, day, word, lambda one: whole_of([one], None)])
@quick
@given(value=VALUES)
def test_any_value_of_a_cell(read: Callable[[object], object], value: Value) -> None:
    message = refusal(read, cell(value))
    assert not message or message.startswith("t.xlsx: 话务!C7: “")


@pytest.mark.parametrize("read", READERS)
@quick
@given(content=st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, read: Callable[[Path], object], content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert "\n" not in refusal(read, path)


@pytest.mark.parametrize("read", READERS)
@quick
@given(rows=st.lists(st.lists(PIECES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_rows_of_words_that_tables_hold(
    tmp_path: Path, read: Callable[[Path], object], rows: list[list[str]]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    assert "\n" not in refusal(read, path)


@quick
@given(
    rows=st.lists(st.tuples(PIECES, PIECES, PIECES), max_size=4),
    start=st.integers(0, 40),
    volumes=st.lists(st.integers(0, 999), min_size=1, max_size=7),
)
def test_any_words_around_a_table_leave_it_whole_or_refused(
    tmp_path: Path, rows: list[tuple[str, str, str]], start: int, volumes: list[int]
) -> None:
    lines = [f"{(start + n) // 2}:{(start + n) % 2 * 30:02},{volume},200" for n, volume in enumerate(volumes)]
    path = tmp_path / "t.csv"
    path.write_text("\n".join([*(",".join(row) for row in rows), "时段,呼入量,平均处理时长", *lines]), "utf-8")
    try:
        found = read_actuals(path)
        scenario_text("s", found)
    except TableError:
        return
    assert [row.offered for row in found.rows][-len(volumes) :] == volumes


@quick
@given(values=st.lists(VALUES, min_size=1, max_size=4))
def test_any_values_in_a_workbook(tmp_path: Path, values: list[Value]) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["时段", "呼入量", "占有率", "平均处理时长"])
    try:
        page.append(values)
        book.save(tmp_path / "t.xlsx")
    except Exception:  # what a workbook cannot hold
        return
    assert "\n" not in refusal(read_actuals, tmp_path / "t.xlsx")
