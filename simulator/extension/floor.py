"""The floor as a modeller's process sees it: people, teams and groups by name, time in minutes and hours.

Knows names, units and what somebody on the floor can do. Refuses to know how the rules work: whatever is done here is
an input to them, and one that comes too late (an agent who has gone home asks for a break) changes nothing.
"""

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import simpy

from acd.errors import ExtensionError
from acd.events import MICROSECONDS, NOBODY, AgentState
from acd.language import _
from acd.model import WHOLE, Centre
from acd.rules import not_ready_asked, ready_asked, shift_ended, signed_in
from metrics.ledger.encode import word
from metrics.ledger.seconds import clock
from scenarios.values import duration, time_of_day
from simulator.world import FOREVER

if TYPE_CHECKING:
    from simulator.extension.beside import ClockWithGuests

Span = str | int | float
"""``"15min"``, ``"1h30min"``, or a number of seconds."""

_PACES: Final = (0.01, 100)
_T = TypeVar("_T")


class Named(Mapping[str, _T]):
    """What stands on the floor by name; asking for what does not says what does."""

    def __init__(self, kind: str, found: Mapping[str, _T]) -> None:
        self._kind = kind
        self._found = found

    def __getitem__(self, name: str) -> _T:
        if name in self._found:
            return self._found[name]
        near = difflib.get_close_matches(str(name), self._found, 1) or list(self._found)[:1]
        raise ExtensionError(
            _("floor.{kind} has no {name!r}; there is {near!r}, for instance").format(
                kind=self._kind, name=name, near=near[0]
            )
            if near
            else _("floor.{kind} is empty").format(kind=self._kind)
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Agent:
    """One person on the floor."""

    def __init__(self, clock: "ClockWithGuests", place: int, process: str) -> None:
        self._clock = clock
        self._place = place
        self._process = process
        person = clock.layout.header.people[place]
        self.name, self.team, self.skills = person.name, person.team, person.skills
        """``skills``: level by group, 1 the best."""

    def __repr__(self) -> str:
        return f"<{self.name}: {self.state}>"

    @property
    def state(self) -> str:
        """``signed_out``, ``ready``, ``not_ready``, ``ringing``, ``talking``, ``holding`` or ``wrap_up``."""
        return word(AgentState(self._clock.centre.agents[self._place].state))

    @property
    def reason(self) -> str | None:
        """Why the agent is not ready, or means to be after the call."""
        reason = self._clock.centre.agents[self._place].reason
        return None if reason == NOBODY else self._clock.layout.header.reasons[reason]

    @property
    def pace(self) -> float:
        """How long talk and wrap-up take beside others: 1.2 takes a fifth longer. A change counts from the next on."""
        return self._clock.world.people[self._place].pace / WHOLE

    @pace.setter
    def pace(self, pace: float) -> None:
        if not _PACES[0] <= pace <= _PACES[1]:
            fastest, slowest = _PACES
            raise ExtensionError(
                _("pace {pace!r}: a number from {fastest} to {slowest} is meant").format(
                    pace=pace, fastest=fastest, slowest=slowest
                )
            )
        self._clock.world.people[self._place].pace = round(pace * WHOLE)

    def not_ready(self, reason: str | None = None, lasts: Span | None = None) -> None:
        """Ask to be not ready: at once, or after the call in hand; for so long, or until :meth:`ready`.

        The reason is one of the scenario's (``not_ready.reasons``, breaks), else the name of the process.
        """
        reasons = self._clock.layout.header.reasons
        asked = self._process if reason is None else reason
        if asked not in reasons:
            known = ", ".join(reasons)
            raise ExtensionError(
                _("{reason!r} is no reason of this scenario (not_ready.reasons); known: {known}").format(
                    reason=asked, known=known
                )
            )
        self._clock.world.people[self._place].errand = FOREVER if lasts is None else span(lasts)
        self._clock.put(not_ready_asked, self._place, reasons.index(asked))

    def ready(self) -> None:
        """Ask to be ready again, whatever the agent was, or meant to be, away for."""
        self._clock.put(ready_asked, self._place)

    def sign_in(self) -> None:
        """Come to work."""
        self._clock.put(signed_in, self._place, NOBODY)

    def sign_out(self) -> None:
        """Go home: at once, or after the call in hand and its wrap-up."""
        self._clock.put(shift_ended, self._place)


class Group:
    """One skill group and its queue."""

    def __init__(self, clock: "ClockWithGuests", place: int, agents: tuple[Agent, ...]) -> None:
        self._clock = clock
        self._place = place
        self.name = clock.layout.header.groups[place]
        self.agents = agents
        """Who holds the skill."""

    def __repr__(self) -> str:
        return f"<{self.name}: {self.waiting} waiting>"

    @property
    def waiting(self) -> int:
        """How many calls wait in its queue."""
        return self._clock.centre.groups[self._place].waiting

    @property
    def ready(self) -> int:
        """How many who hold the skill are ready."""
        return sum(agent.state == "ready" for agent in self.agents)

    @property
    def longest_wait(self) -> float:
        """Seconds since the offer of the call that has waited longest; 0 where none waits."""
        centre: Centre = self._clock.centre
        first = self._place * centre.floor[0].priorities
        heads = [queue.head for queue in centre.queues[first : first + centre.floor[0].priorities]]
        waits = [self._clock.environment.now - centre.calls[head].offered for head in heads if head != NOBODY]
        return max(waits, default=0) / MICROSECONDS


class Floor:
    """The running centre: what a process reads, does and waits for."""

    def __init__(self, clock: "ClockWithGuests", process: str, random: np.random.Generator) -> None:
        self._clock = clock
        header = clock.layout.header
        agents = {person.name: Agent(clock, a, process) for a, person in enumerate(header.people)}
        everyone = tuple(agents.values())
        self.env: simpy.Environment = clock.environment
        """SimPy's own environment, for resources, stores and further processes; it counts whole microseconds."""
        self.random = random
        """Random numbers of this process and day: the same seed, the same numbers, whatever else is changed."""
        self.agents = Named("agents", agents)
        self.teams = Named(
            "teams", {team: tuple(each for each in everyone if each.team == team) for team in header.teams if team}
        )
        self.groups = Named(
            "groups",
            {
                name: Group(clock, g, tuple(each for each in everyone if name in each.skills))
                for g, name in enumerate(header.groups)
            },
        )

    @property
    def now(self) -> float:
        """Seconds since midnight."""
        return self._clock.environment.now / MICROSECONDS

    @property
    def time(self) -> str:
        """The time of day, ``10:30:00``."""
        return clock(int(self._clock.environment.now))

    @property
    def waiting(self) -> int:
        """How many calls wait, in all queues."""
        return sum(group.waiting for group in self.groups.values())

    def at(self, time: str) -> simpy.events.Timeout:
        """Wait for a time of day: ``yield floor.at("10:30")``; ``"25:30"`` is on the next day."""
        try:
            ahead = time_of_day(time) - int(self._clock.environment.now)
        except ValueError as wrong:
            raise ExtensionError(f"floor.at({time!r}): {wrong}") from None
        if ahead < 0:
            raise ExtensionError(_("floor.at({time!r}): it is {now} already").format(time=time, now=self.time))
        return self.env.timeout(ahead)

    def wait(self, lasts: Span) -> simpy.events.Timeout:
        """Wait so long: ``yield floor.wait("15min")``, or a number of seconds."""
        return self.env.timeout(span(lasts))

    def call(self, call_type: str) -> int:
        """One more call of this type, now, from a caller like those of the day; returns its number in the ledger."""
        types = self._clock.layout.header.call_types
        return self._clock.extra_call(Named("call", {name: k for k, name in enumerate(types)})[call_type], self.random)


def span(lasts: Span) -> int:
    """Microseconds."""
    try:
        return duration(lasts)
    except ValueError as wrong:
        raise ExtensionError(f"{lasts!r}: {wrong}") from None
