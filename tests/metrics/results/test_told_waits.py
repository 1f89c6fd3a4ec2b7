"""Waits told against waits had, from a small ledger."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metrics.cli import app
from metrics.ledger import read
from metrics.results.told_waits import told_waits

HEADER = {"type": "run.started", "schema": 1, "mode": "live", "epoch": "2026-11-02T00:00:00+08:00",
          "groups": ["billing", "general"]}  # fmt: skip


def lines(call: int, at: float, ends: float, how: str = "call.answered") -> list[dict[str, object]]:
    """A caller who is told one to two minutes, and what comes of it."""
    told = {"type": "call.announced", "call": call, "what": "wait", "value": 130, "low": 70.0, "high": 110.0}
    return [
        {"t": at, "type": "call.offered", "call": call, "group": "billing"},
        {"t": at + 5, "type": "call.announced", "call": call, "what": "comfort"},
        {"t": at + 10} | told,
        {"t": at + 10 + ends, "type": how, "call": call} | ({"stage": "queue"} if how == "call.abandoned" else {}),
    ]


@pytest.fixture
def day(tmp_path: Path) -> str:
    told = [*lines(1, 0, 59), *lines(2, 200, 60), *lines(3, 400, 120), *lines(4, 600, 121)]
    told += lines(5, 800, 30, "call.abandoned")
    file = tmp_path / "day.jsonl"
    numbered = [{"seq": n} | line for n, line in enumerate([{"t": 0} | HEADER, *told])]
    file.write_text("".join(json.dumps(line) + "\n" for line in numbered), "utf-8")
    return str(file)


def test_a_range_holds_in_the_whole_minutes_that_are_told(day: str) -> None:
    (billing,) = told_waits(read(day))
    assert (billing.group, billing.told, billing.held, billing.sooner, billing.later, billing.gave_up) == (
        "billing", 5, 2, 1, 1, 1,
    )  # fmt: skip
    assert billing.share == 0.5


def test_it_is_shown_to_people_and_programs(day: str, tmp_path: Path) -> None:
    assert json.loads(CliRunner().invoke(app, ["waits", day, "--json"]).output)["share"] == 0.5
    assert "50%" in CliRunner().invoke(app, ["waits", day], env={"COLUMNS": "120"}).output
    nobody = tmp_path / "none.jsonl"
    nobody.write_text(json.dumps({"seq": 0, "t": 0} | HEADER) + "\n", "utf-8")
    assert "nobody was told" in CliRunner().invoke(app, ["waits", str(nobody)]).output
