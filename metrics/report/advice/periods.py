"""Stretches of the day in which something holds.

Knows intervals that follow one another. Refuses to know what holds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from metrics.report.reading import Figures


@dataclass(frozen=True, slots=True)
class Period:
    """Intervals that follow one another: first and last by their place, and how the period is called."""

    first: int
    last: int
    called: str

    def of(self, places: Sequence[Figures]) -> Sequence[Figures]:
        """What belongs to it."""
        return places[self.first : self.last + 1]


def periods(starts: Sequence[str], places: Sequence[Figures], holds: Callable[[Figures], bool]) -> Iterator[Period]:
    """The longest runs of intervals in each of which something holds."""
    first = None
    for k in range(len(places) + 1):
        held = k < len(places) and holds(places[k])
        if held and first is None:
            first = k
        elif not held and first is not None:
            yield Period(first, k - 1, f"{starts[first]}–{_end(starts, k - 1)}")
            first = None


def _end(starts: Sequence[str], k: int) -> str:
    """The end of an interval: the next one's start, the last as long as the first."""
    if k + 1 < len(starts):
        return starts[k + 1]
    minutes = [60 * int(hour) + int(minute) for hour, minute in (start.split(":") for start in starts)]
    end = minutes[-1] + (minutes[1] - minutes[0] if len(minutes) > 1 else 0)
    return f"{end // 60:02d}:{end % 60:02d}"
