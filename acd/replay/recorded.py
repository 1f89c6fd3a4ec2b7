"""A ledger's events in order, with a look ahead.

Knows which events are the rules' business and which are only notes beside them. Refuses to know what follows from any.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from acd.events import Event, Kind
from metrics.ledger import UNKNOWN, Ledger

DECISIONS: Final = frozenset(
    {Kind.CALL_BLOCKED, Kind.CALL_QUEUED, Kind.CALL_OVERFLOWED, Kind.CALL_DEFLECTED, Kind.CALL_RINGING}
)
"""What the rules choose (`events.md`, column K)."""

NOTES: Final = frozenset(
    {
        UNKNOWN,
        Kind.RUN_STARTED,
        Kind.SHIFT_PLANNED,
        Kind.CALL_ANNOUNCED,
        Kind.CALL_CODED,
        Kind.CALL_SURVEY_SENT,
        Kind.CALL_RATED,
        Kind.AGENT_HELP_REQUESTED,
        Kind.AGENT_HELP_ANSWERED,
        Kind.RECORDING_STARTED,
        Kind.RECORDING_PAUSED,
        Kind.RECORDING_RESUMED,
        Kind.RECORDING_ENDED,
        Kind.QUALITY_SAMPLED,
    }
)
"""Neither asked of the rules nor given by them: passed over."""


class Line(NamedTuple):
    """An event and its place in the ledger."""

    seq: int
    event: Event


class Recorded:
    """The events that concern the rules, one by one; blocks of the ledger are read as they are needed."""

    def __init__(self, ledger: Ledger) -> None:
        self.events = 0
        """All events read so far, notes among them."""
        self._restated = range(1, 1 + (ledger.header.carried or {}).get("events", 0))
        """Events after the first that are of the day before."""
        self._ahead: deque[Line] = deque()
        self._rest = self._lines(ledger)

    def peek(self, places: int = 0) -> Line | None:
        """The next event, or one some places after it; ``None`` where the ledger ends before."""
        while len(self._ahead) <= places:
            line = next(self._rest, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[places]

    def take(self) -> Line:
        """The next event, which then is the last one's."""
        return self._ahead.popleft()

    def same_time(self, places: int = 0) -> Iterator[Event]:
        """The events from some place on, as long as they stand at the time of the next one."""
        first = self.peek()
        while first is not None and (line := self.peek(places)) is not None and line.event.t == first.event.t:
            yield line.event
            places += 1

    def _lines(self, ledger: Ledger) -> Iterator[Line]:
        for block in ledger.blocks():
            for row in block.tolist():
                self.events += 1
                if row[1] not in NOTES and self.events - 1 not in self._restated:
                    yield Line(self.events - 1, Event(*row))
