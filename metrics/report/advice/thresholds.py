"""When a figure is high or low: the numbers by which advice is given, and where each comes from.

Knows numbers. Refuses to know rules. The sources name only one of them (abandonment of about 3 % is reasonable); the
others are assumptions of this program, stated here, shown with the advice and set anew by ``--advice NAME=VALUE``.
"""

import dataclasses
import difflib
import math
from collections.abc import Iterable
from dataclasses import dataclass

from acd.errors import HuawuError
from acd.language import _


def _is(value: float, meaning: str) -> float:
    number: float = dataclasses.field(default=value, metadata={"meaning": meaning})
    return number


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares as fractions, calls as numbers."""

    queue_ratio: float = _is(0.5, "D-2: queue_ratio is high from here on (assumed: every second caller)")
    abandoned_low: float = _is(0.03, "D-2b: abandon_rate is low up to here (S0:127: about 3 % is reasonable)")
    abandoned_high: float = _is(0.05, "D-2a: abandon_rate is high from here on (assumed); in between nothing is said")
    calls: float = _is(20, "D-2, D-3, D-8: calls of a group below which nothing is said (assumed)")
    answer_rate: float = _is(
        1.02, "D-3: answer_rate of a group above which calls overflow into it (S0:126: 1; up to 2 % more lean nowhere)"
    )
    busy_tone: float = _is(
        0.03,
        "D-1c, headline: busy_rate above which lines are short, and people not called too many (S0:131: 1–3 %)",
    )
    peak: float = _is(2, "D-8: times the mean of the day's intervals that queue in a peak (assumed)")
    peak_share: float = _is(0.3, "D-8: share of the day's queued calls that is worth speaking of (assumed)")
    unlike: float = _is(
        0.1, "D-1a, D-1b: how far from the median of people alike: same team, experience and skills (assumed)"
    )
    team_unlike: float = _is(0.15, "D-1c, D-1d: how far from all other teams together (assumed)")
    busy: float = _is(0.8, "D-1d: on_post_occupancy below which no team is called busy (assumed)")
    idle: float = _is(0.6, "D-1c: on_post_occupancy above which no team is called idle (assumed)")
    answered: float = _is(30, "D-1: calls to be expected of one whose figures are judged (assumed)")
    peers: float = _is(4, "D-1a, D-1b: people alike below which nobody is compared (assumed)")


def meanings(limits: Thresholds) -> list[tuple[str, float, str]]:
    """Each threshold with its value, what it means and where it comes from, in the language spoken."""
    return [(each.name, getattr(limits, each.name), _(each.metadata["meaning"])) for each in dataclasses.fields(limits)]


def thresholds_of(words: Iterable[str]) -> Thresholds:
    """The defaults but for what is said: ``queue_ratio=60%``, ``calls=50``."""
    return Thresholds(**dict(_said(word) for word in words))


def _said(word: str) -> tuple[str, float]:
    name, _equals, text = word.partition("=")
    name = name.strip()
    known = [each.name for each in dataclasses.fields(Thresholds)]
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = _(" Did you mean {near}?").format(near=near[0]) if near else ""
        raise HuawuError(_("--advice {word}: known are {known}.").format(word=word, known=", ".join(known)) + hint)
    number = _number(text.strip())
    if number is None:
        raise HuawuError(_("--advice {word}: it is written {name}=0.5 or {name}=50%").format(word=word, name=name))
    return name, number


def _number(text: str) -> float | None:
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
