"""Moments in the order of time, though lines tell some of them late.

A ring is known only when it is over. Steps therefore wait here for a while: in a file read whole for an hour, longer
than any telephone rings, so that the order is exact; of a log that is followed as long as its reader chooses to be
behind. What comes later still is let out at once, and happens when the reader already is.
Refuses to know what steps do.
"""

import heapq
from itertools import count

from metrics.interchange.records import Record
from metrics.interchange.steps import Stage, Step, stage_after, steps_of


class Ordering:
    """Steps held back by ``behind`` microseconds."""

    def __init__(self, behind: int) -> None:
        self._behind = behind
        self._latest = 0
        self._waiting: list[tuple[int, int, Step]] = []
        self._numbers = count()
        self._stages: dict[str, Stage] = {}

    def take(self, record: Record) -> list[Step]:
        """Add what a record tells, and let out what is due by its time.

        Raises :class:`KeyError` for a record of unknown kind and ``Malformed`` for one that says too little; then
        nothing is added.
        """
        for step in steps_of(record, self._stages.get(record.callid, Stage.UNKNOWN)):
            self._note(step)
            heapq.heappush(self._waiting, (step.at, next(self._numbers), step))
        return self.due(record.at * 1_000_000)

    def due(self, now: int) -> list[Step]:
        """What is no longer held back at a time, in microseconds since 1970."""
        self._latest = max(self._latest, now)
        out = []
        while self._waiting and self._waiting[0][0] <= now - self._behind:
            out.append(heapq.heappop(self._waiting)[-1])
        return out

    def keep_up(self, behind: int) -> list[Step]:
        """Hold back for so long only from now on; what that lets out."""
        self._behind = behind
        return self.due(self._latest)

    def rest(self) -> list[Step]:
        """All that is held back still."""
        out = [step for _at, _number, step in sorted(self._waiting, key=lambda each: each[:2])]
        self._waiting.clear()
        return out

    def _note(self, step: Step) -> None:
        before = self._stages.get(step.callid, Stage.UNKNOWN)
        after = stage_after(step, before)
        if after == Stage.UNKNOWN:
            self._stages.pop(step.callid, None)
        else:
            self._stages[step.callid] = after
