"""Routing of the bank: the longest waiting is served next, where customers of priority 2 are taken to have waited 90 s.

A policy of the user's own, in the subset of Python that compiles (`scenario.md`, ``choose_call``).
"""

from typing import Final

from acd.events import NOBODY
from acd.model import Centre, may_take

CREDIT: Final = 90_000_000
"""µs of waiting credited to a call for each step of its ``priority`` (README beside the data)."""


def credited(centre: Centre, now: int, a: int) -> int:  # noqa: ARG001 - a policy is given the time
    """The waiting call that a freed agent takes, or ``NOBODY``. Within a queue the head has waited longest."""
    best = NOBODY
    since = 0
    for q in range(len(centre.queues)):
        c = centre.queues[q].head
        if c != NOBODY and may_take(centre, a, c):
            began = centre.calls[c].offered - CREDIT * centre.calls[c].priority
            if best == NOBODY or began < since:
                best = c
                since = began
    return best
