"""Asterisk's ``queue_log`` as events, line by line, from a file read whole or from one that still grows.

Knows what each line means for the ledger: the same lines give the same events however they come. Refuses to know files
and clocks: who calls says where a line stands and, of a log that grows, what time it is.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from acd.events import AgentState, Event, Kind
from metrics.interchange.crew import Crew
from metrics.interchange.members import Members
from metrics.interchange.names import Register
from metrics.interchange.ordering import Ordering
from metrics.interchange.records import record_in
from metrics.interchange.steps import Act, Step
from metrics.interchange.visits import Visits
from metrics.ledger.errors import Malformed
from metrics.ledger.growing import Entry
from metrics.ledger.header import Header

HOUR: Final = 3600.0
"""Seconds that steps of a whole file are held back: no telephone rings as long, so the order is exact."""
_SECOND: Final = 1_000_000
_MOST_BROKEN: Final = 100


@dataclass(slots=True)
class Counted:
    """What was read: lines; unknown records by name; broken lines, the first of them with their places."""

    lines: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    places: list[str] = field(default_factory=list)


class Translator:
    """Lines in, events out; ``header`` is whole as far as the events given out so far need it.

    ``behind`` is for how many seconds steps are held back, so that rings known late stand where they began.
    ``caller`` says what is kept of a caller's number.
    """

    def __init__(
        self,
        *,
        zone: tzinfo | None = None,
        members: Mapping[str, str] | None = None,
        caller: Callable[[str], str | None] = lambda _number: None,
        behind: float = HOUR,
    ) -> None:
        self.header = Header(mode="live", scenario="queue_log", policy="asterisk app_queue")
        self.counted = Counted()
        self._zone = zone
        self._midnight: int | None = None
        self._now = 0
        self._out: list[Entry] = []
        register = Register(self.header)
        self._members = Members(members or {})
        self._crew = Crew(register, self._tell)
        self._visits = Visits(register, self._crew, self._tell, caller)
        self._ordering = Ordering(round(behind * _SECOND))

    @property
    def begun(self) -> bool:
        """Whether a line has said which day it is; before, there is nothing to write."""
        return self._midnight is not None

    @property
    def unplaced(self) -> int:
        """Steps that fitted no call: of calls of which the file does not have the beginning."""
        return self._visits.unplaced

    @property
    def open_calls(self) -> Collection[str]:
        """The calls that are not over."""
        return self._visits.open_calls

    def membership(self, at: int) -> Iterator[str]:
        """Who is a member of which queue, paused or not, as lines that say so at a time (seconds since 1970)."""
        return self._crew.as_lines(at)

    def keep_up(self, behind: float) -> list[Entry]:
        """Hold steps back for so many seconds only from now on; what that lets out."""
        return self._carried_out(self._ordering.keep_up(round(behind * _SECOND)))

    def take(self, line: str, place: str = "") -> list[Entry]:
        """The events that a line adds, those of earlier lines that were held back first."""
        self.counted.lines += 1
        try:
            record = record_in(line)
            steps = self._ordering.take(record)
        except Malformed as wrong:
            self._note_broken(f"{place}: {wrong}" if place else str(wrong))
            return []
        except KeyError as unknown:
            self.counted.unknown[str(unknown.args[0])[:40]] += 1
            return []
        self._note_day(record.at)
        return self._carried_out(steps)

    def due(self, now: float) -> list[Entry]:
        """The events that need not wait any longer at a time, in seconds since 1970."""
        return self._carried_out(self._ordering.due(int(now * _SECOND)))

    def finish(self, now: float | None = None) -> list[Entry]:
        """All that is left, and ``run.ended``: at the last event, or later where the time is given."""
        out = self._carried_out(self._ordering.rest())
        if now is not None and self._midnight is not None:
            self._now = max(self._now, int(now * _SECOND) - self._midnight)
        self._tell(Event(kind=Kind.RUN_ENDED))
        return out + self._taken()

    def standing(self) -> tuple[int, int, dict[AgentState, int]]:
        """How things stand: visits so far, callers waiting, agents by state."""
        return self._visits.count, self._visits.waiting, self._crew.counts()

    def _carried_out(self, steps: Iterable[Step]) -> list[Entry]:
        for step in steps:
            self._now = max(self._now, step.at - (self._midnight or 0))
            self._carry_out(step)
            self._visits.ring_wanted()
        return self._taken()

    def _carry_out(self, step: Step) -> None:
        of_visit = self._visits.takes.get(step.act)
        if of_visit is not None:
            of_visit(_named(step, self._members.name(step.agent)))
            return
        name, queue = self._members.name(step.agent), step.queue
        match step.act:
            case Act.JOIN:
                self._crew.joins(name, queue, step.text == "PAUSED")
            case Act.LEAVE:
                self._crew.leaves(name, queue)
            case Act.PAUSE:
                self._crew.pauses(name, queue, step.text)
            case Act.UNPAUSE:
                self._crew.goes_on(name, queue)
            case Act.LOG_IN | Act.LOG_OFF:
                self._crew.logs(self._members.of_pool(step.agent), step.act == Act.LOG_IN)

    def _tell(self, event: Event, own: Mapping[str, Any] | None = None) -> None:
        event.t = self._now
        self._out.append((event, own))

    def _taken(self) -> list[Entry]:
        out, self._out = self._out, []
        return out

    def _note_day(self, at: int) -> None:
        """The first line says which day it is; its offset holds for the whole ledger."""
        if self._midnight is None:
            first = datetime.fromtimestamp(at, self._zone).astimezone(self._zone)
            midnight = first.replace(hour=0, minute=0, second=0)
            self.header.epoch = midnight.isoformat()
            self._midnight = int((midnight - datetime.fromtimestamp(0, midnight.tzinfo)) / timedelta(microseconds=1))

    def _note_broken(self, said: str) -> None:
        self.counted.broken += 1
        if len(self.counted.places) < _MOST_BROKEN:
            self.counted.places.append(said)


def _named(step: Step, name: str) -> Step:
    return step if name == step.agent else Step(step.at, step.act, step.callid, step.queue, name, step.word, step.text)
