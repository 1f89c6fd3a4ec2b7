"""What groups promise, and on how many days they keep it.

Knows targets of a scenario and the chances of a ``sim run`` document (`cli.md`). Refuses to know what would help.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from scenarios import Scenario
from simulator.remedy.worst import late_calls

USUAL_CHANCE: Final = 0.9
"""Share of days on which a target must hold where its group does not say (`service_level.chance`)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A group's service level: ``target`` answered ``within`` (µs), wanted on a share of days, kept on ``share``."""

    group: str
    target: float
    within: int
    over: Literal["day", "interval"]
    wanted: float
    stated: bool
    share: float
    low: float
    high: float

    @property
    def kept(self) -> bool:
        """Whether it holds on as many days as wanted."""
        return self.share >= self.wanted


def promises(scenario: Scenario, document: Mapping[str, Any]) -> list[Promise]:
    """Every target of the scenario with its chance, in the order of the groups."""
    found = []
    for name, group in scenario.groups.items():
        level, chance = group.service_level, document["chance"].get(f"{name}.service_level")
        if level.target is not None and chance is not None:
            wanted = USUAL_CHANCE if level.chance is None else level.chance
            known = (chance[key] for key in ("share", "low", "high"))
            found.append(
                Promise(name, level.target, level.within, level.over, wanted, level.chance is not None, *known)
            )
    return found


def furthest_off(promised: list[Promise], document: Mapping[str, Any]) -> Promise | None:
    """The promise whose chance lies furthest below what is wanted; of equals, the one that more callers feel."""
    missed = [promise for promise in promised if not promise.kept]

    def distance(promise: Promise) -> tuple[float, float]:
        return round(promise.wanted - promise.share, 6), late_calls(document["groups"][promise.group])

    return max(missed, key=distance, default=None)
