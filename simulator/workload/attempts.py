"""Menus and further attempts, as drawn: when each attempt asks for a person, and what would bring its caller back.

A chain of attempts is drawn with the original (`scenario.md`, chance), as far as it could go on whatever befalls it.
Refuses to know what does befall it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from acd.model import Outcome
from scenarios import Scenario
from scenarios.distributions import Law
from scenarios.schema.callers import CallType
from scenarios.schema.journeys import Menu, Retry
from simulator.workload.chance import Purpose
from simulator.world import FOREVER, MenuEnd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Stream = Callable[[Purpose], np.random.Generator]
"""The stream of each purpose for one call type."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Attempts of one type, the first of each caller before all others.

    ``comes``: when, as far as that is known before the day (delays are, waits are not). ``menu`` and ``again`` are
    ``NOBODY`` where there is none; ``again`` counts within these attempts.
    """

    comes: Ints
    menu: Ints
    menu_end: Ints
    again: Ints
    again_after: Ints
    delay: Ints

    @property
    def offered(self) -> Ints:
        """When they would ask for a person."""
        return self.comes + np.maximum(self.menu, 0)


def attempts(scenario: Scenario, call_type: CallType, of: Stream, first: Ints) -> Attempts:
    """The first attempts, which come at these moments, and every one that may follow before ``closes``."""
    rounds = [_round(scenario, call_type, of, first, len(first))]
    known = len(first)
    while len(comes := _next(rounds[-1])):
        known += len(comes)
        rounds.append(_round(scenario, call_type, of, comes, known))
    return rounds[0] if len(rounds) == 1 else _joined(rounds)


def _next(last: Attempts) -> Ints:
    return np.asarray((last.comes + last.delay)[last.again != NOBODY])


def _joined(rounds: list[Attempts]) -> Attempts:
    columns = (field.name for field in fields(Attempts))
    return Attempts(*(np.concatenate([getattr(each, name) for each in rounds]) for name in columns))


def _round(scenario: Scenario, call_type: CallType, of: Stream, comes: Ints, known: int) -> Attempts:
    """The attempts that are each caller's first, or second, …; ``known`` attempts there are, these counted in."""
    menu = scenario.menu(call_type)
    stay, ends = _in_menu(scenario, menu, of, comes) if menu else (np.full(len(comes), NOBODY), _zeros(comes))
    drawn = Attempts(comes, stay, ends, np.full(len(comes), NOBODY), _zeros(comes), _zeros(comes))
    return drawn if call_type.retry is None else _with_retries(scenario, call_type.retry, of, drawn, known)


def _zeros(like: Ints) -> Ints:
    return np.zeros(len(like), np.int64)


def _in_menu(scenario: Scenario, menu: Menu, of: Stream, comes: Ints) -> tuple[Ints, Ints]:
    """How long each caller is in the menu and how it ends; who gives up does so anywhere in the time."""
    n = len(comes)
    stay = ticks(menu.time, of(Purpose.MENU_TIME).random(n), intervals(scenario, comes))
    borders = np.cumsum([menu.self_service, menu.hang_up])
    ends = np.array([MenuEnd.SERVED, MenuEnd.HUNG_UP, MenuEnd.PERSON], np.int64)[
        np.searchsorted(borders, of(Purpose.MENU_END).random(n), side="right")
    ]
    points = of(Purpose.MENU_POINT).random(n)
    return np.where(ends == MenuEnd.HUNG_UP, (points * stay).astype(np.int64), stay), ends


def _with_retries(scenario: Scenario, retry: Retry, of: Stream, drawn: Attempts, known: int) -> Attempts:
    """What each attempt would be followed by; one that would come at or after ``closes`` is left out."""
    n = len(drawn.comes)
    chance = of(Purpose.RETRY).random(n)
    delay = ticks(retry.delay, of(Purpose.RETRY_DELAY).random(n), intervals(scenario, drawn.offered))
    # Who is served in the menu, or gives up there, never waits, but may meet a busy tone before.
    gives_up = (chance < retry.after_abandon) & (drawn.menu_end == MenuEnd.PERSON)
    after = gives_up * Outcome.ABANDONED.value + (chance < retry.after_busy) * Outcome.BUSY.value
    after[drawn.comes + delay >= scenario.closes] = Outcome.SETTLED
    again = np.where(after == Outcome.SETTLED, NOBODY, known + np.cumsum(after != Outcome.SETTLED) - 1)
    return replace(drawn, again=again, again_after=after, delay=delay)


def intervals(scenario: Scenario, moments: Ints) -> Ints:
    """The interval of the day in which each moment lies, or would lie were there more of them."""
    length = (scenario.closes - scenario.opens) // (scenario.interval_count or 1)
    return (moments - scenario.opens) // max(length, 1)


def ticks(law: Law, uniforms: Floats, interval: Ints) -> Ints:
    """Durations in microseconds; infinite ones as ``FOREVER``."""
    seconds = law.ppf(uniforms, interval)
    if np.isposinf(seconds).all():
        return np.full(len(seconds), FOREVER)
    return np.rint(np.minimum(seconds * MICROSECONDS, FOREVER)).astype(np.int64)
