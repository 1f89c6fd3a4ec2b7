"""Calls that are not over, found by number in an open-addressing table whose rows are used again.

Knows where a call's row is. Refuses to know what stands in it. In the subset of Python that compiles.
"""

from acd.events import NOBODY
from metrics.tally.rows import Table


def place_of(calls: Table, number: int) -> int:
    """The row of an open call, or the free row where it belongs."""
    mask = len(calls) - 1
    at = number & mask
    while calls[at].number != number and calls[at].number != NOBODY:
        at = (at + 1) & mask
    return at


def forget(calls: Table, hole: int) -> None:
    """Free a row; those that stood behind it because of it move up."""
    mask = len(calls) - 1
    at = (hole + 1) & mask
    while calls[at].number != NOBODY:
        home = calls[at].number & mask
        if ((at - home) & mask) >= ((at - hole) & mask):
            calls[hole] = calls[at]
            hole = at
        at = (at + 1) & mask
    calls[hole].number = NOBODY
