"""One event into sums: the only way anything is counted. Interpreted live, compiled over whole ledgers.

Knows which events concern calls, which agents. Refuses to know KPIs. In the subset of Python that compiles.
"""

from acd.events import Event, Kind
from metrics.tally.agents import count_agent, fold_agent, has_room
from metrics.tally.book import Book
from metrics.tally.calls import fold_call
from metrics.tally.intervals import tick
from metrics.tally.queues import count_line
from metrics.tally.rows import Table
from metrics.tally.sums import Running, Sums


def fold(running: Running, sums: Sums, book: Book, event: Event) -> None:
    """Fold one event; there must be room (:func:`metrics.tally.agents.has_room`)."""
    tick(running, book, event.t)
    if event.kind >= Kind.AGENT_SIGNED_IN:
        fold_agent(running, sums, book, event)
    elif event.kind >= Kind.CALL_ARRIVED:
        fold_call(running, sums, book, event)


def fold_block(running: Running, sums: Sums, book: Book, events: Table, first: int, end: int) -> int:
    """Fold ``events[first:end]``; returns where it stopped: ``end``, or an event for which ``running`` must grow."""
    for i in range(first, end):
        if not has_room(running, book, events[i]):
            return i
        fold(running, sums, book, events[i])
    return end


def settle(running: Running, sums: Sums, book: Book, t: int) -> None:
    """Count time in state and in queues up to ``t``; at the end of a ledger, or for a look at a live day."""
    tick(running, book, t)
    for a in range(book.agents + 1):
        count_agent(running, sums, book, a, t)
    for group in range(book.groups + 1):
        count_line(running, sums, book, group, t)
