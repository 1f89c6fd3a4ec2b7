"""The one door: whatever happens comes to the rules through it, stamped, in one order (`events.md` rule 4).

An input is stamped when it comes, never earlier than the one before. Every wake that the rules asked for and that is
due by then is handled first, at its due time, so a live day's ledger is the one a virtual clock would have written.
What the rules write is kept by the journal; what they ask for happens once that is on disk. Refuses to know what
inputs mean and what commands do.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from acd.driven import Driven
from acd.events import Event, Kind
from acd.live.floor.clock import Clock
from acd.live.floor.journal import Journal
from acd.live.floor.lately import Lately
from acd.model import DAY, Centre, Command, Policy

Rule = Callable[[int], None]
"""An input with all its arguments but the time."""

Said = Mapping[Kind, Mapping[str, Any]]
"""Own fields that are no integers, for the events of a kind that one input writes."""

Effects = Sequence[Callable[[], None]]


class Door:
    """``follow`` is told, for each input in order, the events and the commands as they are written, and gives back what
    is to happen once they are on disk."""

    def __init__(
        self,
        driven: Driven,
        clock: Clock,
        journal: Journal,
        follow: Callable[[Sequence[Event], Sequence[Command]], Effects],
        last: int = 0,
    ) -> None:
        self._driven = driven
        self._clock = clock
        self._journal = journal
        self._follow = follow
        self._last = last
        self._alarm: tuple[int, Callable[[], None]] | None = None
        self._midnight: int | None = None
        self._day_begins: Callable[[int], None] = lambda _at: None
        self.lately = Lately()
        """What a new day's ledger says again."""

    @property
    def centre(self) -> Centre:
        return self._driven.centre

    @property
    def policy(self) -> Policy:
        return self._driven.policy

    @property
    def last(self) -> int:
        """When the latest input came."""
        return self._last

    def now(self) -> int:
        """The stamp that an input would get now."""
        return max(self._clock.now(), self._last)

    def activate(self, policy: Policy) -> None:
        """Decide by another policy from now on."""
        self._driven.policy = policy

    def begin_days(self, midnight: int, begins: Callable[[int], None]) -> None:
        """At this midnight and each one after it ``begins`` is called, before anything that happens then."""
        self._midnight, self._day_begins = midnight, begins
        self._set_alarm()

    def carried(self, by: int) -> dict[str, Any]:
        """The rules' rows as a day has them that begins then."""
        return self._driven.carried(by)

    def enter(self, rule: Rule, said: Said | None = None) -> int:
        """Let an input happen now; returns its stamp."""
        now = self.now()
        self._let_wake(now)
        self._happen(now, rule, said or {})
        self._set_alarm()
        return now

    def wake(self) -> None:
        """Let happen what is due by now."""
        self._let_wake(self.now())
        self._set_alarm()

    def _let_wake(self, now: int) -> None:
        while self._midnight is not None and self._midnight <= now:
            midnight = self._midnight
            self._wake_until(midnight - 1)
            self._last = max(self._last, midnight)
            self._midnight += DAY
            self._day_begins(midnight)
        self._wake_until(now)

    def _wake_until(self, now: int) -> None:
        while (wake := self._driven.next_wake()) is not None and wake.due <= now:
            self._driven.pop_wake()
            self._last = wake.due
            self._keep(self._driven.wake(wake), {})

    def _happen(self, now: int, rule: Rule, said: Said) -> None:
        self._last = now
        self._keep(self._driven.do(lambda: rule(now)), said)

    def _keep(self, events: Sequence[Event], said: Said) -> None:
        for event in events:
            self.lately.note(event)
        effects = self._follow(events, self._driven.asked)
        if events or effects:
            self._journal.keep([(event, said.get(Kind(event.kind))) for event in events], lambda: _happen(effects))

    def _set_alarm(self) -> None:
        """One alarm, for the first wake or the end of the day."""
        wake = self._driven.next_wake()
        due = min((t for t in (self._midnight, None if wake is None else wake.due) if t is not None), default=None)
        if self._alarm is not None and self._alarm[0] != due:
            self._alarm[1]()
            self._alarm = None
        if due is not None and self._alarm is None:
            self._alarm = due, self._clock.call_at(due, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self.wake()


def _happen(effects: Effects) -> None:
    for effect in effects:
        effect()
