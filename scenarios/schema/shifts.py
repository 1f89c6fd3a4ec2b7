"""Shifts (班次) with their breaks and briefing. Times are microseconds since the midnight before the shift starts."""

from typing import Annotated

from pydantic import Field, StrictStr, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.values import DAY, Count, Duration, PositiveDuration, TimeOfDay


class Break(Part):
    """Time off at a fixed moment (``at``), or in ``waves`` somewhere in a window (``between``)."""

    at: TimeOfDay | None = None
    between: Annotated[list[TimeOfDay], Field(min_length=2, max_length=2)] | None = None
    length: PositiveDuration = Field(alias="for")
    waves: Count | None = None
    reason: StrictStr = "break"

    @model_validator(mode="after")
    def _one_place(self) -> "Break":
        if (self.at is None) == (self.between is None):
            raise ValueError(_('a break has one of `at: "10:00"` and `between: ["11:00", "13:30"]`'))
        if self.at is not None and self.waves is not None:
            raise ValueError(_("`waves` needs `between`"))
        return self


class Shift(Part):
    """A span of work; ``off`` not after ``on`` is on the next day."""

    kind: StrictStr = ""
    on: TimeOfDay
    off: TimeOfDay
    breaks: list[Break] = Field(default_factory=list)
    briefing: Duration = 0

    @property
    def ends(self) -> int:
        """``off`` in microseconds since the midnight before ``on``."""
        return self.off if self.off > self.on else self.off + DAY

    def moment(self, time: int) -> int:
        """A time of day within this shift: one before ``on`` is on the next day."""
        return time if time >= self.on else time + DAY

    def window(self, rest: Break) -> tuple[int, int]:
        """From when to when the break may lie."""
        if rest.between is None:
            start = self.moment(rest.at or 0)
            return start, start + rest.length
        start, end = (self.moment(time) for time in rest.between)
        return start, end

    def starts(self, rest: Break) -> list[int]:
        """When each wave of the break starts: evenly spread, the first opens the window and the last closes it."""
        start, end = self.window(rest)
        waves = rest.waves or 1
        spare = end - start - rest.length
        return [start + wave * spare // max(waves - 1, 1) for wave in range(waves)]
