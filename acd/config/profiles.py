"""Agents with equal skills as profiles, and how each profile stands to each group."""

from collections.abc import Sequence

from acd.model import WHOLE, Profile, Skill
from scenarios import Scenario
from scenarios.schema.people import Agents


class Profiles:
    """Agents with equal skills share a profile; ``of`` gives each agent's."""

    def __init__(self, scenario: Scenario, entries: list[Agents]) -> None:
        self.groups = list(scenario.groups)
        keys = [tuple((g, skill.level, skill.pace) for g, skill in entry.skills.items()) for entry in entries]
        self.skills = list(dict.fromkeys(keys))
        self.of = [self.skills.index(key) for key in keys]

    def level(self, profile: int, group: str) -> int:
        """The profile's level in a group, 0 where it does not hold the skill."""
        return next((level for g, level, _ in self.skills[profile] if g == group), 0)

    def pace(self, profile: int, group: str) -> float:
        return next((pace for g, _, pace in self.skills[profile] if g == group), 1.0)

    def home(self, profile: int) -> int:
        """The first of the agent's groups: for it calls of ``anyone`` are served."""
        return self.groups.index(self.skills[profile][0][0])


def skill_of(scenario: Scenario, profiles: Profiles, profile: int, name: str) -> Skill:
    group = scenario.groups[name]
    level = profiles.level(profile, name)
    reached = sum(
        1 << k for k, step in enumerate(group.overflow) if step.to == "anyone" or profiles.level(profile, step.to)
    )
    ignored = group.levels == "ignore" and level > 0
    return Skill(1 if ignored else level, reached, round(profiles.pace(profile, name) * WHOLE))


def profile_rows(profiles: int, groups: int, skills: Sequence[Skill]) -> tuple[list[Profile], list[int]]:
    """For each profile the groups that it may serve, by own skill or by any overflow step."""
    rows: list[Profile] = []
    served: list[int] = []
    for p in range(profiles):
        may = [g for g in range(groups) if skills[p * groups + g].level or skills[p * groups + g].steps]
        rows.append(Profile(first_group=len(served), end_group=len(served) + len(may)))
        served.extend(may)
    return rows, served
