"""SimPy's clock over the same rules: every happening is scheduled *at* its time with our rank.

SimPy orders by (time, priority, order of scheduling), which is the agenda's order exactly; its ``timeout`` cannot say
"at", and its priority is fixed, so happenings are plain events put on the schedule with our rank as priority
(plain timeouts gave another ledger in 60 of 60 scenarios full of ties). A modeller's own processes run beside the rules
in the same environment (:mod:`simulator.extension`).
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import simpy
from simpy.core import EmptySchedule
from simpy.events import Event

from acd.model import Policy
from simulator import storage
from simulator.engines import Block
from simulator.layout import Layout
from simulator.workload import Workload
from simulator.world import FOREVER, Happening, call_comes, happens, moment_comes, obey

NOTHING = Happening.NOTHING
ARRIVALS = 3
THE_REST = 5
"""Ranks 1 and 2, doubled and odd: a moment known beforehand (even) precedes what is scheduled later for its rank."""


class Due(Event):
    """What comes at a time of its own: not pending, and with one to tell."""

    def __init__(self, environment: simpy.Environment, then: Callable[[Event], None], value: Any = None) -> None:
        self.env = environment
        self._ok = True
        self._value = value
        self.callbacks = [then]


class Clock:
    """One day in a SimPy environment. Times are integer microseconds, so nothing is rounded."""

    def __init__(
        self, layout: Layout, policy: Policy, workload: Workload, environment: simpy.Environment | None = None
    ) -> None:
        self.environment = environment or simpy.Environment()
        self.layout = layout
        self.policy = policy
        self.day = storage.interpreted(layout, workload)
        self.centre, self.world, _ = self.day
        self.floor = self.centre.floor[0]
        self._next_moment()
        self._next_call()

    def at(self, t: int, rank: int, then: Callable[[Event], None], value: Any = None) -> None:
        """Put ``then`` on the schedule at an absolute time."""
        environment = self.environment
        environment.schedule(Due(environment, then, value), rank, t - environment.now)  # type: ignore[arg-type]

    def blocks(self) -> Iterator[Block]:
        """Let the day pass; its events as each block of the ledger fills, and at the end."""
        full = storage.BLOCK
        floor = self.floor
        step = self.environment.step
        with contextlib.suppress(EmptySchedule):
            while True:
                step()
                if floor.events >= full:
                    yield self._block()
        yield self._block()

    def _block(self) -> Block:
        block = storage.as_block(self.centre.log, self.floor.events)
        self.floor.events = 0
        return block

    def _next_moment(self) -> None:
        moment = self.world.moments[self.world.progress[0].next_moment]
        if moment.t < FOREVER:
            self.at(moment.t, 2 * moment.rank, self._moment_comes)

    def _next_call(self) -> None:
        draw = self.world.draws[self.world.progress[0].next_call]
        if draw.arrives < FOREVER:
            self.at(draw.arrives, ARRIVALS, self._call_comes)

    def _moment_comes(self, _event: Event) -> None:
        moment_comes(self.centre, self.policy, self.world)
        self._settle()
        self._next_moment()

    def _call_comes(self, _event: Event) -> None:
        call_comes(self.centre, self.policy, self.world)
        self._settle()
        self._next_call()

    def _happens(self, event: Event) -> None:
        happens(self.centre, self.policy, self.world, self.environment.now, *event._value)  # type: ignore[arg-type]
        self._settle()

    def _settle(self) -> None:
        """What the loop's ``settle`` does, with SimPy's schedule for the agenda."""
        centre, world, environment = self.centre, self.world, self.environment
        now, then = environment.now, self._happens
        for command in centre.commands[: self.floor.commands]:
            kind, at, mark, step = obey(centre, world, now, command)  # type: ignore[arg-type]
            if kind != NOTHING and at < FOREVER:
                due = Due(environment, then, (kind, command.call, command.agent, mark, step))
                environment.schedule(due, THE_REST, at - now)  # type: ignore[arg-type]
        self.floor.commands = 0
        if self.world.progress[0].used == len(self.centre.calls):
            storage.lengthen_lists(self.layout, self.day)


def on_simpy(layout: Layout, policy: Policy, workload: Workload) -> Iterator[Block]:
    """The day under SimPy's clock."""
    return Clock(layout, policy, workload).blocks()
