"""The rules driven from outside any engine: rows in memory, wakes in a heap, and what each input gives.

Knows which rows are free, what the rules asked to be woken for, and how their outboxes are emptied. Refuses to know
where inputs come from and what the people concerned would do: there are none here.
"""

import copy
import heapq
import itertools
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any, Final

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState, Event
from acd.model import MOMENTS, Agent, Call, Centre, Command, Order, Policy
from acd.rules import max_wait_due, no_answer, not_connected_due, overflow_due, wrap_up_due

FIRST_CALLS: Final = 64
"""Call rows to begin with; there are always as many as calls at once."""


@dataclass(frozen=True, slots=True, order=True)
class Wake:
    """What the rules asked to be woken for: due first comes first, at the same time in the order of asking."""

    due: int
    place: int
    order: Order = field(compare=False)
    row: int = field(compare=False)
    number: int = field(compare=False)
    agent: int = field(compare=False)
    step: int = field(compare=False)


class Driven:
    """A centre whose inputs are handed in by hand. Everything is in the integers of the layout's header."""

    def __init__(self, layout: CentreLayout, policy: Policy) -> None:
        self.layout = layout
        self.policy = policy
        self.centre: Centre = copy.deepcopy(layout.centre)._replace(calls=[], log=[], commands=[])
        self.rows: dict[int, int] = {}
        """The row of each call in the centre, by its number."""
        self.wakes: list[Wake] = []
        self.asked: list[Command] = []
        """What the latest input asked of telephones and people, in order."""
        self._free: list[int] = []
        self._places = itertools.count()
        self._add_rows(FIRST_CALLS)

    @property
    def written(self) -> int:
        """How many events the input at hand has given so far."""
        return self.centre.floor[0].events

    def take_row(self, number: int, call_type: int) -> int:
        """A row for a new call, filled with all that its type says.

        The row released last is taken first, as every engine does: a fault of the lines drops calls in order of rows.
        """
        if not self._free:
            self._add_rows(len(self.centre.calls))
        c = self._free.pop()
        self.rows[number] = c
        told = self.layout.call_types[call_type]
        call = self.centre.calls[c]
        call.number, call.call_type, call.segment = number, call_type, told.segment
        call.group, call.priority, call.rank = told.group, told.priority, told.rank
        call.balks = call.menu = call.wraps = call.chance = 0
        call.preferred = call.chosen = NOBODY
        return c

    def take_row_to_dial(self, number: int) -> int:
        """A row for a call that an agent dials."""
        c = self.take_row(number, 0)
        call = self.centre.calls[c]
        call.call_type = call.group = call.serving = NOBODY
        call.segment = call.attempt = call.legs = 0
        return c

    def do(self, happen: Callable[[], object]) -> list[Event]:
        """Hand in one input, or whatever else a function does with the rules; the events that it gives, in order."""
        self._make_room()
        happen()
        floor = self.centre.floor[0]
        self.asked = [copy.copy(command) for command in self.centre.commands[: floor.commands]]
        for command in self.asked:
            self._obey(command)
        events = [copy.copy(event) for event in self.centre.log[: floor.events]]
        floor.commands = floor.events = 0
        return events

    def wake(self, wake: Wake) -> list[Event]:
        """What was asked for comes due; where it has been settled meanwhile, nothing follows."""
        return self.do(lambda: WAKING[wake.order](self, wake))

    def carried(self, by: int) -> dict[str, Any]:
        """Everything that is so, as lists of integers, on a day that begins ``by`` later: to go on with another day."""
        centre = self.centre
        rows: dict[str, Any] = {name: [astuple(row) for row in getattr(centre, name)] for name in _LIVING}
        rows["calls"] = [_earlier(row, by) for row in centre.calls]
        rows["agents"] = [_earlier(row, by) for row in centre.agents]
        rows["wakes"] = [
            (wake.due - by, wake.order, wake.row, wake.number, wake.agent, wake.step) for wake in sorted(self.wakes)
        ]
        return {**rows, "handlings": [*centre.handlings], "rows": [*self.rows.items()], "free": [*self._free]}

    def go_on(self, carried: Mapping[str, Any]) -> None:
        """Have again what :meth:`carried` told."""
        _lengthen(self.centre.calls, Call, len(carried["calls"]))
        for name in ("calls", "agents", *_LIVING):
            for row, told in zip(getattr(self.centre, name), carried[name], strict=True):
                for field_name, value in zip(type(row).__slots__, told, strict=True):
                    setattr(row, field_name, value)
        self.centre.handlings[:] = carried["handlings"]
        self.rows = dict(carried["rows"])
        self._free = [*carried["free"]]
        self.wakes = [
            Wake(due, next(self._places), Order(order), row, number, agent, step)
            for due, order, row, number, agent, step in carried["wakes"]
        ]

    def next_wake(self) -> Wake | None:
        """The first that is due."""
        return self.wakes[0] if self.wakes else None

    def pop_wake(self) -> Wake:
        """Take the first that is due off the heap."""
        return heapq.heappop(self.wakes)

    def push_wake(self, wake: Wake) -> None:
        """Put one back."""
        heapq.heappush(self.wakes, wake)

    def _obey(self, command: Command) -> None:
        order, c = Order(command.order), command.call
        number = NOBODY if c == NOBODY else self.centre.calls[c].number
        if order in WAKING:
            self.push_wake(Wake(command.at, next(self._places), order, c, number, command.agent, command.step))
        elif order == Order.RELEASE:
            self._free.append(c)
            self.rows.pop(number, None)

    def _add_rows(self, count: int) -> None:
        first = len(self.centre.calls)
        _lengthen(self.centre.calls, Call, first + count)
        self._free[:0] = range(first + count - 1, first - 1, -1)

    def _make_room(self) -> None:
        """As much as one input can write: everybody changes state, and every call in the centre is lost."""
        most = 64 + 6 * len(self.centre.agents) + 4 * len(self.centre.calls)
        _lengthen(self.centre.log, Event, most)
        _lengthen(self.centre.commands, Command, most)


_LIVING: Final = ("floor", "groups", "queues", "profiles", "rosters")
"""Tables whose rows change with the day, beside people and calls."""


def _earlier(row: Call | Agent, by: int) -> tuple[int, ...]:
    """A row as it is seen from a day that begins later."""
    moved = copy.copy(row)
    for name in MOMENTS[type(row)]:
        if not (name == "signed_in" and moved.state == AgentState.SIGNED_OUT):
            setattr(moved, name, getattr(row, name) - by)
    return astuple(moved)


def _lengthen(rows: object, row: Callable[[], object], length: int) -> None:
    """Interpreted tables are lists; whatever holds them sees them longer."""
    assert isinstance(rows, list)
    rows.extend(row() for _ in range(length - len(rows)))


def _rung_long_enough(replayed: Driven, wake: Wake) -> None:
    no_answer(replayed.centre, replayed.policy, wake.due, wake.row, wake.number, wake.step)


def _old_enough(replayed: Driven, wake: Wake) -> None:
    overflow_due(replayed.centre, replayed.policy, wake.due, wake.row, wake.number, wake.step)


def _waited_enough(replayed: Driven, wake: Wake) -> None:
    max_wait_due(replayed.centre, replayed.policy, wake.due, wake.row, wake.number)


def _written_enough(replayed: Driven, wake: Wake) -> None:
    wrap_up_due(replayed.centre, replayed.policy, wake.due, wake.agent, wake.step)


def _rung_outside_enough(replayed: Driven, wake: Wake) -> None:
    not_connected_due(replayed.centre, replayed.policy, wake.due, wake.row, wake.number)


WAKING: Final[dict[Order, Callable[[Driven, Wake], None]]] = {
    Order.WAKE_NO_ANSWER: _rung_long_enough,
    Order.WAKE_OVERFLOW: _old_enough,
    Order.WAKE_MAX_WAIT: _waited_enough,
    Order.WAKE_WRAP_UP: _written_enough,
    Order.WAKE_NOT_CONNECTED: _rung_outside_enough,
}
"""Which rule each wake is for."""
