"""When the centre is open besides ``opens`` and ``closes`` of every day: hours by weekday, holidays."""

import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PlainSerializer, PlainValidator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import Said
from scenarios.values import DAY, Date, TimeOfDay, time_of_day, write_time_of_day

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[Weekday, ...]] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip

Span = tuple[int, int]
"""From when to when, microseconds since midnight; the end after the start, past 24:00 where it is the next day."""


def _day_hours(value: object) -> Span | None:
    if value == "closed":
        return None
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(_('the hours of a day are written ["08:00", "20:00"], or closed'))
    start, end = map(time_of_day, value)
    if start >= DAY or start == end or end - start > DAY:
        raise ValueError(_("the hours of a day begin before 24:00, have a length and last 24 h at most"))
    return start, end if end > start else end + DAY


def _written(span: Span | None) -> Any:
    return "closed" if span is None else [write_time_of_day(span[0]), write_time_of_day(span[1])]


DayHours = Annotated[
    Span | None,
    PlainValidator(_day_hours, json_schema_input_type=list[TimeOfDay] | Literal["closed"]),
    PlainSerializer(_written, when_used="json"),
]
"""``["08:00", "20:00"]``, or ``closed`` (``None``)."""


class Holiday(Part):
    """Days, the last included, that the centre is closed on, or open at hours of their own (also 调休)."""

    first: Date = Field(alias="from")
    last: Date | None = Field(default=None, alias="to")
    label: Said | None = None
    hours: DayHours = None

    @property
    def ends(self) -> datetime.date:
        """The last day; the first where there is only one."""
        return self.last or self.first

    def contains(self, day: datetime.date) -> bool:
        """Whether it is one of these days."""
        return self.first <= day <= self.ends


class Calendar(Part):
    """Holidays (the first that fits a day counts), and hours by weekday; a weekday absent: ``opens`` to ``closes``."""

    holidays: list[Holiday] = Field(default_factory=list)
    hours: dict[Weekday, DayHours] = Field(default_factory=dict)

    def holiday(self, day: datetime.date) -> Holiday | None:
        """The holiday that a day belongs to."""
        return next((each for each in self.holidays if each.contains(day)), None)
