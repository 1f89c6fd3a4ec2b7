"""Whether variants really meet the same callers.

Knows drawn days. Refuses to know what variants are meant to change.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from simulator.day import Simulator
from simulator.workload import Workload, draw_day


class Callers(StrEnum):
    """The first's callers: all about them, only when they call, or others."""

    SAME = "same"
    SAME_ARRIVALS = "same_arrivals"
    OTHERS = "others"


def callers(simulators: Sequence[Simulator]) -> list[Callers]:
    """How each variant's first day begins, against that of the first."""
    drawn = [draw_day(simulator.layout, 1, simulator.seed) for simulator in simulators]
    return [_alike(drawn[0], each) for each in drawn]


def _alike(first: Workload, other: Workload) -> Callers:
    if not np.array_equal(first.draws["arrives"], other.draws["arrives"]):
        return Callers.OTHERS
    same = all(
        np.array_equal(getattr(first, part), getattr(other, part)) for part in ("draws", "answers", "misses", "chances")
    )
    return Callers.SAME if same else Callers.SAME_ARRIVALS
