"""Which days of a table were averaged, in words for whoever asked.

Knows what a planner would not forgive to be left unsaid: fewer days than asked for, working days mixed with weekends.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.tables.days import Selection, select_days
from scenarios.tables.volumes import Volumes

_MOST: Final = 8
"""Days that are written out one by one, where some between them are left out."""


def choose(volumes: Volumes, asked: str | None) -> Selection:
    """The days of the table that ``asked`` means (as in `select_days`), all where it is not given."""
    return Selection(volumes.dates) if asked is None else select_days(volumes.dates, asked)


def days_said(chosen: Selection) -> list[str]:
    """One line for the days, then one for each thing about them to be noticed; none for a table without dates."""
    days = chosen.days
    if not days:
        return []
    count = len(days)
    said = [
        _("mean of {count} days: {days}").format(count=count, days=listed(days))
        if count > 1
        else _("one day: {day}").format(day=listed(days))
    ]
    said += chosen.notes
    weekend = sum(day.weekday() >= 5 for day in days)
    if 0 < weekend < count:
        said.append(
            _(
                "attention: {count} of them Saturday or Sunday: name the days with --days, such as --days weekdays"
            ).format(count=weekend)
        )
    return said


def listed(days: Sequence[datetime.date]) -> str:
    """``2026-10-12 … 2026-10-25``, or each of a few days that do not follow one another."""
    if not days:
        return _("undated")
    unbroken = (days[-1] - days[0]).days == len(days) - 1
    if len(days) > 2 and (unbroken or len(days) > _MOST):
        return f"{days[0]} … {days[-1]}"
    return ", ".join(map(str, days))
