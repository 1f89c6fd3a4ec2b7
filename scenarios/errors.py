"""Everything wrong with a scenario file, said at once.

Knows how a problem is written down: file, line, path of the key, message. Refuses to know what is a problem.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from acd.errors import HuawuError
from acd.language import _

Path = tuple[str | int, ...]
"""Where a value stands in the file: keys of mappings and positions in lists, from the top."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be: where (``line`` counts from 1; 0: no line, as for an override) and what."""

    file: str
    line: int
    path: Path
    message: str

    def __str__(self) -> str:
        """``file:line: path.of.key: message``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, dotted(self.path), self.message) if part)


class ScenarioError(HuawuError):
    """A scenario that cannot be used; ``problems`` holds every reason, the message one per line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of the file."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def dotted(path: Path) -> str:
    """The path as people write it: ``agents[2].skills.billing`` (positions count from 0, as in overrides)."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word most like ``word`` as a question, or nothing where none is like it."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return did_you_mean(close[0]) if close else ""


def no_such(message: str, name: str, known: Collection[str]) -> str:
    """``there is no group `x` `` with what there is, and the name most like it."""
    listed = _("known here: {keys}").format(keys=", ".join(known)) if known else ""
    return clauses(message.format(name=name), listed, nearest(name, list(known)))


def did_you_mean(word: str) -> str:
    """The question that offers a better word."""
    return _("did you mean `{word}`?").format(word=word)


def clauses(*parts: str) -> str:
    """The parts of a message that are not empty, joined by semicolons."""
    return "; ".join(part for part in parts if part)
