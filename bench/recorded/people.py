"""Who was on, who could serve whom, and how long people paused between calls: none of it recorded, all of it inferred.

Knows services (agent, start, end) and queues. Refuses to know waits as results: whether somebody is counted as on
depends on services alone.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bench.recorded.bank_log import Recorded

GROUPS: Final = {"PS": "regular", "PE": "regular", "TT": "regular", "NW": "prospects", "NE": "stock", "IN": "internet"}
"""The queue in which each type of the log stands."""

HALF_OF_ALL: Final = 0.5
"""Whoever serves a group at least half as often as everybody together holds its skill."""


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of work: on from ``on``; no new call after ``off``. Seconds since midnight."""

    agent: str
    on: int
    off: int


Services = dict[str, list[tuple[int, int]]]


def services(calls: Iterable[Recorded]) -> Services:
    """Start and end of each agent's services of a day, in order."""
    found: Services = defaultdict(list)
    for call in calls:
        if call.begins is not None and call.ends is not None:
            found[call.agent].append((call.begins, call.ends))
    return {agent: sorted(own) for agent, own in sorted(found.items())}


def sessions(calls: Iterable[Recorded], gap: int) -> list[Session]:
    """On from the start of a service to the start of the last before a gap of more than ``gap`` seconds.

    The last call of a stretch is finished, so ``off`` is its start: a simulated person finishes one then, too.
    """
    found = []
    for agent, own in services(calls).items():
        on, off, free = own[0][0], own[0][0], own[0][1]
        for begins, ends in own[1:]:
            if begins - free > gap:
                found.append(Session(agent, on, off))
                on = begins
            off, free = begins, max(free, ends)
        found.append(Session(agent, on, off))
    return found


def half_hours(calls: Iterable[Recorded]) -> list[Session]:
    """On during each whole half hour in which the agent began a service."""
    slots = {(agent, begins // 1_800) for agent, own in services(calls).items() for begins, _ends in own}
    found: list[Session] = []
    for agent, slot in sorted(slots):
        if found and found[-1].agent == agent and found[-1].off == slot * 1_800:
            found[-1] = Session(agent, found[-1].on, (slot + 1) * 1_800)
        else:
            found.append(Session(agent, slot * 1_800, (slot + 1) * 1_800))
    return found


def skills(calls: Iterable[Recorded]) -> dict[str, list[str]]:
    """The groups that each agent serves; whoever is not seen serves what everybody mostly serves (``""``)."""
    own: dict[str, Counter[str]] = defaultdict(Counter)
    everybody: Counter[str] = Counter()
    for call in calls:
        if call.begins is not None:
            own[call.agent][GROUPS[call.kind]] += 1
            everybody[GROUPS[call.kind]] += 1
    total = everybody.total()
    held = {
        agent: [g for g in everybody if served[g] / served.total() >= HALF_OF_ALL * everybody[g] / total]
        for agent, served in own.items()
    }
    return held | {"": [everybody.most_common(1)[0][0]]}


def pauses(calls: Sequence[Recorded], held: dict[str, list[str]], longest: int) -> Iterator[tuple[float, bool]]:
    """Time from a service's end to the agent's next start while somebody waits whom the agent may serve.

    (seconds, seen): not seen where the waiting ended first. Beyond ``longest`` it is no pause but time off.
    """
    for agent, own in services(calls).items():
        busy = _busy(calls, set(held.get(agent, held[""])))
        starts = [start for start, _end in busy]
        for (_begins, ends), (begins, _ends) in pairwise(own):
            k = bisect_right(starts, ends) - 1
            if k < 0 or busy[k][1] <= ends or begins - ends > longest:
                continue
            until = busy[k][1]
            seen = begins <= until + 2  # a service starts up to 2 s around the end of the wait
            yield float(max(begins - ends, 0) if seen else until - ends), seen


def _busy(calls: Iterable[Recorded], groups: set[str]) -> list[tuple[int, int]]:
    """The stretches in which somebody of these groups waits, in order and apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((c.offered, c.offered + c.wait) for c in calls if c.queued and GROUPS[c.kind] in groups):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
