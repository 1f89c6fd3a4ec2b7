"""A small day simulated once, and the findings that every kind of report is made of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from acd.language import speak
from scenarios import load
from scenarios.tables.overlay import Overlay, Point, Track
from simulator.day import simulator_for
from simulator.planning.need import needs
from simulator.remedy import Change, Remedy
from simulator.replicate import replicate
from simulator.report import Findings

SMALL = """\
scenario: small_day
label: 小服务台
date: 2026-11-02
opens: "08:00"
closes: "10:00"
groups:
  billing: {label: 账单咨询, service_level: {target: 95%, within: 20s, chance: 90%}}
  general:
    label: 综合咨询
    service_level: {target: 10%, within: 60s, over: interval}
    overflow: [{to: billing, after: 20s}]
  quiet: {label: 夜间专席}
call_types:
  bill:
    group: billing
    arrivals: {per_interval: [12, 60, 30, 0]}
    patience: {exponential: {mean: 2min}}
    talk: {exponential: {mean: 3min}}
    wrap_up: {exponential: {mean: 20s}}
  other:
    group: general
    arrivals: {per_interval: [10, 20, 12, 8]}
    patience: {exponential: {mean: 3min}}
    talk: {exponential: {mean: 2min}}
  rare:
    group: quiet
    arrivals: {per_interval: [0, 1, 1, 0]}
    talk: {exponential: {mean: 1min}}
agents:
  - {team: A, count: 4, skills: {billing: 1}, shift: day, answer: {exponential: {mean: 3s}}}
  - {team: B, count: 3, skills: {general: 1, billing: 2, quiet: 2}, shift: day}
  - {team: C, count: 1, skills: {quiet: 1}, shift: day}
shifts:
  day: {on: "08:00", off: "10:00", breaks: [{between: ["08:30", "09:00"], for: 15min, waves: 2, reason: 小休}]}
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Five days of it, with a remedy."""
    file = tmp_path_factory.mktemp("small") / "small_day.yaml"
    file.write_text(SMALL, "utf-8")
    scenario = load(file)
    simulator = simulator_for(scenario, None, None, print)
    document = replicate(simulator, 5, workers=1).document(said("small_day"))
    change = Change(
        ("agents[team=A,shift=day].count=+2",), 4.0, "have {count} more in team {team}", {"count": 2, "team": "A"}
    )
    remedy = Remedy("billing", 5, 3, 0.0, 0.7, (change,), 1.0, 0.97, enough=True)
    return Findings(document, scenario, needs(scenario), remedy)


@pytest.fixture(scope="session")
def overlaid(small: Findings) -> Findings:
    """The same with a recorded day: one interval inside the range, one far outside."""
    points = []
    for k, interval in enumerate(small.document["intervals"][:2]):
        days = interval["centre"]["offered"]["days"]
        points.append(Point(interval["start"], days["p50"] + 500 * k, days["p10"], days["p50"], days["p90"]))
    return replace(
        small, overlay=Overlay((Track("offered", "", tuple(points)),), ("recorded and not simulated: 07:30",))
    )


@pytest.fixture(scope="session")
def stationary(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A study without intervals, targets or remedy."""
    file = tmp_path_factory.mktemp("study") / "study.yaml"
    file.write_text(
        "scenario: study\nduration: 20h\ngroups: {queue: {}}\n"
        "call_types: {call: {group: queue, arrivals: {rate: 20/h}, talk: {exponential: {mean: 3min}}}}\n"
        "agents: [{team: A, count: 2, skills: {queue: 1}}]\n",
        "utf-8",
    )
    scenario = load(file)
    document = replicate(simulator_for(scenario, None, None, print), 2, workers=1).document(said("study"))
    del document["intervals"]
    return Findings(document, scenario, [])


def said(name: str) -> dict[str, Any]:
    return {
        "scenario": name,
        "engine": "compiled",
        "seed": 1,
        "version": "0.1.0",
        "policy": "longest_idle 0123456789ab",
    }


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report.html"
