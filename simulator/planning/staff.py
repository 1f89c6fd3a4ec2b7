"""People needed (人员需求) for a volume of calls: by the sources' formula, by Erlang C and by Erlang A.

One group in one interval, as if it were alone and the interval lasted for ever. Refuses to know scenarios and rosters.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_c import ErlangC
from simulator.planning.station import require_moment, require_positive, require_share


@dataclass(frozen=True, slots=True)
class Target:
    """A service level: the share of callers offered to be answered within so many seconds."""

    share: float
    within: float

    def __post_init__(self) -> None:
        require_share(target=self.share)
        require_moment(self.within)


def on_line(offered: float, aht: float, interval: float, utilisation: float) -> int:
    """People on line: ceil(calls x AHT / (interval x 人员利用率)), seconds throughout (operations.md 3.3)."""
    require_positive(interval=interval)
    require_share(utilisation=utilisation)
    if not offered:
        return 0
    require_positive(offered=offered, aht=aht)
    return _whole_people(offered * aht / (interval * utilisation))


def rostered(people: int, attendance: float) -> int:
    """People to roster so that so many come: ceil(people / 出勤率) (operations.md 3.3)."""
    require_share(attendance=attendance)
    return _whole_people(people / attendance)


def by_erlang_c(arrival_rate: float, aht: float, target: Target) -> int:
    """Fewest agents that meet the target with callers who wait for ever; calls per second, seconds."""
    if not arrival_rate:
        return 0
    return _fewest(lambda n: ErlangC(arrival_rate, aht, n).answered_within(target.within) >= target.share)


def by_erlang_a(arrival_rate: float, aht: float, patience: float, target: Target) -> int:
    """Fewest agents that meet the target with callers of exponential patience; those who hang up count as missed."""
    if not arrival_rate:
        return 0
    return _fewest(lambda n: ErlangA(arrival_rate, aht, n, patience).answered_within(target.within) >= target.share)


def _whole_people(people: float) -> int:
    return math.ceil(round(people, 9))


def _fewest(enough: Callable[[int], bool]) -> int:
    """The least n >= 1 that is enough, where more never harms."""
    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
