"""Times and counts that run on: what is left of a limit, how often it has rung, how good the line is.

Knows the limits of the site (2 × 20 s of hold, a ring every 5 s). Refuses to know how they are written.
"""

import math
from dataclasses import dataclass
from typing import Final

from softphone.desk.desk import Desk
from softphone.desk.situation import Situation
from softphone.desk.views import Quality

RING_CYCLE: Final = 5.0
"""Seconds from ring to ring; the centre does not tell its own."""

HOLDS: Final = 2
HOLD: Final = 20.0
"""A caller is held twice at most, twenty seconds each (specification, B11)."""


@dataclass(frozen=True, slots=True)
class Rings:
    """How often it has rung, of how many, and seconds until the call goes to somebody else."""

    count: int
    most: int
    left: float


def in_state(desk: Desk, now: float) -> float:
    """Seconds in the state shown."""
    if desk.has_centre:
        return 0.0 if desk.agent is None else max(desk.centre_time(now) - desk.agent.since, 0.0)
    return 0.0 if desk.leg is None else max(now - desk.leg.since, 0.0)


def talked(desk: Desk, now: float) -> float:
    """Seconds since the call was answered, holds and all."""
    if desk.call is not None and desk.call.answered is not None:
        return max(desk.centre_time(now) - desk.call.answered, 0.0)
    return in_state(desk, now)


def rings(desk: Desk, now: float) -> Rings | None:
    """Where a call rings, and the centre says for how long."""
    call = desk.call
    if desk.situation != Situation.RINGING or call is None:
        return None
    elapsed = max(desk.centre_time(now) - call.ringing_since, 0.0)
    most = max(math.ceil((call.rings_until - call.ringing_since) / RING_CYCLE), 1)
    count = min(math.floor(elapsed / RING_CYCLE) + 1, most)
    return Rings(count, most, max(call.rings_until - desk.centre_time(now), 0.0))


def dials_on(desk: Desk, now: float) -> float | None:
    """Seconds until nobody is waited for any more whom the agent calls."""
    call = desk.call
    if desk.situation != Situation.DIALLING or call is None:
        return None
    return max(call.rings_until - desk.centre_time(now), 0.0)


def waited(desk: Desk) -> float:
    """Seconds from the caller's wish for a person to this ring."""
    call = desk.call
    return 0.0 if call is None else max(call.ringing_since - call.offered, 0.0)


def held_now(desk: Desk, now: float) -> float | None:
    """Seconds of the hold that goes on."""
    if desk.call is not None and desk.call.held_since is not None:
        return max(desk.centre_time(now) - desk.call.held_since, 0.0)
    return None


def wrap_up_left(desk: Desk, now: float) -> float | None:
    """Seconds until the wrap-up ends by itself; ``None``: there is no limit."""
    if desk.situation != Situation.WRAP_UP or desk.agent is None or desk.agent.wrap_up_until is None:
        return None
    return max(desk.agent.wrap_up_until - desk.centre_time(now), 0.0)


def budget_left(desk: Desk, now: float) -> float | None:
    """Seconds left today of what the reason in force allows; below 0: overdrawn. ``None``: it has no limit."""
    if desk.situation != Situation.NOT_READY or desk.agent is None:
        return None
    told = desk.spent.get(desk.agent.reason)
    if told is None or told.budget is None:
        return None
    begun = now - in_state(desk, now)
    return told.budget - told.spent - (now - max(desk.own_at, begun))


def grade(quality: Quality) -> str:
    """How a line sounds, in one English word of the catalogue."""
    mos = quality.mos
    if mos is None:
        return "unknown"
    return next(word for above, word in _GRADES if mos > above)


def is_poor(quality: Quality) -> bool:
    """Whether the caller is likely to complain of the line."""
    limits = ((quality.jitter_ms, 30.0), (quality.loss, 0.03), (quality.rtt_ms, 400.0))
    return (quality.mos is not None and quality.mos < 3.5) or any(
        value is not None and value > most for value, most in limits
    )


_GRADES: Final = ((4.2, "excellent"), (4.0, "very good"), (3.6, "good"), (3.0, "fair"), (-math.inf, "poor"))
