"""How long the queues are, and for how long.

Knows who stands in which queue. Refuses to know why. In the subset of Python that compiles.
"""

from acd.events import NOBODY
from metrics.tally.book import Book
from metrics.tally.rows import Clock, Frame, Line, OpenCall, Table
from metrics.tally.sums import Running, Sums


def join_line(running: Running, sums: Sums, book: Book, call: OpenCall, group: int, t: int) -> None:
    """A call begins to wait in the queue of a group."""
    leave_line(running, sums, book, call, t)
    call.line = group
    lengthen(running, sums, book, group, t, 1)


def leave_line(running: Running, sums: Sums, book: Book, call: OpenCall, t: int) -> None:
    """A call stops waiting, if it was."""
    if call.line != NOBODY:
        lengthen(running, sums, book, call.line, t, -1)
        call.line = NOBODY


def lengthen(running: Running, sums: Sums, book: Book, group: int, t: int, by: int) -> None:
    """One more or one fewer in the queue of a group, and of the centre."""
    frame = book.frame[0]
    clock = running.clock[0]
    if group < frame.groups:
        change_length(running.lines[group], sums.queues[group], clock, frame, t, by)
    change_length(running.lines[frame.groups], sums.queues[frame.groups], clock, frame, t, by)


def change_length(line: Line, cells: Table, clock: Clock, frame: Frame, t: int, by: int) -> None:
    """Count the time until now, then change the length."""
    count_line(line, cells, clock, frame, t)
    line.length += by
    cell = cells[clock.interval]
    cell.longest_queue = max(cell.longest_queue, line.length)


def count_line(line: Line, cells: Table, clock: Clock, frame: Frame, t: int) -> None:
    """Add the time since the queue last changed: the integral of its length, split at interval borders."""
    start = max(line.counted, frame.start)
    line.counted = t
    end = min(t, frame.end)
    if line.length == 0 or start >= end:
        return
    index = clock.index if start >= clock.starts else (start - frame.origin) // frame.interval
    border = frame.origin + (index + 1) * frame.interval
    while start < end:
        cell = cells[index]
        cell.time += line.length * (min(border, end) - start)
        cell.longest_queue = max(cell.longest_queue, line.length)
        start = border
        border += frame.interval
        index += 1
