"""Skill groups (技能组): each a queue, with a promise, a rule for whom to ring, and helpers."""

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictStr, model_validator

from acd.language import _
from scenarios.errors import clauses
from scenarios.schema.base import Part
from scenarios.schema.centre import ChooseAgent
from scenarios.values import Duration, Share

ANYONE: Final = "anyone"
"""Every agent signed in, at level 99."""


def _simulated_condition(value: Any) -> Any:
    if isinstance(value, str) and value.split()[:1] and value.split()[0] in {"queue", "wait_estimate", "unstaffed"}:
        may = _("may be {may}").format(may="all_busy")
        raise ValueError(clauses(_("not simulated by this version yet; remove it"), may))
    return value


class Overflow(Part):
    """One step: who else may take the calls (``to``), at once when all are busy or after a wait."""

    to: StrictStr
    when: Annotated[Literal["all_busy"] | None, BeforeValidator(_simulated_condition)] = None
    after: Duration | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> "Overflow":
        if (self.when is None) == (self.after is None):
            raise ValueError(_("an overflow step has one of `when: all_busy` and `after: 45s`"))
        return self


class ServiceLevel(Part):
    """服务水平: the share to be answered within a time; ``chance``: the share of days on which it must hold."""

    target: Share | None = None
    within: Duration = 20_000_000
    over: Literal["day", "interval"] = "day"
    chance: Share | None = None


class Group(Part):
    """A queue and how it is served."""

    later: ClassVar[frozenset[str]] = frozenset(
        {"hours", "outside_hours", "queue_limit", "max_wait", "when_full", "priority_ageing", "last_agent"}
    )
    label: StrictStr | None = None
    service_level: ServiceLevel = ServiceLevel()
    choose_agent: ChooseAgent = "longest_idle"
    levels: Literal["first", "ignore"] = "first"
    overflow: list[Overflow] = Field(default_factory=list)
    recount_on_overflow: StrictBool = False
