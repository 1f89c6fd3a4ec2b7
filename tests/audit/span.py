"""The day of a generated centre: a third of an hour, an hour across midnight, or a whole day of 24 hours."""

import random
from dataclasses import dataclass

DAY = 86_400
SECONDS = 1200
"""Of the shortest day; in longer ones everything lasts longer in proportion, up to a limit."""
SLOWEST = 8


@dataclass(frozen=True)
class Span:
    """From when, in seconds since midnight, for how long, in how many intervals."""

    opens: int
    length: int
    intervals: int

    def moment(self, share: float) -> int:
        """Seconds since midnight when that share of the day is over, to the whole ten."""
        return self.opens + round(self.length * share / 10) * 10

    def time(self, share: float) -> str:
        """The same as a time of the day that began before, ``24:10`` after midnight."""
        return _written(self.moment(share))

    def clock(self, share: float) -> str:
        """The same as the clock shows it."""
        return _written(self.moment(share) % DAY)

    def lasts(self, seconds: float) -> str:
        """A duration that is so long in the shortest day."""
        return f"{seconds * min(self.length / SECONDS, SLOWEST):g}s"

    def rate(self, calls: float) -> str:
        """So many calls a day."""
        return f"{calls * 3600 / self.length:g}/h"


def a_span(rng: random.Random) -> Span:
    """Mostly the shortest."""
    length, opens = rng.choice([*[(SECONDS, 8 * 3600)] * 5, (SECONDS, DAY - 500), (3600, DAY - 2400), (DAY, 0)])
    return Span(opens, length, 10)


def _written(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
