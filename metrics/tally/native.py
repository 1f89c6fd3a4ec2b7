"""The fold, compiled: the same text as interpreted, over tables handed in as one word each.

Knows what the compiled fold is made of. Refuses to know what it counts. Imported only where blocks are folded, because
the wallboard does without Numba.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from acd.events import Event
from metrics.compiled import compiled, dtype_of
from metrics.tables import Tables
from metrics.tally import agents, book, calls, folding, histogram, intervals, open_calls, queues, sums
from metrics.tally.book import Book
from metrics.tally.sums import Running, Sums

SOURCES = (folding, agents, book, calls, histogram, intervals, open_calls, queues, sums)


def fold_events(running: Running, sums: Sums, book: Book, events: npt.NDArray[np.void], first: int) -> int:
    """Fold ``events[first:]``; returns where it stopped for want of room, or how many events there are."""
    rows = events.view(dtype_of(Event))
    return int(_fold_block()(Tables(running), Tables(sums), Tables(book), rows, first, len(rows)))


@cache
def _fold_block() -> Any:
    return compiled(folding.fold_block, SOURCES)
