"""What may be said of a difference: better, worse, or that it cannot be told apart from chance.

Knows how many things are looked at together. Refuses to know which figure or which variant it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from metrics.definitions import Kpi
from metrics.definitions.senses import is_better
from metrics.estimators.interval import LEVEL
from metrics.estimators.paired import holm

ERROR: Final = 1 - LEVEL


class Verdict(StrEnum):
    """``more`` and ``less``: surely different, but neither is better."""

    BETTER = "better"
    WORSE = "worse"
    MORE = "more"
    LESS = "less"
    UNCLEAR = "unclear"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of two variants: what it is under each, how much more the second has of it, and how sure that is.

    None where there is no value, or no interval yet. ``saved``: how many times as many days would be needed for the
    same interval, had each variant met callers of its own.
    """

    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    saved: float | None = None
    verdict: Verdict | None = None


def judge(kpi: Kpi, compared: Compared, p: float, has_sense: bool = True) -> Verdict | None:
    """``p``: as it counts among all that are looked at together; without a sense, nothing is better or worse."""
    first, second = compared.first, compared.second
    if compared.difference is None or first is None or second is None:
        return None
    if compared.difference == compared.low == compared.high == 0:
        return Verdict.SAME
    if math.isnan(p) or p > ERROR:
        return Verdict.UNCLEAR
    better = is_better(kpi, first, second) if has_sense else None
    if better is None:
        return Verdict.MORE if compared.difference > 0 else Verdict.LESS
    return Verdict.BETTER if better else Verdict.WORSE


def together(chances: Sequence[float | None]) -> list[float]:
    """Chances of differences as they count where the greatest of them would be picked out (Holm)."""
    return holm([math.nan if p is None else p for p in chances])
