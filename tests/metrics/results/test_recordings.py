"""The index of recordings, from a small ledger: whose, how long, what became of the call."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metrics.cli import app
from metrics.ledger import read
from metrics.results.recordings import recordings

LINES = [
    {"type": "run.started", "schema": 1, "mode": "live", "epoch": "2026-11-02T00:00:00+08:00", "agents": [
        {"name": "A-01"}, {"name": "A-02"}], "groups": ["billing"]},
    {"type": "call.arrived", "call": 7, "call_type": "bill", "caller": "138****00"},
    {"type": "recording.started", "call": 7, "agent": "A-01", "recording": "d/7-1.wav"},
    {"type": "recording.paused", "call": 7, "agent": "A-01", "recording": "d/7-1.wav"},
    {"type": "recording.resumed", "call": 7, "agent": "A-01", "recording": "d/7-1.wav"},
    {"type": "call.coded", "call": 7, "agent": "A-01", "code": "投诉/费用"},
    {"type": "recording.ended", "call": 7, "agent": "A-01", "recording": "d/7-1.wav", "seconds": 75.0},
    {"type": "recording.started", "call": 7, "agent": "A-02", "recording": "d/7-2.wav"},
    {"type": "recording.ended", "call": 7, "agent": "A-02", "recording": "d/7-2.wav", "seconds": 0,
     "failed": "disk full"},
    {"type": "call.rated", "call": 7, "agent": "A-02", "score": 1},
    {"type": "outbound.dialled", "call": 8, "agent": "A-02", "attempt": 1, "to": "139****11"},
    {"type": "recording.started", "call": 8, "agent": "A-02", "recording": "d/8.wav"},
    {"type": "outbound.result", "call": 8, "agent": "A-02", "result": "handled"},
]  # fmt: skip


@pytest.fixture
def day(tmp_path: Path) -> str:
    file = tmp_path / "day.jsonl"
    lines = [{"seq": n, "t": float(n)} | line for n, line in enumerate(LINES)]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return str(file)


def test_each_tells_its_call_and_what_its_agent_wrote_down(day: str) -> None:
    first, second, third = recordings(read(day))
    assert (first.agent, first.caller, first.call_type, first.seconds, first.paused, first.codes, first.score) == (
        "A-01", "138****00", "bill", 75.0, 1, ["投诉/费用"], None,
    )  # fmt: skip
    assert (second.agent, second.seconds, second.failed, second.codes, second.score) == (
        "A-02", None, "disk full", [], 1,
    )  # fmt: skip
    assert (third.caller, third.result, third.seconds) == ("139****11", "handled", None)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ([], ["d/7-1.wav", "d/7-2.wav", "d/8.wav"]),
        (["--agent", "A-02"], ["d/7-2.wav", "d/8.wav"]),
        (["--code", "投诉"], ["d/7-1.wav"]),
        (["--code", "投"], []),
    ],
)
def test_they_are_found_by_agent_and_code(day: str, asked: list[str], names: list[str]) -> None:
    told = CliRunner().invoke(app, ["recordings", day, "--json", *asked])
    assert [json.loads(line)["recording"] for line in told.output.splitlines()] == names


def test_people_see_a_table(day: str) -> None:
    told = CliRunner().invoke(app, ["recordings", day], env={"COLUMNS": "200"}).output
    assert "00:00:02" in told
    assert "1:15" in told
    assert "failed: disk full" in told
    assert "no such recordings" in CliRunner().invoke(app, ["recordings", day, "--agent", "A-09"]).output
