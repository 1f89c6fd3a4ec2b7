"""A small good scenario that tests break in one place at a time, in English."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acd.language import speak
from scenarios import Scenario, load

GOOD = """\
scenario: small
date: 2026-11-02
opens: "08:00"
closes: "10:00"
groups:
  billing: {}
  general:
    overflow:
      - {to: billing, when: all_busy}
call_types:
  bill:
    group: billing
    arrivals: {per_interval: [4, 5, 6, 7]}
    talk: {exponential: {mean: 3min}}
agents:
  - {team: A, count: 2, skills: {billing: 1}, shift: day}
  - {team: B, skills: {general: 1}, on_duty: [1, 2, 2, 1]}
shifts:
  day: {on: "08:00", off: "10:00", breaks: [{between: ["08:30", "09:30"], for: 15min, waves: 2}]}
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[str], Scenario]:
    def from_text(text: str) -> Scenario:
        path = tmp_path / "small.yaml"
        path.write_text(text, "utf-8")
        return load(path)

    return from_text
