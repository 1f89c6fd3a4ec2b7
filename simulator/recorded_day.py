"""The recorded day that is laid over a simulated one (`cli.md`, ``sim run S --actual``).

Knows which day of a report is meant, and what is to be said about the comparison as a whole. Refuses to know how
figures are compared.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from babel.dates import format_date

from acd.language import _, spoken
from scenarios import Scenario
from scenarios.tables.overlay import Overlay, overlay, rows_of
from scenarios.tables.volumes import Actuals
from simulator.rests import header


def day_of(actuals: Actuals, scenario: Scenario, asked: datetime.date | None) -> datetime.date | None:
    """The day asked for, else the scenario's own date where the table has it, else the only day of the table.

    ``None`` where the table has no dates. Raises ``TableError`` where there is no such day, or several.
    """
    day = asked or (scenario.date if scenario.date in actuals.dates else None)
    rows_of(actuals, day)
    return day or next(iter(actuals.dates), None)


def laid_over(actuals: Actuals, scenario: Scenario, document: Mapping[str, Any], day: datetime.date | None) -> Overlay:
    """The recorded day over the simulated ones, with what is to be borne in mind."""
    found = overlay(actuals, document, day)
    return replace(found, notes=(*_weekday(scenario, day), *_in_sample(actuals, scenario, day), *found.notes))


def dated(day: datetime.date) -> str:
    """``2026-10-19 Monday``."""
    return f"{day.isoformat()} {format_date(day, 'EEEE', locale=spoken())}"


def _weekday(scenario: Scenario, day: datetime.date | None) -> list[str]:
    if day is None or scenario.date is None or day.weekday() == scenario.date.weekday():
        return []
    text = _("the recorded day is {recorded}, the scenario's date {simulated}: not the same weekday")
    return [text.format(recorded=dated(day), simulated=dated(scenario.date))]


def _in_sample(actuals: Actuals, scenario: Scenario, day: datetime.date | None) -> list[str]:
    """Certain where the head of the scenario's file names the table and the day; otherwise nobody can know."""
    head = " ".join(header(scenario))
    if day is not None and actuals.file in head and day.isoformat() in head:
        text = _(
            "{day} is among the days from which the volumes were averaged: the comparison is in-sample and proves "
            "less than a day held back would"
        )
        return [text.format(day=day.isoformat())]
    return [
        _(
            "if the recorded day is among the days from which the volumes were averaged, the comparison is in-sample "
            "and proves less than a day held back would"
        )
    ]
