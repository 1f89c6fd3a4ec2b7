"""All chance of a day, drawn before it begins: who calls when, how patient, how long; who is absent, who steps away.

One child of the scenario's seed per purpose, name and replication (`scenario.md`, chance): nothing drawn depends on
routing or staffing, so two policies meet the same callers. Refuses to know what will follow from any of it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from acd.events import MICROSECONDS, NOBODY
from metrics.compiled import dtype_of, table
from scenarios import Scenario
from scenarios.distributions import Law
from scenarios.schema.callers import CallType
from simulator.chance import Habits, Purpose, Streams
from simulator.layout import Layout
from simulator.moments import moments
from simulator.volumes import Trace, expected, trace
from simulator.world import ATTEMPTS, FOREVER, Course, Draw, Hold

Table = npt.NDArray[np.void]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Workload:
    """One drawn day: calls in order of arrival (and a sentinel), their 16-bit uniforms, and what people will do."""

    draws: Table
    courses: Table
    holds: Table
    answers: npt.NDArray[np.uint16]
    misses: npt.NDArray[np.uint16]
    chances: npt.NDArray[np.uint16]
    moments: Table
    returns: Ints


def draw_day(layout: Layout, replication: int, seed: int | None = None) -> Workload:
    """Everything that chance decides of one replication (numbered from 1)."""
    scenario = layout.scenario
    streams = Streams(scenario.seed if seed is None else seed, replication)
    shared = _shared_error(scenario, streams)
    parts = [
        _calls_of(scenario, t, name, call_type, streams, shared)
        for t, (name, call_type) in enumerate(scenario.call_types.items())
    ]
    draws = np.concatenate([part[0] for part in parts])
    order = np.argsort(draws["arrives"], kind="stable")
    habits = [streams.habits(person.name) for person in layout.header.people]
    uniforms = [np.concatenate([part[k] for part in parts])[order] for k in (1, 2, 3)]
    return Workload(
        np.append(draws[order], _sentinel()),
        table(Course, 1),
        table(Hold, 1),
        uniforms[0],
        uniforms[1],
        uniforms[2],
        moments(layout, streams, habits),
        _returns(layout, habits),
    )


def _sentinel() -> Table:
    end = np.zeros(1, dtype_of(Draw))
    end["arrives"] = FOREVER
    return end


def _shared_error(scenario: Scenario, streams: Streams) -> float:
    """The part of the forecast error that all call types have in common."""
    error = scenario.forecast_error
    if error is None:
        return 1.0
    return _gamma(streams.of(Purpose.FORECAST), error.shared * error.sd**2) * (1 + error.bias)


def _gamma(rng: np.random.Generator, variance: float) -> float:
    """A gamma factor of mean 1."""
    return float(rng.gamma(1 / variance, variance)) if variance > 0 else 1.0


def _factor(scenario: Scenario, name: str, call_type: CallType, streams: Streams, shared: float) -> float:
    """How much busier than expected the day is for one call type."""
    factor = shared
    if scenario.forecast_error is not None:
        variance = scenario.forecast_error.sd**2
        own = (1 + variance) / (1 + scenario.forecast_error.shared * variance) - 1
        factor *= _gamma(streams.of(Purpose.FORECAST, name), own)
    if call_type.arrivals.busyness is not None:
        factor *= float(call_type.arrivals.busyness.ppf(streams.of(Purpose.BUSYNESS, name).random(1))[0])
    return factor


def _calls_of(
    scenario: Scenario, t: int, name: str, call_type: CallType, streams: Streams, shared: float
) -> tuple[Table, npt.NDArray[np.uint16], npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    recorded = trace(scenario, call_type) if call_type.arrivals.trace is not None else None
    arrives = recorded.arrives if recorded else _poisson(scenario, name, call_type, streams, shared)
    n = len(arrives)
    length = (scenario.closes - scenario.opens) // (scenario.interval_count or 1)
    interval = (arrives - scenario.opens) // max(length, 1)
    draws = np.zeros(n, dtype_of(Draw))
    draws["arrives"] = arrives
    draws["call_type"] = t
    draws["balks"] = streams.of(Purpose.BALK, name).random(n) < call_type.balk
    draws["patience"] = _ticks(call_type.patience, streams.of(Purpose.PATIENCE, name), interval)
    draws["talk"] = _ticks(call_type.talk, streams.of(Purpose.TALK, name), interval)
    draws["wrap_up"] = draws["course"] = NOBODY
    if call_type.wrap_up is not None:
        draws["wrap_up"] = _ticks(call_type.wrap_up, streams.of(Purpose.WRAP_UP, name), interval)
    if recorded:
        _as_recorded(draws, recorded)
    uniforms = [
        streams.of(purpose, name).integers(0, 65_536, (n, ATTEMPTS), np.uint16)
        for purpose in (Purpose.ANSWER, Purpose.MISS, Purpose.CHANCE)
    ]
    return draws, uniforms[0], uniforms[1], uniforms[2]


def _as_recorded(draws: Table, recorded: Trace) -> None:
    """What is on record stands for what was drawn."""
    for name in ("patience", "talk", "wrap_up"):
        seconds = getattr(recorded, name)
        known = np.isfinite(seconds)
        draws[name][known] = np.rint(seconds[known] * MICROSECONDS)


def _poisson(scenario: Scenario, name: str, call_type: CallType, streams: Streams, shared: float) -> Ints:
    """Arrival times: a Poisson number in each interval, placed uniformly (the order statistics of the process)."""
    rng = streams.of(Purpose.ARRIVALS, name)
    means = expected(scenario, call_type) * _factor(scenario, name, call_type, streams, shared)
    counts = rng.poisson(means)
    length = (scenario.closes - scenario.opens) // len(means)
    starts = scenario.opens + np.repeat(np.arange(len(means)) * length, counts)
    return np.sort(starts + (rng.random(len(starts)) * length).astype(np.int64))


def _ticks(law: Law, rng: np.random.Generator, interval: Ints) -> Ints:
    """Drawn durations in microseconds; infinite ones as ``FOREVER``."""
    seconds = law.ppf(rng.random(len(interval)), interval)
    if np.isposinf(seconds).all():
        return np.full(len(interval), FOREVER)
    return np.rint(np.minimum(seconds * MICROSECONDS, FOREVER)).astype(np.int64)


def _returns(layout: Layout, habits: list[Habits]) -> Ints:
    """How long each agent stays away after letting a call ring, ``ATTEMPTS`` draws a person."""
    seconds = layout.scenario.ring.back_after.ppf(np.array([person.returns for person in habits]))
    return np.rint(seconds * MICROSECONDS).astype(np.int64)
