"""A tally in progress: feeds blocks of events to the fold, interpreted or compiled, and gives it room as it needs.

Knows how to drive the fold. Refuses to know what it counts.
"""

import numpy as np
import numpy.typing as npt

from acd.events import NOBODY, Event, Kind
from metrics.ledger.rows import EVENT
from metrics.tally.book import Book
from metrics.tally.folding import fold, has_room, settle
from metrics.tally.sums import Running, Sums, clear, empty_sums, grown, new_running


class Tally:
    """Sums of the events seen so far; :meth:`look` and :meth:`finish` bring time in state up to a moment."""

    def __init__(self, book: Book, running: Running | None = None) -> None:
        """Begin with nothing, or after the part of a ledger that left ``running`` behind."""
        self.book = book
        self.running = running or new_running(book)
        self.sums: Sums = empty_sums(book)

    def add(self, event: Event) -> None:
        """Fold one event of Python integers, interpreted."""
        while not has_room(self.running, self.book, event):
            self.running = grown(self.running)
        fold(self.running, self.sums, self.book, event)

    def add_block(self, events: npt.NDArray[np.void]) -> None:
        """Fold rows of :class:`acd.events.Event`, compiled."""
        from metrics.tally.native import fold_events  # here, since only blocks want Numba

        done = 0
        while done < len(events):
            done = fold_events(self.running, self.sums, self.book, events, done)
            if done < len(events):
                self.running = grown(self.running)

    def look(self, t: int) -> Sums:
        """The sums as of ``t``, not before the last event; may be called again and again."""
        settle(self.running, self.sums, self.book, t)
        return self.sums

    def finish(self, last: int) -> Sums:
        """The sums of a run that has ended, its last event at ``last``; it lasted as long as is measured."""
        self.add_block(np.array([(last, Kind.RUN_ENDED, *[NOBODY] * 6)], EVENT))
        return self.sums

    def restart(self) -> None:
        """Forget everything, for the next replication in the same memory."""
        clear(self.sums)
        self.running = new_running(self.book, len(self.running.calls), self.running.plans.shape[1])
