"""What a scenario's file says it rests on: the comments at its head, and what it marks as assumed.

Knows the comments that ``sim new`` writes (`tables.md`). Refuses to know whether they hold.
"""

import re
from dataclasses import dataclass
from typing import Final

from scenarios import Scenario

_ASSUMED: Final = re.compile(r"#\s*(?:assumed|假设)\s*[:：]\s*(?P<text>.+)$")
_KEY: Final = re.compile(r"^(?P<indent>\s*(?:- )?\s*)(?P<key>[^\s#:{\[][^:#]*):(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Assumption:
    """A text, and the keys (``agents.on_duty``) beside which it stands (none at the head of the file)."""

    text: str
    places: tuple[str, ...]


def header(scenario: Scenario) -> list[str]:
    """The comment lines before the first key, without those that are assumptions; empty without a file."""
    lines = []
    for line in _lines(scenario):
        if not line.startswith("#"):
            break
        if not _ASSUMED.search(line):
            lines.append(line.lstrip("# ").rstrip())
    return [line for line in lines if line]


def assumptions(scenario: Scenario) -> list[Assumption]:
    """Every assumption once, in the order of the file."""
    found: dict[str, list[str]] = {}
    path: list[tuple[int, str]] = []
    for line in _lines(scenario):
        if key := _KEY.match(line):
            depth = len(key["indent"])
            path = [*(each for each in path if each[0] < depth), (depth, key["key"].strip(" \"'"))]
        if assumed := _ASSUMED.search(line):
            keys = found.setdefault(assumed["text"].strip(), [])
            if key:
                keys.append(".".join(name for _depth, name in path))
    return [Assumption(text, tuple(keys)) for text, keys in found.items()]


def _lines(scenario: Scenario) -> list[str]:
    try:
        return scenario.source.read_text("utf-8").splitlines() if scenario.source else []
    except (OSError, UnicodeDecodeError):
        return []
