"""``metrics check``: what it says and its exit status."""

import sys
from pathlib import Path

import pytest
from ledgers import json_lines, lines

from acd.language import speak
from metrics.cli import main

SOUND = """
    1   call.arrived 1
    1   call.offered 1 group=sales
    2.5 call.abandoned 1 stage=queue
    9   run.ended
"""

SCENARIO = """
scenario: little
duration: 1h
groups: {sales: {}}
call_types: {order: {group: sales, arrivals: {rate: 10/h}, patience: {constant: 60s}, talk: {constant: 60s}}}
agents: [{name: ann, skills: {sales: 1}}]
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["metrics", "check", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def ledger(tmp_path: Path, text: str, **opening: object) -> Path:
    (tmp_path / "a.jsonl").write_text(json_lines(lines(text, **opening)))
    return tmp_path / "a.jsonl"


def test_a_sound_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    path = ledger(tmp_path, SOUND)
    assert run(monkeypatch, path) == 0
    assert capsys.readouterr().out == f"{path}: everything that must hold does\n"


def test_a_broken_one_names_the_first_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ledger(tmp_path, SOUND.replace("9   run", "3.25 call.abandoned 1 stage=queue\n4 call.lost 1\n9   run"))
    assert run(monkeypatch, path) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: broken at seq 4, 00:00:03.25: one final outcome: "
        "call.abandoned: call 1 had call.abandoned before; expected only one of them",
        "and 1 more",
    ]


def test_an_unusable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, tmp_path / "none.jsonl") == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error == f"error: {tmp_path / 'none.jsonl'}: cannot be read: No such file or directory\n"


def test_its_decisions_are_judged_by_the_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "little.yaml"
    scenario.write_text(SCENARIO)
    centre = {"groups": ["sales"], "agents": [{"name": "ann", "skills": {"sales": 1}}]}
    signed_in = "0 agent.signed_in ann\n0 agent.state ann from=signed_out state=ready\n"
    arrival = "1 call.arrived 1 call_type=order\n1 call.offered 1 group=sales priority=0\n"
    rung = "1 call.ringing 1 ann group=sales attempt=1 why=longest_idle\n1 agent.state ann from=ready state=ringing\n"
    left = "1 call.queued 1 group=sales position=1 cause=no_agent\n"
    later = "2 call.abandoned 1 stage=queue\n"
    assert run(monkeypatch, ledger(tmp_path, signed_in + arrival + rung, **centre), "--scenario", scenario) == 0
    waiting = ledger(tmp_path, signed_in + arrival + left + later, **centre)
    assert run(monkeypatch, waiting) == 0
    assert run(monkeypatch, waiting, "--scenario", scenario) == 1
    assert "broken at seq" in capsys.readouterr().out
    assert run(monkeypatch, ledger(tmp_path, SOUND), "--scenario", scenario) == 2
    assert run(monkeypatch, waiting, "--scenario", tmp_path / "none.yaml") == 2
