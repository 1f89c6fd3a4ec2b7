"""How long a caller may have to wait yet, as a range that is meant to hold for four in five.

The expectation is the rules' own wait estimate: place in the queue times mean handling time, over the agents at work
who may take the call. How far real waits lie from it (callers ahead hang up, agents serve other groups too) is learnt
from the group's latest waits; until there are enough, the range is that of as many exponential departures (a gamma
distribution). Knows rows and events. Decides nothing, and tells nobody.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

from scipy.stats import gamma

from acd.events import AgentState, Event, Kind
from acd.model import HANDLINGS, Centre, ahead, may_take

LEAST: Final = 0.1
MOST: Final = 0.9
"""Quantiles of the range: four in five lie between."""
_ENOUGH: Final = 20
_LATEST: Final = 100
"""Waits of a group that are learnt from."""
_HANDLED: Final = 5
"""Calls handled, before which only the scenario's mean says anything."""
_AWAY: Final = (AgentState.SIGNED_OUT, AgentState.NOT_READY)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A wait in progress: whose group, since when, what was expected (µs)."""

    group: int
    since: int
    expected: float


class Waits:
    """``note`` every event while the rows are as the rules left them."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._begun: dict[int, _Begun] = {}
        self._ratios: dict[int, deque[float]] = {}

    def note(self, event: Event, row: int) -> None:
        """Learn from waits that end with an agent; ``row`` is the call's."""
        if event.kind == Kind.CALL_QUEUED:
            expected = self._expected(event.t, row)
            if expected is not None:
                self._begun[event.call] = _Begun(self._centre.calls[row].group, event.t, expected[1])
        elif event.kind == Kind.CALL_ANSWERED:
            begun = self._begun.pop(event.call, None)
            if begun is not None:
                ratios = self._ratios.setdefault(begun.group, deque(maxlen=_LATEST))
                ratios.append((event.t - begun.since) / begun.expected)
        elif event.kind in _OVER:
            self._begun.pop(event.call, None)

    def range(self, now: int, row: int) -> tuple[int, int] | None:
        """From how long to how long yet (µs), for a call that is queued; nothing where nobody is there to tell by."""
        expected = self._expected(now, row)
        if expected is None:
            return None
        place, mean = expected
        ratios = self._ratios.get(self._centre.calls[row].group, ())
        if len(ratios) >= _ENOUGH:
            ordered = sorted(ratios)
            last = len(ordered) - 1
            return round(mean * ordered[round(LEAST * last)]), round(mean * ordered[round(MOST * last)])
        low, high = (float(gamma.ppf(share, place, scale=mean / place)) for share in (LEAST, MOST))
        return round(low), round(high)

    def _expected(self, now: int, row: int) -> tuple[int, float] | None:
        """The place in the queue, from 1, and the rules' estimate (µs)."""
        centre = self._centre
        group = centre.groups[centre.calls[row].group]
        known = min(group.handlings, HANDLINGS)
        mean = group.handled / known if known >= _HANDLED else group.mean_handling
        agents = sum(agent.state not in _AWAY and may_take(centre, a, row) for a, agent in enumerate(centre.agents))
        if not agents or mean <= 0:
            return None
        place = ahead(centre, now, row) + 1
        return place, place * mean / agents


_OVER: Final = (Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED, Kind.CALL_LOST, Kind.CALL_TRANSFERRED)
