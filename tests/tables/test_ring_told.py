"""How long phones ring, from the waits of quiet intervals."""

from pathlib import Path

import pytest

from scenarios.tables.ringing import mean_ring
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import Actuals, read_actuals, read_volumes

HEADINGS = "时段,呼入量,平均应答速度,平均处理时长\n"


def report(folder: Path, *lines: str) -> Actuals:
    file = folder / "report.csv"
    file.write_text(HEADINGS + "\n".join(lines), "utf-8")
    return read_actuals(file)


def test_the_shortest_wait_of_more_than_a_few_calls_is_the_ring(tmp_path: Path) -> None:
    rows = report(tmp_path, "09:00,4,1,200", "09:30,0,0,200", "10:00,16,3,200", "10:30,80,40,200").rows
    assert mean_ring(rows) == (
        3,
        "phones ring 3 s before they are answered: the shortest mean answer waits of the table",
    )


@pytest.mark.parametrize(
    ("wait", "words"),
    [("16", "waits of 16 s and more hide the ring"), ("0", "of the table are 0 s"), ("", "has no mean answer wait")],
)
def test_where_no_ring_is_to_be_seen_it_is_said(tmp_path: Path, wait: str, words: str) -> None:
    seconds, said = mean_ring(report(tmp_path, f"09:00,40,{wait},200").rows)
    assert seconds == 0
    assert words in said


def test_volumes_alone_tell_no_ring(tmp_path: Path) -> None:
    report(tmp_path, "09:00,40,3,200")
    assert mean_ring(read_volumes(tmp_path / "report.csv").rows)[0] == 0


def test_the_ring_stands_in_the_scenario(tmp_path: Path) -> None:
    text, assumptions = scenario_text("s", report(tmp_path, "09:00,40,3,200"))
    assert "answer: {constant: 3s}  # assumed: phones ring 3 s" in text
    assert any("phones ring 3 s" in each for each in assumptions)
    silent, assumptions = scenario_text("s", report(tmp_path, "09:00,40,,200"))
    assert "answer:" not in silent
    assert "phones are answered at once: the table has no mean answer wait" in assumptions
