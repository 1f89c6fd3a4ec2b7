"""Where in the frame a moment, a span of time, a name belongs.

Knows interval borders and the measured window. Refuses to know what is counted there. In the subset of Python that
compiles.
"""

from metrics.tally.book import DAY
from metrics.tally.rows import Clock, Counts, Frame


def tick(clock: Clock, frame: Frame, t: int) -> None:
    """Bring the clock to the interval of ``t``; time never goes back."""
    if t >= clock.ends:
        clock.index = (t - frame.origin) // frame.interval
        clock.starts = frame.origin + clock.index * frame.interval
        clock.ends = clock.starts + frame.interval
        inside = max(0, min(clock.index, frame.intervals - 1))
        clock.day = (frame.origin + inside * frame.interval) // DAY - frame.origin // DAY
    if t < frame.start or t >= frame.calls_end:
        clock.interval = frame.intervals
    else:
        clock.interval = min(clock.index, frame.intervals - 1)


def spread(row: Counts, clock: Clock, frame: Frame, start: int, end: int) -> None:
    """Add a span of time to a row of intervals, split at their borders, within the measured window."""
    start = max(start, frame.start)
    end = min(end, frame.end)
    if start >= end:
        return
    if start >= clock.starts and end <= clock.ends:
        row[clock.index] += end - start
        return
    index = (start - frame.origin) // frame.interval
    border = frame.origin + (index + 1) * frame.interval
    while start < end:
        row[index] += min(border, end) - start
        start = border
        border += frame.interval
        index += 1


def pair_of(frame: Frame, call_type: int, group: int) -> int:
    """The row of a call type and group in ``Sums.calls``."""
    return call_type * (frame.groups + 1) + group


def place(index: int, size: int) -> int:
    """An index, or the last place for one that is unknown or absent."""
    return index if 0 <= index < size else size
