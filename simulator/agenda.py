"""What will happen when: a binary heap over recycled rows, ordered by time, then by order of scheduling.

``heap`` is a permutation of the rows: the first ``pending`` places are the heap, the rest are rows free for use. Only
integers move, so one text serves lists of dataclasses and NumPy tables. Knows nothing of what the entries mean.

Shift changes and arrivals do not pass through here: they are known beforehand, come as sorted lists, and rank before
what is scheduled for the same moment (`scenario.md`, order of simultaneous events).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from acd.events import NOBODY


@dataclass(slots=True)
class Entry:
    """Something scheduled; ``mark`` tells a call or an errand from its successor in the same row."""

    t: int = 0
    sequence: int = 0
    kind: int = 0
    call: int = NOBODY
    agent: int = NOBODY
    mark: int = NOBODY
    step: int = NOBODY


@dataclass(slots=True)
class Tip:
    """How many entries are pending, and how many were ever scheduled."""

    pending: int = 0
    scheduled: int = 0


class Agenda(NamedTuple):
    """The tables of an agenda: one tip, the entries, and the heap of their places."""

    tip: Sequence[Tip]
    entries: Sequence[Entry]
    heap: list[int]


def push(agenda: Agenda, t: int, kind: int, call: int, agent: int, mark: int, step: int) -> None:
    """Schedule an entry; at the same time it comes after all that were scheduled before."""
    tip = agenda.tip[0]
    heap = agenda.heap
    place = tip.pending
    row = heap[place]
    entry = agenda.entries[row]
    entry.t = t
    entry.sequence = tip.scheduled
    entry.kind = kind
    entry.call = call
    entry.agent = agent
    entry.mark = mark
    entry.step = step
    tip.scheduled += 1
    tip.pending += 1
    while place > 0:
        above = (place - 1) >> 1
        if agenda.entries[heap[above]].t <= t:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = row


def pop(agenda: Agenda) -> int:
    """Take the first entry off; its row stays readable until the next push.

    The gap goes down to a leaf by the earlier child each time, and the last row rises from there: it nearly always
    belongs at the bottom, so that one comparison a level does (Floyd's way, Knuth 5.2.3, exercise 18).
    """
    tip = agenda.tip[0]
    heap = agenda.heap
    first = heap[0]
    tip.pending -= 1
    last = tip.pending
    row = heap[last]
    heap[last] = first
    place = 0
    child = 1
    while child < last:
        if child + 1 < last and _before(agenda, heap[child + 1], heap[child]):
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    while place > 0:
        above = (place - 1) >> 1
        if not _before(agenda, row, heap[above]):
            break
        heap[place] = heap[above]
        place = above
    if last > 0:
        heap[place] = row
    return first


def _before(agenda: Agenda, row: int, other: int) -> bool:
    mine = agenda.entries[row]
    theirs = agenda.entries[other]
    return mine.t < theirs.t or (mine.t == theirs.t and mine.sequence < theirs.sequence)
