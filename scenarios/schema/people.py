"""The people who answer: teams and named agents, their skills, and when they are on."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictStr, model_validator

from acd.language import _
from scenarios.distributions import Delay
from scenarios.schema.base import Part
from scenarios.schema.live.notation import StaffNumber
from scenarios.values import Count, Positive, Share, Whole


class Skill(Part):
    """How well (1 is best) and how fast (``pace`` multiplies talk and wrap-up) an agent serves a group."""

    level: Annotated[Count, Field(le=98)] = 1
    pace: Positive = 1.0


def _bare_level(value: Any) -> Any:
    return {"level": value} if isinstance(value, int) else value


WrittenSkill = Annotated[Skill, BeforeValidator(_bare_level, json_schema_input_type=Skill | int)]


class Agents(Part):
    """One named agent, or a team of ``count`` people alike, or as many as each interval needs (``on_duty``).

    ``number`` (工号): told to callers of a live centre; a team's people are numbered on from it.
    """

    name: StrictStr | None = None
    team: StrictStr | None = None
    count: Count | None = None
    skills: Annotated[dict[str, WrittenSkill], Field(min_length=1)]
    shift: StrictStr | None = None
    on_duty: list[Whole] | None = None
    experience: Literal["novice", "experienced"] = "experienced"
    answer: Delay | None = None
    misses: Share = 0.0
    pace: Positive = 1.0
    number: StaffNumber | None = None

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> "Agents":
        if self.name is None and self.team is None:
            raise ValueError(_("an entry has a `name`, or a `team` with `count` or `on_duty`"))
        if [self.name, self.count, self.on_duty].count(None) != 2:
            raise ValueError(_("an entry has one of `name` (one person), `count` and `on_duty` (a team)"))
        if self.on_duty is not None and self.shift is not None:
            raise ValueError(_("`on_duty` says when people are on; remove `shift`, or give `count` instead"))
        if self.on_duty is not None and not any(self.on_duty):
            raise ValueError(_("`on_duty` needs somebody in at least one interval"))
        return self

    @property
    def people(self) -> int:
        """How many persons this entry stands for: of ``on_duty``, the most that are ever on together."""
        return max(self.on_duty) if self.on_duty else self.count or 1
