"""What a scenario's file says it rests on: the comments at its head, and what it marks as assumed.

Knows the comments that ``sim new`` writes (`tables.md`). Refuses to know whether they hold.
"""

import re
from dataclasses import dataclass
from typing import Final

from scenarios import Scenario

_ASSUMED: Final = re.compile(r"#\s*(?:assumed|假设)\s*[:：]\s*(?P<text>.+)$")
_KEY: Final = re.compile(r"^(?P<indent>\s*(?:- )?\s*)(?P<key>[^\s#:{\[][^:#]*):(?:\s|$)")

_QUOTES: Final = " \"'"


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
        key = _KEY.match(line)
        if key:
            path = _deeper(path, key, line)
        if assumed := _ASSUMED.search(line):
            places = found.setdefault(assumed["text"].strip(), [])
            if key:
                places.append(".".join(name for _depth, name in path).replace(".[", "["))
    return [Assumption(text, tuple(places)) for text, places in found.items()]


def _deeper(path: list[tuple[int, str]], key: re.Match[str], line: str) -> list[tuple[int, str]]:
    """The keys down to this line; an entry of a list is told by its first key: ``agents[team=A].on_duty``."""
    depth, name = len(key["indent"]), key["key"].strip(_QUOTES)
    if "-" in key["indent"]:
        value = line[key.end() :].partition(" #")[0].strip(_QUOTES)
        start = key["indent"].index("-")
        return [*(each for each in path if each[0] < start), (start, f"[{name}={value}]")]
    return [*(each for each in path if each[0] < depth), (depth, name)]


def _lines(scenario: Scenario) -> list[str]:
    try:
        return scenario.source.read_text("utf-8").splitlines() if scenario.source else []
    except (OSError, UnicodeDecodeError):
        return []
