"""SimPy's clock with guests: a modeller's processes run in the environment that turns the day.

Knows when a day with guests is over, and how what they do reaches the rules. Refuses to know what they mean by it.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import simpy
from simpy.core import EmptySchedule

from acd.errors import ExtensionError
from acd.events import NOBODY, AgentState, Event
from acd.language import _
from acd.model import Policy
from simulator import storage
from simulator.engines import Block
from simulator.extension.floor import Floor
from simulator.extension.found import Extension
from simulator.layout import Layout
from simulator.simpy_clock import Clock, Due
from simulator.workload import Workload
from simulator.workload.chance import Purpose, Streams
from simulator.world import FOREVER, Happening, happens

LATEST: Final = 86_400_000_000
"""After closing the day ends at last, whoever is still waiting."""


def run_beside(
    layout: Layout, policy: Policy, workload: Workload, guests: Extension, streams: Streams
) -> Iterator[Block]:
    """The day under SimPy's clock with a modeller's processes beside the rules.

    :class:`ExtensionError` names file and line of what goes wrong in them.
    """
    clock = ClockWithGuests(layout, policy, workload)
    try:
        for process in guests.processes:
            clock.welcome(process, streams.of(Purpose.EXTENSION, process.__name__))
        yield from clock.blocks()
    except Exception as wrong:
        guests.blame(wrong)
        raise


class Environment(simpy.Environment):
    """Whole microseconds only: a day is the same on every machine."""

    def timeout(self, delay: Any = 0, value: Any = None) -> simpy.events.Timeout:
        """As SimPy's; a fraction is most likely meant as seconds."""
        if not isinstance(delay, int):
            raise ExtensionError(
                _("timeout({delay!r}): env counts whole microseconds; say floor.wait({delay!r}) for seconds").format(
                    delay=delay
                )
            )
        return super().timeout(delay, value)


class ClockWithGuests(Clock):
    """A day that is over when everybody has gone home, since a guest may have something to do for ever."""

    def __init__(self, layout: Layout, policy: Policy, workload: Workload) -> None:
        super().__init__(layout, policy, workload, Environment())

    def welcome(self, process: Callable[[Floor], Any], random: np.random.Generator) -> None:
        """Start a modeller's process at midnight, or whatever else the function starts in the environment."""
        begun = process(Floor(self, process.__name__, random))
        if isinstance(begun, Generator):
            self.environment.process(begun)

    def blocks(self) -> Iterator[Block]:
        """Let the day pass, as long as there is one."""
        while not self.is_over():
            try:
                self.environment.step()
            except EmptySchedule:
                break
            if self.floor.events >= storage.BLOCK:
                yield self._block()
        yield self._block()

    def is_over(self) -> bool:
        """Whether nothing is left to happen but what guests may still do to an empty floor."""
        now, closes = self.environment.now, self.layout.scenario.closes
        if now < closes:
            return False
        if now > closes + LATEST:
            return True
        if any(isinstance(entry[-1], Due) for entry in self.environment._queue):
            return False
        present = any(agent.state != AgentState.SIGNED_OUT for agent in self.centre.agents)
        return not present and not any(group.open for group in self.centre.groups)

    def put(self, rule: Callable[..., Any], *said: Any) -> None:
        """Tell the rules what somebody has done just now."""
        self._make_room()
        self.world.progress[0].now = int(self.environment.now)
        rule(self.centre, self.policy, int(self.environment.now), *said)
        self._settle()

    def extra_call(self, call_type: int, random: np.random.Generator) -> int:
        """One more call now, whose caller is like one of those drawn for the day; returns its number."""
        drawn = self._by_type[call_type]
        if not drawn:
            name = self.layout.header.call_types[call_type]
            raise ExtensionError(
                _("floor.call({name!r}): nobody calls so on this day whom to be like").format(name=name)
            )
        lists: Any = self.world
        number, like = len(lists.draws), int(random.choice(drawn))
        draw = replace(lists.draws[like], arrives=int(self.environment.now))
        if draw.course != NOBODY:
            lists.courses.append(replace(lists.courses[draw.course], again=NOBODY))
            draw.course = len(lists.courses) - 1
        lists.draws.append(draw)
        for uniforms in (lists.answers, lists.misses, lists.chances):
            uniforms.append(uniforms[like])

        def comes(*at: Any) -> None:
            happens(at[0], at[1], self.world, at[2], Happening.TRIES_AGAIN, NOBODY, NOBODY, number, NOBODY)

        self.put(comes)
        return number

    @cached_property
    def _by_type(self) -> Sequence[Sequence[int]]:
        """The calls drawn for the day, by type."""
        rows: list[list[int]] = [[] for _type in self.world.call_types]
        for number, draw in enumerate(self.world.draws):
            if draw.arrives < FOREVER:
                rows[draw.call_type].append(number)
        return rows

    def _make_room(self) -> None:
        """A guest may do many things at one moment; the rules find room in the ledger for each."""
        log: Any = self.centre.log
        short = storage.most_events(self.layout) + len(self.centre.calls) - (len(log) - self.floor.events)
        log.extend(Event() for _row in range(short))
