"""Skill groups (技能组): each a queue, with a promise, a rule for whom to ring, and helpers."""

import re
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, PlainSerializer, PlainValidator, StrictBool, StrictStr, model_validator

from acd.language import _
from scenarios.errors import clauses, nearest
from scenarios.schema.base import Part
from scenarios.schema.centre import ChooseAgent
from scenarios.schema.live.after import LastAgent
from scenarios.values import DAY, Duration, PositiveDuration, Share, TimeOfDay, Whole, duration, write_duration

ANYONE: Final = "anyone"
"""Every agent signed in, at level 99."""

_AGEING: Final = re.compile(r"\s*(\d{1,9})\s+per\s+(.+)")
_THRESHOLD: Final = re.compile(r"(\w+)\s*>\s*(.+)")


Deflection = Literal["message", "voicemail", "callback", "busy"]


class Deflect(Part):
    """Where a call goes that the group does not take."""

    deflect: Deflection


class Ageing(NamedTuple):
    """So many points of priority for each full span (microseconds) of waiting."""

    points: int
    each: int


def _ageing(value: object) -> Ageing:
    if isinstance(value, Ageing):
        return value
    found = _AGEING.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[1]) == 0 or (each := duration(found[2])) == 0:
        raise ValueError(_("ageing is written `1 per 60s`: points of priority, a whole number, for each time waited"))
    return Ageing(int(found[1]), each)


PriorityAgeing = Annotated[
    Ageing,
    PlainValidator(_ageing, json_schema_input_type=str),
    PlainSerializer(lambda ageing: f"{ageing.points} per {write_duration(ageing.each)}s", when_used="json"),
]
"""``1 per 60s``."""


def _condition(value: object) -> str:
    """The condition in its plain spelling: ``queue > 20``, ``wait_estimate > 120s``."""
    text = str(value).strip()
    if text in ("all_busy", "unstaffed"):
        return text
    word, threshold = (found[1], found[2]) if (found := _THRESHOLD.fullmatch(text)) else (text, "")
    if word == "queue" and threshold.isdigit():
        return f"queue > {int(threshold)}"
    if word == "wait_estimate" and threshold:
        return f"wait_estimate > {write_duration(duration(float(threshold) if threshold.isdigit() else threshold))}s"
    may = _("may be {may}").format(may='all_busy, unstaffed, "queue > 20", "wait_estimate > 2min"')
    raise ValueError(clauses(may, nearest(word, ("all_busy", "unstaffed", "queue", "wait_estimate"))))


When = Annotated[str, PlainValidator(_condition, json_schema_input_type=str)]
"""What must be so for a step of overflow to apply."""


class Overflow(Part):
    """One step: who else may take the calls (``to``), once something is so (``when``) or after a wait."""

    to: StrictStr
    when: When | None = None
    after: Duration | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> "Overflow":
        if (self.when is None) == (self.after is None):
            raise ValueError(_("an overflow step has one of `when: all_busy` and `after: 45s`"))
        return self

    @property
    def condition(self) -> str:
        """What the step waits for in one word: after, all_busy, queue, wait_estimate, unstaffed."""
        return self.when.split()[0] if self.when else "after"

    @property
    def threshold(self) -> int:
        """Calls of ``queue``, microseconds of ``wait_estimate`` and ``after``; 0 where there is none."""
        if self.when is None:
            return self.after or 0
        _word, _above, written = self.when.partition(" > ")
        return duration(written) if written.endswith("s") else int(written or 0)


class ServiceLevel(Part):
    """服务水平: the share to be answered within a time; ``chance``: the share of days on which it must hold."""

    target: Share | None = None
    within: Duration = 20_000_000
    over: Literal["day", "interval"] = "day"
    chance: Share | None = None


class Group(Part):
    """A queue, when it takes calls and how many, and how it is served."""

    label: StrictStr | None = None
    hours: Annotated[list[TimeOfDay], Field(min_length=2, max_length=2)] | None = None
    outside_hours: Deflect | None = None
    service_level: ServiceLevel = ServiceLevel()
    choose_agent: ChooseAgent = "longest_idle"
    levels: Literal["first", "ignore"] = "first"
    overflow: list[Overflow] = Field(default_factory=list)
    recount_on_overflow: StrictBool = False
    queue_limit: Whole | None = None
    max_wait: PositiveDuration | None = None
    when_full: Deflect | None = None
    priority_ageing: PriorityAgeing | None = None
    last_agent: LastAgent | None = None

    @model_validator(mode="after")
    def _deflects_for_a_reason(self) -> "Group":
        if self.outside_hours is not None and self.hours is None:
            raise ValueError(_("`outside_hours` needs `hours`"))
        if self.when_full is not None and self.queue_limit is None and self.max_wait is None:
            raise ValueError(_("`when_full` needs `queue_limit` or `max_wait`"))
        return self

    @property
    def open_from_to(self) -> tuple[int, int] | None:
        """Since midnight, the end after the start (25:00 for one at night); ``None``: never closed by hours."""
        if self.hours is None:
            return None
        start, end = self.hours
        return start, end if end > start else end + DAY
