"""Groups as rows: tiers of candidates, overflow steps, hours and limits, ageing.

Refuses to know who is on duty, and what happens on a day.
"""

from collections.abc import Iterable
from typing import Final

from acd.config.policy import own_choose_agent
from acd.config.profiles import Profiles
from acd.events import ANYONE, MICROSECONDS, NOBODY, DeflectedTo, Why
from acd.model import ANYONES_LEVEL, Condition, Group, Step, Tier
from scenarios import Scenario
from scenarios.schema import groups as schema
from scenarios.schema.callers import CallType
from scenarios.schema.groups import Deflect, Overflow
from scenarios.volumes import expected

OWN_SKILL: Final = NOBODY
"""The step of tiers that need none."""


def groups_of(scenario: Scenario, profiles: Profiles) -> tuple[list[Group], list[Tier], list[int], list[Step]]:
    rows: list[Group] = []
    tiers: list[Tier] = []
    members: list[int] = []
    steps: list[Step] = []
    own = own_choose_agent(scenario)
    for name, group in scenario.groups.items():
        row = Group(choose_agent=why(group.choose_agent), recount=int(group.recount_on_overflow))
        row.custom = own.index(group.choose_agent) if group.choose_agent in own else NOBODY
        row.first_step, row.first_tier = len(steps), len(tiers)
        for step, candidates in _tiers(scenario, profiles, name):
            tiers.append(Tier(step, len(members), len(members) + len(candidates)))
            members.extend(candidates)
        steps.extend(_step(profiles, step) for step in group.overflow)
        row.end_step, row.end_tier = len(steps), len(tiers)
        row.conditions = sum(1 << k for k, step in enumerate(group.overflow) if step.condition in _WATCHED)
        _limit(row, group)
        row.mean_handling = mean_handling(scenario, name)
        rows.append(row)
    return rows, tiers, members, steps


_CONDITIONS: Final = {
    "all_busy": Condition.ALL_BUSY,
    "after": Condition.AGE,
    "queue": Condition.LENGTH,
    "wait_estimate": Condition.ESTIMATE,
    "unstaffed": Condition.UNSTAFFED,
}
_WATCHED: Final = ("queue", "wait_estimate", "unstaffed")


def _step(profiles: Profiles, step: Overflow) -> Step:
    target = ANYONE if step.to == "anyone" else profiles.groups.index(step.to)
    return Step(target, _CONDITIONS[step.condition].value, step.threshold)


def _limit(row: Group, group: schema.Group) -> None:
    """When a group takes calls, how many may wait and how long, and how waiting raises their priority."""
    if group.open_from_to is not None:
        row.opens = group.open_from_to[0]
        row.open_for = group.open_from_to[1] - row.opens
    row.limit = NOBODY if group.queue_limit is None else group.queue_limit
    row.max_wait = NOBODY if group.max_wait is None else group.max_wait
    row.outside = _deflection(group.outside_hours)
    row.full = _deflection(group.when_full)
    if group.priority_ageing is not None:
        row.ageing, row.every = group.priority_ageing


def _deflection(said: Deflect | None) -> int:
    return DeflectedTo[said.deflect.upper()].value if said else DeflectedTo.MESSAGE.value


def mean_handling(scenario: Scenario, name: str) -> int:
    """Expected talk, holds and wrap-up (µs) of the group's calls, for the wait estimate until enough is known."""
    if not any(step.condition == "wait_estimate" for step in scenario.groups[name].overflow):
        return 0
    own = [call_type for call_type in scenario.call_types.values() if call_type.group == name]
    calls = [float(expected(scenario, call_type).sum()) for call_type in own]
    seconds = sum(n * _handling(call_type) for n, call_type in zip(calls, own, strict=True))
    return round(seconds / (sum(calls) or 1.0) * MICROSECONDS)


def _handling(call_type: CallType) -> float:
    hold = call_type.hold
    held = hold.chance * hold.times * hold.each.average() if hold else 0.0
    return call_type.talk.average() + held + (call_type.wrap_up.average() if call_type.wrap_up else 0.0)


def _tiers(scenario: Scenario, profiles: Profiles, name: str) -> Iterable[tuple[int, list[int]]]:
    """Who is equally near to a group, nearest first: its own by level, then each step's by the level it gives them."""
    count = range(len(profiles.skills))
    own = {p: profiles.level(p, name) for p in count if profiles.level(p, name)}
    if scenario.groups[name].levels == "ignore":
        own = dict.fromkeys(own, 1)
    yield from ((OWN_SKILL, candidates) for candidates in _by_level(own))
    for k, step in enumerate(scenario.groups[name].overflow):
        if step.to == "anyone":
            added = dict.fromkeys(count, ANYONES_LEVEL)
        else:
            added = {p: profiles.level(p, step.to) for p in count if profiles.level(p, step.to)}
        yield from ((k, candidates) for candidates in _by_level({p: n for p, n in added.items() if p not in own}))


def _by_level(levels: dict[int, int]) -> list[list[int]]:
    return [[p for p, level in levels.items() if level == wanted] for wanted in sorted(set(levels.values()))]


def why(policy: str) -> int:
    """The word of a policy in the ledger."""
    return Why.CUSTOM.value if ":" in policy else Why[policy.upper()].value
