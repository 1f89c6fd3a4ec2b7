"""What the callers of one type would do, as drawn: how patient they are, how long they talk, what else befalls them.

Refuses to know routing, and when calls come (``simulator.workload.arrivals``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from metrics.compiled import dtype_of
from scenarios import Scenario
from scenarios.schema.callers import CallType
from scenarios.volumes import Trace
from simulator.workload.arrivals import Arrivals
from simulator.workload.attempts import Attempts, Ints, Stream, attempts, intervals, ticks
from simulator.workload.chance import Purpose, Streams
from simulator.workload.journeys import courses
from simulator.world import ATTEMPTS, Draw

Table = npt.NDArray[np.void]
Uniforms = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Calls:
    """Attempts of one type: the ``first`` of each caller in order of time, then all that may follow them.

    ``course``, ``first_hold`` and ``again`` count within these tables.
    """

    first: int
    draws: Table
    courses: Table
    holds: Table
    answers: Uniforms
    misses: Uniforms
    chances: Uniforms


def callers(scenario: Scenario) -> list[str]:
    """The names under which callers are drawn: their types', and what surges add to those."""
    return [name for each in scenario.call_types for name in (each, _added(each))]


def _added(name: str) -> str:
    return f"{name}\0surge"


def calls_of(scenario: Scenario, name: str, arrived: Arrivals, streams: Streams) -> Iterator[Calls]:
    """The calls of one type, those that surges add apart: so these change nothing about the others."""
    yield _calls(scenario, name, arrived.usual, arrived.recorded, cache(partial(streams.of, name=name)))
    if len(arrived.added):
        yield _calls(scenario, name, arrived.added, None, cache(partial(streams.of, name=_added(name))))


def _calls(scenario: Scenario, name: str, arrives: Ints, recorded: Trace | None, of: Stream) -> Calls:
    call_type = scenario.call_types[name]
    made = attempts(scenario, call_type, of, arrives)
    interval = intervals(scenario, made.offered)
    draws = _draws(call_type, of, made, interval)
    draws["call_type"] = list(scenario.call_types).index(name)
    if recorded is not None:
        _as_recorded(draws[: len(arrives)], recorded)
    rows, held = courses(scenario, call_type, of, made, interval, draws["talk"])
    draws["course"] = np.arange(len(draws)) if len(rows) else NOBODY
    uniforms = (
        of(purpose).integers(0, 65_536, (len(draws), ATTEMPTS), np.uint16)
        for purpose in (Purpose.ANSWER, Purpose.MISS, Purpose.CHANCE)
    )
    return Calls(len(arrives), draws, rows, held, *uniforms)


def _draws(call_type: CallType, of: Stream, made: Attempts, interval: Ints) -> Table:
    n = len(interval)
    draws = np.zeros(n, dtype_of(Draw))
    draws["arrives"] = made.comes
    draws["balks"] = of(Purpose.BALK).random(n) < call_type.balk
    draws["patience"] = ticks(call_type.patience, of(Purpose.PATIENCE).random(n), interval)
    draws["talk"] = ticks(call_type.talk, of(Purpose.TALK).random(n), interval)
    draws["wrap_up"] = NOBODY
    if call_type.wrap_up is not None:
        draws["wrap_up"] = ticks(call_type.wrap_up, of(Purpose.WRAP_UP).random(n), interval)
    return draws


def _as_recorded(draws: Table, recorded: Trace) -> None:
    """What is on record stands for what was drawn."""
    for name in ("patience", "talk", "wrap_up"):
        seconds = getattr(recorded, name)
        known = np.isfinite(seconds)
        draws[name][known] = np.rint(seconds[known] * MICROSECONDS)
