"""What a scenario promises about its centre: the part of the resolved scenario that decisions are judged by.

Knows groups, agents, call types and limits by their position in the file, which is their index in the ledger's rows.
Refuses to know how a scenario is written (``metrics.audit.reading``), chance (arrivals, patience, talk) and any event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from acd.events import MICROSECONDS, DeflectedTo

ANYONE_LEVEL: Final = 99
"""The level at which an agent without the skill serves a call that overflowed to ``anyone`` (`scenario.md`)."""


DAY: Final = 86_400 * MICROSECONDS


Condition = Literal["all_busy", "after", "queue", "wait_estimate", "unstaffed"]


@dataclass(frozen=True, slots=True)
class Step:
    """One overflow step: to a group (or ``ANYONE``), under a condition with its limit (a time, or waiting calls)."""

    to: int
    condition: Condition = "all_busy"
    limit: int = 0

    @property
    def watched(self) -> bool:
        """Whether the condition is looked at whenever something happens, and not at one moment only."""
        return self.condition in ("queue", "wait_estimate", "unstaffed")


@dataclass(frozen=True, slots=True)
class Hours:
    """When a group takes calls: so long from a time of day, every day."""

    start: int
    length: int

    def cover(self, now: int) -> bool:
        """Whether that moment lies in the hours; their end does not."""
        return (now - self.start) % DAY < self.length


@dataclass(frozen=True, slots=True)
class Group:
    """A skill group: how it chooses agents, where it overflows to, and whom it does not take.

    ``ageing``: points of priority, and the wait that earns them. ``handling``: the mean handling time that the scenario
    expects, where the scenario alone can tell.
    """

    name: str
    choose_agent: str = "longest_idle"
    by_level: bool = True
    steps: tuple[Step, ...] = ()
    recount: bool = False
    hours: Hours | None = None
    outside_to: DeflectedTo = DeflectedTo.MESSAGE
    queue_limit: int | None = None
    max_wait: int | None = None
    full_to: DeflectedTo = DeflectedTo.MESSAGE
    ageing: tuple[int, int] | None = None
    handling: int | None = None

    @property
    def free_choice(self) -> bool:
        """Whether a user's own policy chooses: whom it rings, or lets wait for whom, is its own affair."""
        return ":" in self.choose_agent


@dataclass(frozen=True, slots=True)
class Rest:
    """A planned break: in how many waves, when one may start (also the day before and after), and how long it lasts."""

    waves: int
    starts: tuple[int, ...]
    length: int
    reason: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift by time of day of the first day; the same shift begins the day before and the day after, too."""

    on: int
    ends: int
    briefing: int = 0
    rests: tuple[Rest, ...] = ()

    def covers(self, now: int) -> bool:
        """Whether that moment lies in the shift of some day."""
        return (now - self.on) % DAY < self.ends - self.on


@dataclass(frozen=True, slots=True)
class Member:
    """An agent: levels by group in the order of the file, and the ``on_duty`` crew or the shift, if any."""

    name: str
    skills: Mapping[int, int]
    crew: int | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu before the offer: whether callers are ever served there, and whether they hang up there."""

    serves: bool
    loses: bool


@dataclass(frozen=True, slots=True)
class CallType:
    """What is sure about every call of a type; chances are only known to be there or not.

    ``holds``: how often a call may be held.
    """

    name: str
    group: int
    priority: int = 0
    balks: bool = False
    wraps_up: bool = False
    impatient: bool = True
    menu: Menu | None = None
    holds: int = 0
    transfers_to: int | None = None


@dataclass(frozen=True, slots=True)
class Expectations:
    """The centre as its scenario describes it. All times are microseconds since local midnight of the first day.

    ``pauses``: when any break of anybody may start, in order.
    """

    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    call_types: tuple[CallType, ...]
    crews: tuple[tuple[int, ...], ...] = ()
    choose_call: str = "longest_waiting"
    no_answer_after: int = 20 * MICROSECONDS
    then: str = "not_ready"
    opens: int = 0
    closes: int | None = None
    at_close: str = "serve"
    at_close_limit: int = 1800 * MICROSECONDS
    interval: int = 1800 * MICROSECONDS
    absences: bool = False
    unplanned: str | None = None
    lines: int | None = None
    wrap_up_limit: int | None = None
    faults: tuple[tuple[int, int], ...] = ()
    pauses: tuple[int, ...] = ()

    def needed(self, crew: int, now: int) -> int:
        """People wanted of an ``on_duty`` crew; the first value holds before ``opens``, the last after ``closes``."""
        values = self.crews[crew]
        return values[min(max((now - self.opens) // self.interval, 0), len(values) - 1)]
