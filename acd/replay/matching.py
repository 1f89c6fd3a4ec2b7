"""A recorded day through the rules, event by event, until the first on which ledger and rules do not agree.

Knows the order in which things happen: what is due before an input comes first, at its due time. At the same
microsecond a live day has the deadline first (`events.md` rule 4); a simulated one knows no other order than that of
scheduling, and there a deadline comes before an input or after it as the ledger has it. Refuses to know what an event
means.
"""

from collections import deque
from dataclasses import dataclass

from acd.driven import Driven, Wake
from acd.events import Event, Kind, Unanswered
from acd.model import Order
from acd.replay.inputs import hand_in
from acd.replay.known import Known, rank
from acd.replay.recorded import DECISIONS, Line, Recorded
from acd.replay.rerouted import Rerouted
from acd.replay.situation import Situation

_WAKES = {
    Kind.CALL_OVERFLOWED: Order.WAKE_OVERFLOW,
    Kind.CALL_DEFLECTED: Order.WAKE_MAX_WAIT,
    Kind.CALL_UNANSWERED: Order.WAKE_NO_ANSWER,
    Kind.OUTBOUND_RESULT: Order.WAKE_NOT_CONNECTED,
}
"""The first event that each wake gives; that of a wrap-up's end is the same whether a limit or the agent ended it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first event on which ledger and rules differ.

    ``recorded`` is what the ledger has, ``owed`` what the rules give from there on (empty:
    nothing), ``cause`` the input or deadline at which they did so, by the first event that it gave.
    """

    seq: int
    t: int
    recorded: Event
    owed: tuple[Event, ...]
    cause: Line | None


class Matching:
    """One ledger against the rules; ``deadlines_first``: also at the same microsecond."""

    def __init__(
        self, replayed: Driven, recorded: Recorded, known: deque[Known], deadlines_first: bool, rerouted: Rerouted
    ) -> None:
        self.situation = Situation()
        self.decisions = 0
        self.inputs = 0
        self.rerouted: Line | None = None
        """Where the routing was changed to what the ledger does not tell: what follows cannot be decided again."""
        self._replayed = replayed
        self._recorded = recorded
        self._known = known
        self._early = int(deadlines_first)
        self._rerouted = rerouted
        self._owed: deque[Event] = deque()
        self._cause: Line | None = None

    def run(self) -> Difference | None:
        """Go through the whole ledger, or to the first difference, or to where nobody can say what should follow."""
        while (line := self._recorded.peek()) is not None:
            if not self._owed:
                self._go_on(line)
            if line.event.kind == Kind.POLICY_ACTIVATED and not self._owed and not self._reroute(line):
                self.rerouted = line
                return None
            if line.event.kind == Kind.RUN_ENDED and not self._owed:
                self._recorded.take()
            elif not self._owed or self._owed[0] != line.event:
                return Difference(line.seq, line.event.t, line.event, tuple(self._owed), self._cause)
            else:
                self._agreed(line)
        return None

    def _reroute(self, line: Line) -> bool:
        if not self._rerouted.is_told(line.seq):
            return False
        self._owed.extend(self._replayed.do(lambda: self._rerouted.happen(line.seq, line.event.t)))
        self.inputs += 1
        return True

    def _agreed(self, line: Line) -> None:
        self._recorded.take()
        self._owed.popleft()
        self._cause = self._cause or line
        self.situation.note(line.event)
        self.decisions += line.event.kind in DECISIONS

    def _go_on(self, line: Line) -> None:
        """What comes next, up to the event in hand: something due, or the input that this event records."""
        self._cause = None
        event = line.event
        while not self._owed and self._comes_due(event):
            pass
        if not self._owed:
            self._wake_now(event)
        if not self._owed:
            self._owed.extend(hand_in(self._replayed, self._recorded, event))
            self.inputs += bool(self._owed)

    def _comes_due(self, event: Event) -> bool:
        """Let the first thing happen that is due before this event; false where there is none."""
        wake = self._replayed.next_wake()
        known = self._known[0] if self._known else None
        if known is not None and (wake is None or known.t <= wake.due) and self._precedes(known, event):
            self._known.popleft()
            self._owed.extend(self._replayed.do(lambda: known.happen(self._replayed)))
            return True
        if wake is not None and wake.due < event.t + self._early:
            self._owed.extend(self._replayed.wake(self._replayed.pop_wake()))
            return True
        return False

    def _precedes(self, known: Known, event: Event) -> bool:
        return (known.t, known.rank) < (event.t, rank(self._replayed, event))

    def _wake_now(self, event: Event) -> None:
        """At the very time of the event, a wake of which it is the first sign."""
        order = _WAKES.get(Kind(event.kind))
        if order is None or (order == Order.WAKE_NO_ANSWER and event.a != Unanswered.NO_ANSWER):
            return
        others: list[Wake] = []
        while not self._owed and (wake := self._replayed.next_wake()) is not None and wake.due <= event.t:
            self._replayed.pop_wake()
            if wake.order == order and wake.number == event.call:
                self._owed.extend(self._replayed.wake(wake))
            else:
                others.append(wake)
        for wake in others:
            self._replayed.push_wake(wake)
