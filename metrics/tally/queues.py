"""How long the queues are, and for how long.

Knows who stands in which queue. Refuses to know why. In the subset of Python that compiles.
"""

from acd.events import NOBODY, Event
from metrics.tally.book import Book
from metrics.tally.intervals import measured_interval, place, spread
from metrics.tally.rows import OpenCall
from metrics.tally.sums import Running, Sums


def join_line(running: Running, sums: Sums, book: Book, call: OpenCall, event: Event) -> None:
    """A call begins to wait in the queue of the event's group."""
    leave_line(running, sums, book, call, event.t)
    call.line = place(event.group, book.groups) if event.group != NOBODY else call.group
    _lengthen(running, sums, book, call.line, event.t, 1)


def leave_line(running: Running, sums: Sums, book: Book, call: OpenCall, t: int) -> None:
    """A call stops waiting, if it was."""
    if call.line != NOBODY:
        _lengthen(running, sums, book, call.line, t, -1)
        call.line = NOBODY


def _lengthen(running: Running, sums: Sums, book: Book, group: int, t: int, by: int) -> None:
    if group < book.groups:
        count_line(running, sums, book, group, t)
        running.lines[group].length += by
        _peak(running, sums, book, group, t)
    count_line(running, sums, book, book.groups, t)
    running.lines[book.groups].length += by
    _peak(running, sums, book, book.groups, t)


def count_line(running: Running, sums: Sums, book: Book, group: int, t: int) -> None:
    """Add the time since the queue last changed; a queue that stands at a border is the longest so far of what follows."""
    line = running.lines[group]
    start = line.counted
    if line.length > 0:
        spread(sums.queue[group], running, book, start, t, line.length)
        if start < running.clock[0].starts:
            _stand(sums, book, group, start, t, line.length)
    line.counted = t


def _stand(sums: Sums, book: Book, group: int, start: int, t: int, length: int) -> None:
    """The queue stood unchanged across interval borders: each interval it reached has been at least that long."""
    index = max((max(start, book.start) - book.origin) // book.interval, 0)
    while index < book.intervals and book.origin + index * book.interval < t:
        peak = sums.peaks[group, index]
        peak.queue = max(peak.queue, length)
        index += 1


def _peak(running: Running, sums: Sums, book: Book, group: int, t: int) -> None:
    peak = sums.peaks[group, measured_interval(running, book, t)]
    peak.queue = max(peak.queue, running.lines[group].length)
