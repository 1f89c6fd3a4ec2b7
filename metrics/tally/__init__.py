"""Events into sums: one text, interpreted for the live day and compiled for whole ledgers; sums of any parts add up."""

from metrics.tally.book import Book, book_of
from metrics.tally.folding import fold, fold_block, settle
from metrics.tally.sums import Running, Sums, empty_sums, merge, new_running
from metrics.tally.tally import Tally

__all__ = [
    "Book",
    "Running",
    "Sums",
    "Tally",
    "book_of",
    "empty_sums",
    "fold",
    "fold_block",
    "merge",
    "new_running",
    "settle",
]
