"""The centre's rows as the interpreted rules take them, with room for whatever one input may write.

Knows where rows lie and which call rows are free. Refuses to know what they mean.
"""

import copy

from acd.config import CentreLayout
from acd.events import NOBODY, Event
from acd.model import Call, Centre, Command

_CALLS = 64
"""Call rows to begin with; there are always some to spare."""


class Rows:
    """One centre's tables; ``centre`` is what the rules are given."""

    def __init__(self, layout: CentreLayout) -> None:
        self._most = 64 + 6 * len(layout.centre.agents)
        self.centre: Centre = copy.deepcopy(layout.centre)._replace(calls=[], log=[], commands=[])
        self._free: list[int] = []
        self._lengthen()

    def take(self) -> int:
        """A free call row."""
        if not self._free:
            self._lengthen()
        return self._free.pop()

    def give_back(self, c: int) -> None:
        """The call in this row is over: its number is forgotten, so that whatever comes late finds nobody."""
        self.centre.calls[c].number = NOBODY
        self._free.append(c)

    def written(self) -> tuple[list[Event], list[Command]]:
        """What the rules wrote since the last look, taken out of the two outboxes."""
        floor = self.centre.floor[0]
        events, commands = self._swapped(floor.events), [*self.centre.commands[: floor.commands]]
        for k in range(len(commands)):
            self.centre.commands[k] = Command()  # type: ignore[index]
        floor.events = floor.commands = 0
        return events, commands

    def _swapped(self, count: int) -> list[Event]:
        """The written events; new rows take their places, so that whoever keeps an event keeps it as it was."""
        events = [*self.centre.log[:count]]
        for k in range(count):
            self.centre.log[k] = Event()  # type: ignore[index]
        return events

    def _lengthen(self) -> None:
        """More call rows, and room in the outboxes for a fault that takes every call of them."""
        calls, log, commands = self.centre.calls, self.centre.log, self.centre.commands
        first = len(calls)
        more = max(first, _CALLS)
        calls.extend(Call() for _ in range(more))  # type: ignore[attr-defined]
        log.extend(Event() for _ in range(self._most + 4 * len(calls) - len(log)))  # type: ignore[attr-defined]
        commands.extend(Command() for _ in range(self._most + 3 * len(calls) - len(commands)))  # type: ignore[attr-defined]
        self._free.extend(range(first + more - 1, first - 1, -1))
