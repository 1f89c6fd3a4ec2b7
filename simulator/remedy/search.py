"""The cheapest remedy for a group that misses its target, found by trying it on the same callers.

Knows the order in which changes are tried and when one is enough. Refuses to know how a day is simulated: it is given a
function that does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scenarios import Scenario, load
from scenarios.errors import ScenarioError
from simulator.remedy.changes import Change
from simulator.remedy.free import moved_breaks, overflow
from simulator.remedy.people import longer_shifts, more_people
from simulator.remedy.promise import Promise, furthest_off, promises
from simulator.remedy.spot import Spot, spot_of
from simulator.remedy.worst import mean

BUDGET: Final = 12
"""Simulations that a search may ask for, the unchanged scenario included."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """One change as simulated: the group's chance and level with it, and whether other groups still keep promises."""

    change: Change
    chance: float
    level: float
    harmless: bool
    enough: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """What was found for a group: ``change`` is ``None`` where nothing tried helps.

    Chances are shares of the same simulated days without and with the change; levels, the service level (where every
    interval must reach the target, what lies above it does not count).
    """

    group: str
    wanted: float
    days: int
    tried: int
    chance_before: float
    level_before: float
    change: Change | None
    chance: float
    level: float
    enough: bool


class _Trials:
    """Runs changed scenarios against the unchanged one, and keeps what came of it."""

    def __init__(self, spot: Spot, overrides: Sequence[str], evaluate: Callable[[Scenario], Document], budget: int):
        self.spot = spot
        self.left = budget - 1
        self.done: list[Trial] = []
        self.before = evaluate(spot.scenario)
        self.kept = {promise.group for promise in promises(spot.scenario, self.before) if promise.kept}
        self._overrides = overrides
        self._evaluate = evaluate

    def attempt(self, change: Change) -> Trial | None:
        """``None`` where the change cannot be made, or nothing more may be simulated."""
        source = self.spot.scenario.source
        if source is None or self.left == 0:
            return None
        try:
            changed = load(source, [*self._overrides, *change.overrides])
        except ScenarioError:
            return None
        self.left -= 1
        document = self._evaluate(changed)
        chance, level = outcome(self.spot.scenario, document, self.spot.group)
        kept = {promise.group for promise in promises(changed, document) if promise.kept}
        harmless = kept >= self.kept
        trial = Trial(change, chance, level, harmless, harmless and self.spot.group in kept)
        self.done.append(trial)
        return trial

    def cheapest_enough(self, ladder: list[Change]) -> Trial | None:
        """The first step of a ladder that is enough, found by halving: more of the same never helps less."""
        best, low, high = None, 0, len(ladder) - 1
        while low <= high:
            middle = (low + high + 1) // 2
            trial = self.attempt(ladder[middle])
            if trial is not None and trial.enough:
                best, high = trial, middle - 1
            else:
                low = middle + 1
        return best


def find_remedy(
    scenario: Scenario,
    document: Document,
    evaluate: Callable[[Scenario], Document],
    overrides: Sequence[str] = (),
    budget: int = BUDGET,
) -> Remedy | None:
    """Try small changes for the group furthest below its promise; ``None`` where every promise is kept.

    ``evaluate`` simulates a scenario on always the same days and gives its document; ``overrides`` are those with which
    ``scenario`` was loaded. A change is enough if the group keeps its promise and no other group ceases to.
    """
    failing = furthest_off(promises(scenario, document), document)
    if failing is None or scenario.source is None:
        return None
    spot = spot_of(scenario, document, failing.group)
    trials = _Trials(spot, overrides, evaluate, budget)
    return _remedy(failing, trials, _search(trials, list(_ladders(spot))))


def _ladders(spot: Spot) -> Iterator[list[Change]]:
    """What costs nothing first; each ladder from less to more of the same."""
    for change in (*moved_breaks(spot), *overflow(spot)):
        yield [change]
    yield from more_people(spot)
    for change in longer_shifts(spot):
        yield [change]


def _search(trials: _Trials, ladders: list[list[Change]]) -> Trial | None:
    best: Trial | None = None
    for ladder in ladders:
        cheaper = [change for change in ladder if best is None or change.hours < best.change.hours]
        best = trials.cheapest_enough(cheaper) or best
    return best or _most_help(trials)


def _most_help(trials: _Trials) -> Trial | None:
    """The change that helps most per person-hour; one that costs nothing counts as an hour."""
    before = outcome(trials.spot.scenario, trials.before, trials.spot.group)

    def help_per_hour(trial: Trial) -> tuple[float, float]:
        hours = max(trial.change.hours, 1.0)
        return (trial.chance - before[0]) / hours, (trial.level - before[1]) / hours

    helpful = [trial for trial in trials.done if trial.harmless and help_per_hour(trial) > (0.0, 0.0)]
    return max(helpful, key=help_per_hour, default=None)


def _remedy(failing: Promise, trials: _Trials, found: Trial | None) -> Remedy:
    chance, level = outcome(trials.spot.scenario, trials.before, failing.group)
    return Remedy(
        group=failing.group,
        wanted=failing.wanted,
        days=int(trials.before["replications"]),
        tried=len(trials.done),
        chance_before=chance,
        level_before=level,
        change=found.change if found else None,
        chance=found.chance if found else chance,
        level=found.level if found else level,
        enough=found is not None and found.enough,
    )


def outcome(scenario: Scenario, document: Document, group: str) -> tuple[float, float]:
    """The group's chance, and its service level as far as its promise counts it."""
    promise = next(each for each in promises(scenario, document) if each.group == group)
    if promise.over == "day":
        return promise.share, mean(document["groups"][group], "service_level") or 0.0
    levels = [mean(interval["groups"][group], "service_level") for interval in document["intervals"]]
    known = [min(level, promise.target) for level in levels if level is not None]
    return promise.share, sum(known) / max(len(known), 1)
