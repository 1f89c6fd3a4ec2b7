"""Calls that are not over, found by number: an open-addressing index over recycled rows.

Knows where a call's row is. Refuses to know what stands in it. In the subset of Python that compiles.
"""

from acd.events import NOBODY
from metrics.tally.sums import Running


def find_call(running: Running, number: int) -> int:
    """The row of an open call, or ``NOBODY``."""
    slots = running.slots
    mask = len(slots) - 1
    at = number & mask
    while slots[at] != NOBODY:
        if running.calls[slots[at]].number == number:
            return slots[at]
        at = (at + 1) & mask
    return NOBODY


def open_call(running: Running, number: int) -> int:
    """A row for a call that begins; there must be a free one."""
    slots = running.slots
    mask = len(slots) - 1
    at = number & mask
    while slots[at] != NOBODY:
        at = (at + 1) & mask
    clock = running.clock[0]
    clock.free -= 1
    slots[at] = running.free[clock.free]
    return slots[at]


def close_call(running: Running, number: int) -> None:
    """The call is over: its row is free again, and those that stood behind it in the index move up."""
    slots = running.slots
    mask = len(slots) - 1
    hole = number & mask
    while running.calls[slots[hole]].number != number:
        hole = (hole + 1) & mask
    clock = running.clock[0]
    running.free[clock.free] = slots[hole]
    clock.free += 1
    at = (hole + 1) & mask
    while slots[at] != NOBODY:
        home = running.calls[slots[at]].number & mask
        if ((at - home) & mask) >= ((at - hole) & mask):
            slots[hole] = slots[at]
            hole = at
        at = (at + 1) & mask
    slots[hole] = NOBODY
