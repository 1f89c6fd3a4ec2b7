"""The bank's routing: 90 s of waiting credited to a call of priority 1."""

from pathlib import Path

import pytest

from acd.events import Kind
from scenarios.loader import load
from simulator.day import simulator_for

SCENARIO = """
scenario: credit
date: 1999-02-01
opens: "00:00"
closes: "01:00"
choose_call: bench.recorded.credit:credited
groups: {g: {}}
call_types:
  low: {group: g, arrivals: {trace: calls.csv}, talk: {constant: 200s}}
  high: {group: g, priority: 1, arrivals: {trace: calls.csv}, talk: {constant: 200s}}
agents: [{name: a, skills: {g: 1}}]
"""


@pytest.mark.parametrize(("second", "served"), [("00:01:39", ["high", "low"]), ("00:01:41", ["low", "high"])])
@pytest.mark.parametrize("engine", ["loop", "compiled"])
def test_credit_is_ninety_seconds(tmp_path: Path, second: str, served: list[str], engine: str) -> None:
    calls = f"arrived,call_type,outcome\n00:00:00,low,接听\n00:00:10,low,接听\n{second},high,接听\n"
    (tmp_path / "calls.csv").write_text(calls, "utf-8")
    (tmp_path / "s.yaml").write_text(SCENARIO, "utf-8")
    simulator = simulator_for(load(tmp_path / "s.yaml"), engine)  # type: ignore[arg-type]
    order, types = [], {}
    for block in simulator.day(1):
        for row in block:
            if row["kind"] == Kind.CALL_OFFERED:
                types[int(row["call"])] = len(types)
            if row["kind"] == Kind.CALL_ANSWERED:
                order.append(types[int(row["call"])])
    assert [{1: "low", 2: "high"}[k] for k in order[1:]] == served
