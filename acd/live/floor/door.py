"""The one door: whatever happens comes to the rules through it, stamped, in one order (`events.md` rule 4).

An input is stamped when it comes, never earlier than the one before. Every wake that the rules asked for and that is
due by then is handled first, at its due time, so a live day's ledger is the one a virtual clock would have written.
What the rules write is kept by the journal; what they ask for happens once that is on disk. Refuses to know what
inputs mean and what commands do.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from acd.events import NOBODY, Event, Kind
from acd.live.floor.clock import Clock
from acd.live.floor.journal import Journal
from acd.live.floor.rows import Rows
from acd.model import Centre, Command, Order, Policy
from acd.rules import max_wait_due, no_answer, overflow_due, wrap_up_due

Rule = Callable[[int], None]
"""An input with all its arguments but the time."""

Said = Mapping[Kind, Mapping[str, Any]]
"""Own fields that are no integers, for the events of a kind that one input writes."""

Effects = Sequence[Callable[[], None]]

_WAKES: Final = {Order.WAKE_NO_ANSWER, Order.WAKE_OVERFLOW, Order.WAKE_MAX_WAIT, Order.WAKE_WRAP_UP}


class Door:
    """``follow`` is told, for each input in order, the events and the commands as they are written, and gives back what
    is to happen once they are on disk."""

    def __init__(
        self,
        rows: Rows,
        policy: Policy,
        clock: Clock,
        journal: Journal,
        follow: Callable[[Sequence[Event], Sequence[Command]], Effects],
    ) -> None:
        self._rows = rows
        self._policy = policy
        self._clock = clock
        self._journal = journal
        self._follow = follow
        self._wakes: list[tuple[int, int, Rule]] = []
        self._count = 0
        self._last = 0
        self._alarm: tuple[int, Callable[[], None]] | None = None

    @property
    def centre(self) -> Centre:
        return self._rows.centre

    @property
    def policy(self) -> Policy:
        return self._policy

    @property
    def last(self) -> int:
        """When the latest input came."""
        return self._last

    def now(self) -> int:
        """The stamp that an input would get now."""
        return max(self._clock.now(), self._last)

    def activate(self, policy: Policy) -> None:
        """Decide by another policy from now on."""
        self._policy = policy

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
        while self._wakes and self._wakes[0][0] <= now:
            due, _count, rule = heapq.heappop(self._wakes)
            self._happen(max(due, self._last), rule, {})

    def _happen(self, now: int, rule: Rule, said: Said) -> None:
        self._last = now
        rule(now)
        events, commands = self._rows.written()
        for command in commands:
            if command.order in _WAKES:
                self._remember(command)
        effects = self._follow(events, commands)
        if events or effects:
            self._journal.keep([(event, said.get(Kind(event.kind))) for event in events], lambda: _happen(effects))

    def _remember(self, command: Command) -> None:
        rule = self._woken(command)
        self._count += 1
        heapq.heappush(self._wakes, (command.at, self._count, rule))

    def _woken(self, command: Command) -> Rule:
        """The input that a wake is, told whom it was asked for: whatever happens before then may have changed that."""
        centre, c, a, step = self._rows.centre, command.call, command.agent, command.step
        number = centre.calls[c].number if c != NOBODY else NOBODY
        match command.order:
            case Order.WAKE_NO_ANSWER:
                return lambda now: no_answer(centre, self._policy, now, c, number, step)
            case Order.WAKE_OVERFLOW:
                return lambda now: overflow_due(centre, self._policy, now, c, number, step)
            case Order.WAKE_MAX_WAIT:
                return lambda now: max_wait_due(centre, self._policy, now, c, number)
            case _:
                return lambda now: wrap_up_due(centre, self._policy, now, a, step)

    def _set_alarm(self) -> None:
        """One alarm, for the first wake."""
        due = self._wakes[0][0] if self._wakes else None
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
