"""Tables as planners' systems export them, made for the tests."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from scenarios.tables.sheet import Cell, Value


def cell(value: Value, *, percent: bool = False) -> Cell:
    return Cell("t.xlsx", "话务", 7, 3, value, percent)


def text_table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), sheet: str = "话务") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path


def monthly_report(path: Path) -> Path:
    """Two days, two groups, a title, headings in two rows with merged cells, 小计 and 合计, a remark."""
    rows: list[list[Any]] = [
        ["某客服中心 11月 话务半小时报表"],
        [],
        ["日期", "时段", "技能组", "人工服务", None, None, "平均时长", None, "占有率", "在线人数"],
        [None, None, None, "呼入量", "接听量", "放弃量", "平均通话时长（秒）", "平均话后时长（秒）", None, None],
    ]
    merged = ["A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3", "I3:I4", "J3:J4"]
    for date in ("2026/11/2", "2026/11/9"):
        first = len(rows) + 1
        for start in ("08:00-08:30", "08:30-09:00", "09:00-09:30"):
            for group, offered in (("账单", 100), ("投诉", "1,020")):
                rows.append([date, start, group, offered, 90, 10, "00:03:20", 30, "85.5%", 12])
                date_cell = len(rows)
                if date_cell > first:
                    rows[-1][0] = None
        merged.append(f"A{first}:A{len(rows)}")
        rows.append(["小计", None, None, 3360, 540, 60, None, None, None, None])
    rows.append([])
    rows.append(["合计", None, None, 6720, 1080, 120])
    rows.append(["备注：含节假日"])
    merged.append(f"A{len(rows)}:J{len(rows)}")
    return workbook(path, rows, merged)
