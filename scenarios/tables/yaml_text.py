"""YAML as a person would write it: lines with comments, lists of many values in rows by the clock.

Knows the notation. Refuses to know what a scenario is.
"""

import json
import re
from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.values import write_time_of_day

_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_PER_LINE: Final = 8


def scalar(text: str) -> str:
    """A text as a key or value: bare where nothing can be mistaken, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def number(value: float) -> str:
    """Two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Page:
    """Lines of YAML in the making, and the assumptions stated in them."""

    def __init__(self) -> None:
        self.assumptions: list[str] = []
        self._lines: list[str] = []
        self._top: list[str] = []

    def comment(self, text: str) -> None:
        """A line for people only."""
        self._lines.append("# " + " ".join(text.split()))

    def line(self, text: str, *assumed: str) -> None:
        """A line, with what it assumes beside it."""
        for each in assumed:
            self._remember(each)
        beside = "; ".join(assumed)
        self._lines.append(f"{text}  # {_('assumed')}: {beside}" if assumed else text)

    def assumed(self, text: str) -> None:
        """An assumption that belongs to no single key: it stands at the top."""
        if text not in self.assumptions:
            self._top.append(text)
        self._remember(text)

    def values(self, key: str, values: Sequence[str], starts: Sequence[int], *assumed: str) -> None:
        """A list of one value per interval, eight to a line, each line with the time it starts at."""
        self.line(f"{key} [", *assumed)
        indent = " " * (len(key) - len(key.lstrip()) + 2)
        for first in range(0, len(values), _PER_LINE):
            row = ", ".join(values[first : first + _PER_LINE])
            self._lines.append(f"{indent}{row},  # {write_time_of_day(starts[first])}")
        self._lines.append(f"{indent[:-2]}]")

    def text(self) -> str:
        """The whole."""
        top = [f"# {_('assumed')}: {' '.join(each.split())}" for each in self._top]
        return "\n".join([*top, *self._lines]) + "\n"

    def _remember(self, text: str) -> None:
        if text not in self.assumptions:
            self.assumptions.append(text)
