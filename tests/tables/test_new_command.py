"""What ``sim new --from`` says on the console: the days, what to notice, every assumption, in one language."""

from pathlib import Path

import pytest
from table_makers import text_table

from acd.language import speak
from simulator.cli.new import new_scenario

REPORT = "日期,时间段,转人工呼入量,放弃量,平均应答速度,平均通话时长,后处理\n" + "".join(
    f"2026/10/{day},{hour:02}:00-{hour:02}:30,100,0,3秒,0:02:08,22\n" for day in range(16, 20) for hour in (8, 9)
)


def said(folder: Path, capsys: pytest.CaptureFixture[str], language: str, days: str | None = None) -> list[str]:
    table = text_table(folder / "10月.csv", REPORT, "gb18030")
    try:
        new_scenario(str(folder / "made.yaml"), table, days, None, True, language)
    finally:
        speak("en")
    shown = capsys.readouterr()
    return [*shown.err.splitlines(), *shown.out.splitlines()]


def test_days_and_what_to_notice_have_their_own_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(tmp_path, capsys, "en")
    assert "mean of 4 days: 2026-10-16 … 2026-10-19" in lines
    assert sum(line.startswith("attention: 2 of them Saturday or Sunday") for line in lines) == 1
    assert sum(line.startswith("attention: “后处理” is not read") for line in lines) == 1
    assert "days “last 5 Mon”: 5 asked for, only 1 in the table" in said(tmp_path, capsys, "en", "last 5 Mon")


def test_every_line_is_chinese_where_chinese_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for days in (None, "last 5 Mon"):
        lines = said(tmp_path, capsys, "zh", days)
        assert "假设：振铃 3 秒后接听：取表中最短的平均应答速度" in lines
        for word in ("assumed", "attention", "mean", "days", " the ", "written", "table"):
            assert not any(word in line.replace("--days", "") for line in lines), word
