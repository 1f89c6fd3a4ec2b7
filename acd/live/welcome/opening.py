"""Whether the centre, or one of its groups, is open at a moment of local time, why not, and when that changes.

The order of reasons is that of Genesys: emergency, holiday, closed, open. Knows the calendar of a scenario. Refuses to
know what time it is.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from scenarios import Scenario
from scenarios.schema.live.calendar import WEEKDAYS, Span
from scenarios.values import DAY

AHEAD: Final = 400
"""Days that are looked ahead: a year's holidays, and some."""


class Opening(StrEnum):
    """Open, or why not."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    EMERGENCY = "emergency"


def opening(scenario: Scenario, local: datetime, group: str | None = None, emergency: bool = False) -> Opening:
    """How it is at ``local`` (the clock on the wall in the centre), for the centre or for a group of it."""
    if emergency:
        return Opening.EMERGENCY
    wall = local.replace(tzinfo=None)
    if not _falls_into(wall, lambda day: centre_hours(scenario, day)):
        return Opening.HOLIDAY if scenario.calendar.holiday(wall.date()) else Opening.CLOSED
    hours = scenario.groups[group].open_from_to if group is not None else None
    return Opening.OPEN if hours is None or _falls_into(wall, lambda _day: hours) else Opening.CLOSED


def centre_hours(scenario: Scenario, day: date) -> Span | None:
    """When the centre opens and closes on a day, µs since its midnight; ``None``: not at all.

    A holiday goes before the weekday, the weekday before ``opens`` and ``closes``.
    """
    holiday = scenario.calendar.holiday(day)
    if holiday is not None:
        return holiday.hours
    return scenario.calendar.hours.get(WEEKDAYS[day.weekday()], (scenario.opens, scenario.closes))


def next_change(scenario: Scenario, local: datetime, group: str | None = None) -> datetime | None:
    """The first moment after ``local`` from which it is open or shut otherwise than now; ``None``: not in a year."""
    is_open = opening(scenario, local, group) is Opening.OPEN
    for moment in _borders(scenario, local, group):
        if (opening(scenario, moment, group) is Opening.OPEN) is not is_open:
            return moment
    return None


def next_opening(scenario: Scenario, local: datetime, group: str | None = None) -> datetime | None:
    """``local`` itself where it is open, else the first moment after it that is; ``None``: not in a year."""
    return local if opening(scenario, local, group) is Opening.OPEN else next_change(scenario, local, group)


def _falls_into(wall: datetime, hours: Callable[[date], Span | None]) -> bool:
    """Whether a moment lies in the hours of its day, or in those of the day before that run past midnight."""
    since = _since_midnight(wall)
    today, before = hours(wall.date()), hours(wall.date() - timedelta(days=1))
    return _contains(today, since) or _contains(before, since + DAY)


def _contains(span: Span | None, moment: int) -> bool:
    return span is not None and span[0] <= moment < span[1]


def _since_midnight(wall: datetime) -> int:
    return (wall - datetime.combine(wall.date(), time())) // timedelta(microseconds=1)


def _borders(scenario: Scenario, local: datetime, group: str | None) -> Iterator[datetime]:
    """Moments after ``local`` at which hours begin or end, in order."""
    own = scenario.groups[group].open_from_to if group is not None else None
    ahead: set[datetime] = set()
    for n in range(-1, AHEAD):
        midnight = datetime.combine(local.date() + timedelta(days=n), time(), local.tzinfo)
        due = {moment for moment in ahead if moment < midnight}  # hours of days to come do not begin before theirs
        yield from sorted(due)
        ahead -= due
        for span in (centre_hours(scenario, midnight.date()), own):
            edges = (midnight + timedelta(microseconds=edge) for edge in span or ())
            ahead.update(edge for edge in edges if edge > local)
