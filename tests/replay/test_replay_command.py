"""The command ``sim replay``: what it says, its exit status, its document."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import simulator.cli
from acd.language import speak

SMALL = """\
scenario: small
date: 2026-11-02
opens: "08:00"
closes: "10:00"
seed: 4
groups: {sales: {overflow: [{to: help, after: 10s}]}, help: {choose_agent: random}}
call_types:
  order: {group: sales, arrivals: {rate: 90/h}, talk: &two {exponential: {mean: 2min}}, patience: *two}
  question: {group: help, arrivals: {rate: 40/h}, talk: *two}
agents:
  - {team: A, count: 3, skills: {sales: 1}}
  - {team: B, count: 2, skills: {help: 1}}
"""

Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def command(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["sim", *words])
        capsys.readouterr()
        speak(None)
        with pytest.raises(SystemExit) as left:
            simulator.cli.main()
        said = capsys.readouterr()
        return left.value.code if isinstance(left.value.code, int) else 0, said.out, said.err

    yield command
    speak(None)


@pytest.fixture
def ledger(run: Run) -> Path:
    """A day as ``sim run`` writes it."""
    Path("small.yaml").write_text(SMALL, "utf-8")
    options = ("--replications", "1", "--workers", "1", "--no-remedy", "--engine", "loop", "--quiet", "--out", "out")
    status, _out, err = run("run", "small.yaml", *options, "--ledger", "day.jsonl")
    assert status == 0, err
    return Path("day.jsonl")


def spoil(ledger: Path) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Another agent of the same group rings in the middle of the day; which event, as it was, as it is."""
    lines = [json.loads(line) for line in ledger.read_text("utf-8").splitlines()]
    rings = [n for n, e in enumerate(lines) if e["type"] == "call.ringing" and e["group"] == "sales"]
    n = rings[len(rings) // 2]
    was = dict(lines[n])
    lines[n]["agent"] = "A-02" if was["agent"] == "A-01" else "A-01"
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return n, was, lines[n]


def test_the_same_decisions(run: Run, ledger: Path) -> None:
    status, out, err = run("replay", str(ledger))
    lines = ledger.read_text("utf-8").splitlines()
    first, *others = out.splitlines()
    assert (status, err) == (0, "")
    assert first.startswith(f"day.jsonl: {len(lines):,} events, ")
    assert first.endswith(" decisions: the same")
    assert [line for line in others if "draws of the policy random" in line]


def test_a_difference_is_shown_with_who_was_ready_and_who_waited(run: Run, ledger: Path) -> None:
    n, was, spoilt = spoil(ledger)
    status, out, _err = run("replay", str(ledger))
    lines = out.splitlines()
    assert status == 1
    assert lines[0].startswith(f"day.jsonl: seq {n}, ")
    assert f"call={was['call']} agent={spoilt['agent']}" in lines[1]
    assert f"call={was['call']} agent={was['agent']}" in lines[2]
    ready = next(line for line in lines if "agents ready" in line)
    assert f"{was['agent']} since" in ready
    assert any("calls waiting" in line for line in lines)


def test_the_same_in_chinese(run: Run, ledger: Path) -> None:
    assert "全部相同" in run("replay", str(ledger), "--language", "zh")[1]
    spoil(ledger)
    assert "规则得出" in run("replay", str(ledger), "--language", "zh")[1]


def test_the_document(run: Run, ledger: Path) -> None:
    status, out, _err = run("replay", str(ledger), "--json", "-")
    document = json.loads(out)
    assert status == 0
    assert document["same"] is True
    assert document["difference"] is None
    assert document["inputs"] > 0
    assert document["drawn"] > 0
    assert document["policy"]["recorded"] == document["policy"]["replayed"]
    n, was, spoilt = spoil(ledger)
    status, _out, _err = run("replay", str(ledger), "--json", "found.json")
    document = json.loads(Path("found.json").read_text("utf-8"))
    assert status == 1
    found = document["difference"]
    assert (document["same"], found["seq"]) == (False, n)
    assert found["recorded"] == {name: value for name, value in spoilt.items() if name != "seq"}
    assert found["rules"][0] == {name: value for name, value in was.items() if name != "seq"}
    assert was["agent"] in [ready["agent"] for ready in found["ready"]]


def test_a_ledger_decided_by_another_policy_says_so(run: Run, ledger: Path) -> None:
    lines = [json.loads(line) for line in ledger.read_text("utf-8").splitlines()]
    lines[0]["config"]["groups"]["sales"]["choose_agent"] = "in_order"
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    status, out, _err = run("replay", str(ledger))
    assert status == 1
    assert f"the ledger was decided by {lines[0]['policy']}; here decides in_order" in out


@pytest.mark.parametrize("words", [["none.db"], ["day.jsonl", "--policy", "x.yaml"], ["small.yaml"]])
def test_what_cannot_be_replayed(words: list[str], run: Run, ledger: Path) -> None:
    assert ledger.is_file()
    status, out, err = run("replay", *words)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")


def test_another_policy_is_not_yet(run: Run, ledger: Path) -> None:
    assert "not yet" in run("replay", str(ledger), "--policy", "other.yaml")[2]
    assert "Not yet" in run("replay", "--help")[1]
