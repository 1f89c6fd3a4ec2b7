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
from simulator.remedy.promise import furthest_off, promises
from simulator.remedy.spot import Spot, spot_of
from simulator.remedy.worst import mean

BUDGET: Final = 12
"""Simulations that a search may ask for, the unchanged scenario included."""

Document = Mapping[str, Any]
Evaluate = Callable[[Scenario], Document]


@dataclass(frozen=True, slots=True)
class Trial:
    """Changes made together, as simulated: what came of them for the group, and whether others still keep promises."""

    changes: tuple[Change, ...]
    scenario: Scenario
    document: Document
    chance: float
    level: float
    harmless: bool
    enough: bool

    @property
    def hours(self) -> float:
        """Person-hours a day."""
        return sum(change.hours for change in self.changes)

    @property
    def overrides(self) -> list[str]:
        """What ``--set`` would be given."""
        return [override for change in self.changes for override in change.overrides]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What was found for a group: one change, or two together; none where nothing tried helps.

    Chances are shares of the same simulated days without and with the changes; levels, the service level (where every
    interval must reach the target, what lies above it does not count).
    """

    group: str
    days: int
    tried: int
    chance_before: float
    level_before: float
    changes: tuple[Change, ...]
    chance: float
    level: float
    enough: bool

    @property
    def hours(self) -> float:
        """Person-hours a day."""
        return sum(change.hours for change in self.changes)


class _Trials:
    """Runs changed scenarios against the unchanged one, and keeps what came of it."""

    def __init__(self, scenario: Scenario, group: str, overrides: Sequence[str], evaluate: Evaluate, budget: int):
        self.group = group
        self.left = budget - 1
        self.done: list[Trial] = []
        self._overrides = overrides
        self._evaluate = evaluate
        self._kept: set[str] = set()
        self.before = self._trial((), scenario)
        self._kept = _kept(scenario, self.before.document)

    def attempt(self, changes: tuple[Change, ...]) -> Trial | None:
        """``None`` where the changes cannot be made, or nothing more may be simulated."""
        source = self.before.scenario.source
        if source is None or self.left == 0:
            return None
        try:
            changed = load(source, [*self._overrides, *(each for change in changes for each in change.overrides)])
        except ScenarioError:
            return None
        self.left -= 1
        self.done.append(self._trial(changes, changed))
        return self.done[-1]

    def _trial(self, changes: tuple[Change, ...], scenario: Scenario) -> Trial:
        document = self._evaluate(scenario)
        kept = _kept(scenario, document)
        harmless = kept >= self._kept
        chance, level = outcome(scenario, document, self.group)
        return Trial(changes, scenario, document, chance, level, harmless, harmless and self.group in kept)

    def cheapest_enough(self, first: tuple[Change, ...], ladder: list[Change]) -> Trial | None:
        """The lowest step of a ladder that is enough; where the highest is not, no other is tried."""
        best, low, high = None, 0, len(ladder) - 1
        step = high
        while low <= high:
            trial = self.attempt((*first, ladder[step]))
            if trial is not None and trial.enough:
                best, high = trial, step - 1
            elif step == len(ladder) - 1:
                break
            else:
                low = step + 1
            step = (low + high) // 2
        return best


def _kept(scenario: Scenario, document: Document) -> set[str]:
    return {promise.group for promise in promises(scenario, document) if promise.kept}


def find_remedy(
    scenario: Scenario, document: Document, evaluate: Evaluate, overrides: Sequence[str] = (), budget: int = BUDGET
) -> Remedy | None:
    """Try small changes for the group furthest below its promise; ``None`` where every promise is kept.

    ``evaluate`` simulates a scenario on always the same days and gives its document; ``overrides`` are those with which
    ``scenario`` was loaded. Changes are enough if the group keeps its promise and no other group ceases to. Where no
    single one is, a second is tried on top of the one that helps most for its hours.
    """
    failing = furthest_off(promises(scenario, document), document)
    if failing is None or scenario.source is None:
        return None
    trials = _Trials(scenario, failing.group, overrides, evaluate, budget)
    found = _cheapest(trials, trials.before)
    if found is None and (first := _most_help(trials)):
        found = _cheapest(trials, first) or _most_help(trials)
    return _remedy(trials, found)


def _cheapest(trials: _Trials, base: Trial) -> Trial | None:
    """The cheapest change that is enough on top of ``base``."""
    best: Trial | None = None
    for ladder in _ladders(spot_of(base.scenario, base.document, trials.group)):
        cheaper = [change for change in ladder if best is None or base.hours + change.hours < best.hours]
        best = trials.cheapest_enough(base.changes, cheaper) or best
    return best


def _ladders(spot: Spot) -> Iterator[list[Change]]:
    """What costs nothing first; each ladder from less to more of the same."""
    for change in (*moved_breaks(spot), *overflow(spot)):
        yield [change]
    yield from more_people(spot)
    for change in longer_shifts(spot):
        yield [change]


def _most_help(trials: _Trials) -> Trial | None:
    """What helps most per person-hour; what costs nothing counts as an hour."""
    before = trials.before

    def help_per_hour(trial: Trial) -> tuple[float, float]:
        hours = max(trial.hours, 1.0)
        return (trial.chance - before.chance) / hours, (trial.level - before.level) / hours

    helpful = [trial for trial in trials.done if trial.harmless and help_per_hour(trial) > (0.0, 0.0)]
    return max(helpful, key=help_per_hour, default=None)


def _remedy(trials: _Trials, found: Trial | None) -> Remedy:
    before, after = trials.before, found or trials.before
    return Remedy(
        group=trials.group,
        days=int(before.document["replications"]),
        tried=len(trials.done),
        chance_before=before.chance,
        level_before=before.level,
        changes=after.changes,
        chance=after.chance,
        level=after.level,
        enough=after.enough,
    )


def outcome(scenario: Scenario, document: Document, group: str) -> tuple[float, float]:
    """The group's chance, and its service level as far as its promise counts it."""
    promise = next(each for each in promises(scenario, document) if each.group == group)
    if promise.over == "day":
        return promise.share, mean(document["groups"][group], "service_level") or 0.0
    levels = [mean(interval["groups"][group], "service_level") for interval in document["intervals"]]
    known = [min(level, promise.target) for level in levels if level is not None]
    return promise.share, sum(known) / max(len(known), 1)
