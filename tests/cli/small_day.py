"""A small scenario, and what came of a command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SMALL = """\
scenario: small
date: 2026-11-02
opens: "08:00"
closes: "10:00"
interval: 30min
replications: 3
seed: 7
groups:
  billing: {service_level: {target: 80%, within: 20s}}
  general: {}
call_types:
  bill:
    group: billing
    arrivals: {per_interval: [12, 20, 16, 10]}
    patience: {exponential: {mean: 1min}}
    talk: {exponential: {mean: 3min}}
  other: {group: general, arrivals: {rate: 6/h}, talk: {exponential: {mean: 1min}}}
agents:
  - {team: A, count: 4, skills: {billing: 1}, shift: day}
  - {team: B, count: 1, skills: {general: 1}, shift: day}
shifts:
  day: {on: "08:00", off: "10:00"}
"""


@dataclass(frozen=True)
class Said:
    """What came of a command."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


def files(folder: Path) -> set[str]:
    """Everything below a folder, hidden files and empty folders included."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
