"""When people call, as drawn: each type's calls of a usual day, and those that surges add to them.

Knows how wrong the forecast is on the day, who takes a share of whose calls, and what surges do. Refuses to know what
callers then do (``simulator.workload``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from scenarios import Scenario
from scenarios.schema.callers import CallType
from scenarios.surges import Surge, surge_of
from scenarios.volumes import Trace, at_lines, part, sharing, source_of, trace
from simulator.workload.chance import Purpose, Streams

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NONE: Final = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """First attempts of one type in order of time, on record or not, and apart those that surges add."""

    usual: Ints
    recorded: Trace | None
    added: Ints

    def only(self, these: Flags) -> "Arrivals":
        """Some of the usual calls, and all that are added."""
        return Arrivals(self.usual[these], self.recorded.only(these) if self.recorded else None, self.added)


def arrivals(scenario: Scenario, streams: Streams, first_attempts: Mapping[str, float]) -> dict[str, Arrivals]:
    """First attempts of every call type: µs since midnight; given is their part of volumes that count redials."""
    shared = _shared_error(scenario, streams)
    drawn: dict[str, Arrivals] = {}
    for name, call_type in scenario.call_types.items():
        if call_type.share is None:
            factor = _factor(scenario, name, call_type, streams, shared)
            recorded = trace(scenario, call_type) if call_type.arrivals.trace is not None else None
            moments = recorded.arrives if recorded else _poisson(scenario, name, call_type, streams, factor)
            whole = Arrivals(moments, recorded, NONE)
            if name in first_attempts:
                whole = whole.only(streams.of(Purpose.FIRST_ATTEMPTS, name).random(len(moments)) < first_attempts[name])
                factor *= first_attempts[name]
            for taker, own in _shared_out(scenario, name, call_type, streams, len(whole.usual)):
                drawn[taker] = _with_surges(scenario, taker, whole.only(own), streams, factor)
    return drawn


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


def _poisson(scenario: Scenario, name: str, call_type: CallType, streams: Streams, factor: float) -> Ints:
    """A Poisson number in each interval, placed uniformly (the order statistics of the process)."""
    means = at_lines(scenario, call_type) * factor
    rng = streams.of(Purpose.ARRIVALS, name)
    length = (scenario.closes - scenario.opens) // len(means)
    return np.sort(_placed(rng, scenario.opens + np.arange(len(means)) * length, length, rng.poisson(means)))


def _placed(rng: np.random.Generator, starts: Ints, lengths: Ints | int, counts: Ints) -> Ints:
    """So many moments in each span, anywhere in it."""
    widths = np.repeat(np.broadcast_to(lengths, counts.shape), counts)
    return np.asarray(np.repeat(starts, counts) + (rng.random(len(widths)) * widths).astype(np.int64))


def _shared_out(
    scenario: Scenario, name: str, source: CallType, streams: Streams, calls: int
) -> Iterator[tuple[str, Flags]]:
    """Whose each call is: of the types that take a share, or the type's own."""
    takers = sharing(scenario, source)
    if not takers:
        yield name, np.ones(calls, np.bool_)
        return
    borders = np.cumsum([part(scenario, each) for each in takers.values()])
    owner = np.searchsorted(borders, streams.of(Purpose.SHARE, name).random(calls), side="right")
    for place, taker in enumerate([*takers, name]):
        yield taker, owner == place


def _with_surges(scenario: Scenario, name: str, usual: Arrivals, streams: Streams, factor: float) -> Arrivals:
    """Fewer calls where they are multiplied by less than 1, more where by more."""
    surge = surge_of(scenario, scenario.call_types[name])
    if surge is None:
        return usual
    stay = streams.of(Purpose.SURGE_THINS, name).random(len(usual.usual)) < surge.factors[surge.span(usual.usual)]
    counts = _more(scenario, name, usual, surge, streams.of(Purpose.SURGE_ADDS, name), factor)
    rng = streams.of(Purpose.SURGE_PLACES, name)
    added = np.sort(_placed(rng, surge.edges[:-1], np.diff(surge.edges), counts))
    return replace(usual.only(stay), added=added)


def _more(
    scenario: Scenario, name: str, usual: Arrivals, surge: Surge, rng: np.random.Generator, factor: float
) -> Ints:
    """How many calls come beside the usual ones in each span: of what is on record that multiple, else Poisson."""
    beside = np.maximum(surge.factors - 1, 0.0)
    if usual.recorded is not None:
        calls = np.bincount(surge.span(usual.usual), minlength=len(beside)) * beside
        return np.floor(calls + rng.random(len(beside))).astype(np.int64)
    call_type = scenario.call_types[name]
    means = at_lines(scenario, source_of(scenario, call_type)) * (part(scenario, call_type) * factor)
    return rng.poisson(surge.spread(means) * beside)
