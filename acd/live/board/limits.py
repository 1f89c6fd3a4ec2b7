"""What a board holds the day against: promises and limits of the scenario, and where it says none, the sources'.

Knows where each number comes from. Refuses to know the figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from acd.events import MICROSECONDS, AgentState
from metrics.definitions import PEOPLE
from metrics.ledger import Header
from scenarios.values import seconds

NOT_READY: Final = 15 * 60.0
"""W09: 示忙 of an early or night shift is at most 15 minutes."""
PAUSE: Final = 1800.0
"""W08: 整理与示忙 is at most 30 minutes a shift."""
LONGEST: Final = 6
"""Times the promised answer time, from which a wait is an alarm where the group has no ``max_wait`` (assumed)."""
WAITING: Final = 5
"""Calls in a queue that are an alarm where it has no ``queue_limit``, or as many as a tenth of its people (assumed)."""
NEAR: Final = 0.8
"""Of a limit of the scenario: from here on it is about to be reached (assumed)."""
WRAP_UP: Final = 3
"""Times the mean that A14 asks for: how long a single wrap-up may take where the scenario has no limit (assumed)."""


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """Of one group: the service level promised (share, s), and from when on its queue is an alarm (s, calls)."""

    label: str
    target: float | None
    within: float
    longest: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds."""

    groups: Mapping[str, GroupLimits]
    reasons: Mapping[str, float | None]
    """How long an agent may be not ready for a reason; ``None``: as long as it takes."""
    wrap_up: Mapping[str, float]
    """How long a wrap-up may take, by experience."""
    pause: float = PAUSE

    def of_state(self, state: AgentState, reason: str, experience: str) -> float | None:
        """How long an agent may be in a state, ``None`` where nothing says."""
        if state == AgentState.NOT_READY:
            return self.reasons.get(reason, NOT_READY)
        if state == AgentState.WRAP_UP:
            return self.wrap_up.get(experience, self.wrap_up[""])
        return None


def limits_of(header: Header) -> Limits:
    """From the scenario in the header, as far as it is there."""
    config = header.config or {}
    said = _part(config, "not_ready").get("reasons") or {}
    reasons = {name: _budget(settings or {}) for name, settings in said.items()}
    return Limits(
        {name: _group(header, name, _part(_part(config, "groups"), name)) for name in header.groups},
        {**dict.fromkeys(header.authorised), **reasons},
        _wrap_up(_part(config, "wrap_up_limit").get("after")),
    )


def _group(header: Header, name: str, said: Mapping[str, Any]) -> GroupLimits:
    within = header.within_of(name) / MICROSECONDS
    limit, people = said.get("queue_limit"), sum(name in person.skills for person in header.people)
    longest = said.get("max_wait")
    return GroupLimits(
        label=said.get("label") or name,
        target=_part(said, "service_level").get("target"),
        within=within,
        longest=LONGEST * within if longest is None else NEAR * seconds(longest),
        waiting=max(WAITING, people // 10) if limit is None else max(1, round(NEAR * limit)),
    )


def _budget(settings: Mapping[str, Any]) -> float | None:
    if settings.get("budget") is not None:
        return seconds(settings["budget"])
    return None if settings.get("authorised") else NOT_READY


def _wrap_up(limit: Any) -> dict[str, float]:
    if limit is not None:
        return {"": seconds(limit)}
    kpi = PEOPLE["mean_wrap_up"]
    asked = {"": kpi.target, "experienced": kpi.target, "novice": kpi.novice}
    return {name: WRAP_UP * target.high for name, target in asked.items() if target is not None and target.high}


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = of.get(name)
    return part if isinstance(part, Mapping) else {}
