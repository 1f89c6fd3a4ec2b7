"""Whether the hours of groups are hours of a day, and fall into the centre's."""

from collections.abc import Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.schema.scenario import Scenario
from scenarios.values import DAY, write_time_of_day


def check_hours(scenario: Scenario) -> Iterator[Finding]:
    """Every group that has hours of its own."""
    for name, group in scenario.groups.items():
        if group.hours is None or group.open_from_to is None:
            continue
        start, end = group.open_from_to
        path = ("groups", name, "hours")
        if start >= DAY:
            yield Finding((*path, 0), _("hours begin before 24:00"))
        elif group.hours[0] == group.hours[1]:
            yield Finding(path, _("these hours have no length; for all day leave `hours` out"))
        elif end - start > DAY:
            yield Finding(path, _("these hours are longer than 24 h"))
        elif not _ever_open(scenario, start, end):
            hours = f"{write_time_of_day(scenario.opens)}–{write_time_of_day(scenario.closes)}"
            yield Finding(path, _("the group is never open while the centre is, {hours}").format(hours=hours))


def _ever_open(scenario: Scenario, start: int, end: int) -> bool:
    """The centre's day may itself run into the next ones."""
    days = range(-1, scenario.closes // DAY + 1)
    return any(start + n * DAY < scenario.closes and scenario.opens < end + n * DAY for n in days)
