"""Where in the frame a moment or a span of time belongs.

Knows interval borders and the measured window. Refuses to know what is counted there. In the subset of Python that
compiles.
"""

from metrics.tally.book import Book
from metrics.tally.rows import Counts
from metrics.tally.sums import Running


def tick(running: Running, book: Book, t: int) -> None:
    """Bring the clock to the interval of ``t``; time never goes back."""
    clock = running.clock[0]
    if t >= clock.ends:
        clock.index = (t - book.origin) // book.interval
        clock.starts = book.origin + clock.index * book.interval
        clock.ends = clock.starts + book.interval


def measured_interval(running: Running, book: Book, t: int) -> int:
    """The interval of a call offered (or arrived) now; the last place where that is not measured."""
    if t < book.start or t >= book.calls_end:
        return book.intervals
    return min(running.clock[0].index, book.intervals - 1)


def nearest_day(running: Running, book: Book) -> int:
    """The day of now; before and after the frame its first and last."""
    return book.day_of[max(0, min(running.clock[0].index, book.intervals - 1))]


def spread(row: Counts, running: Running, book: Book, start: int, end: int, weight: int) -> None:
    """Add a span of time, times a weight, to a row of intervals, split at their borders, within the measured window."""
    start = max(start, book.start)
    end = min(end, book.end)
    if start >= end:
        return
    clock = running.clock[0]
    if start >= clock.starts and end <= clock.ends:
        row[clock.index] += weight * (end - start)
        return
    index = (start - book.origin) // book.interval
    border = book.origin + (index + 1) * book.interval
    while start < end:
        row[index] += weight * (min(border, end) - start)
        start = border
        border += book.interval
        index += 1


def place(index: int, size: int) -> int:
    """An index, or the last place for one that is unknown or absent."""
    return index if 0 <= index < size else size
