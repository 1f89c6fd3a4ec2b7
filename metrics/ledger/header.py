"""What a ledger says of itself: ``run.started`` and the names that the integers in its rows stand for.

Knows names and the frame in which figures are read (intervals, measured window, thresholds). Refuses to know any event
after the first.
"""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from acd.events import MICROSECONDS, Names

Mode = Literal["simulation", "live", "training", "replay"]
HALF_HOUR: Final = 1800 * MICROSECONDS
TWENTY_SECONDS: Final = 20 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Person:
    """An agent as ``run.started.agents`` lists one: skills are levels by group, 1 the best."""

    name: str
    team: str = ""
    experience: str = ""
    skills: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Header:
    """The first event of a ledger, with the lists that index columns of rows point into.

    All times are microseconds since local midnight of the first day. The lists of names grow while a ledger that
    announced nothing is read (`events.md`: readers accept a first event with only ``schema``, ``mode``, ``epoch``).
    """

    mode: Mode = "simulation"
    epoch: str = "1970-01-01T00:00:00+00:00"
    scenario: str = ""
    policy: str = ""
    seed: int | None = None
    interval: int = HALF_HOUR
    measured: tuple[int, int] | None = None
    within: dict[str, int] = field(default_factory=dict)
    ring_cycle: int = 5 * MICROSECONDS
    short_ring: int = 4 * MICROSECONDS
    short_abandon: int = 5 * MICROSECONDS
    groups: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    call_types: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    authorised: frozenset[str] = frozenset()
    config: dict[str, Any] | None = None
    carried: dict[str, Any] | None = None
    """What a live day has of the one before: ``events`` at its beginning that are restated, ``next`` number of a call,
    and the ``rows`` of the rules (:meth:`acd.driven.Driven.carried`)."""

    def names(self, of: Names) -> list[str]:
        """The list that a column of this coding indexes (agents: sign-in names in order)."""
        if of == Names.AGENTS:
            return [person.name for person in self.people]
        return {
            Names.GROUPS: self.groups,
            Names.CALL_TYPES: self.call_types,
            Names.TEAMS: self.teams,
            Names.SHIFTS: self.shifts,
            Names.REASONS: self.reasons,
        }[of]

    def within_of(self, group: str) -> int:
        """The answer time of the group's service level, 20 s where none is said (`scenario.md`: absent keys)."""
        return self.within.get(group, TWENTY_SECONDS)
