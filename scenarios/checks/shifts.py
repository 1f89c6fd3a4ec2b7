"""Whether a shift can be worked: breaks inside it, shorter than it, and waves that fit their window."""

from collections.abc import Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.errors import Path
from scenarios.schema.scenario import Scenario
from scenarios.schema.shifts import Break, Shift
from scenarios.values import DAY, write_time_of_day


def check_shifts(scenario: Scenario) -> Iterator[Finding]:
    """Every shift, whether anybody works it or not."""
    for name, shift in scenario.shifts.items():
        path: Path = ("shifts", name)
        yield from _whole(shift, path)
        for place, rest in enumerate(shift.breaks):
            yield from _break(shift, rest, (*path, "breaks", place))


def _whole(shift: Shift, path: Path) -> Iterator[Finding]:
    length = shift.ends - shift.on
    if shift.on >= DAY:
        yield Finding((*path, "on"), _("a shift starts before 24:00"))
    if length > DAY:
        yield Finding((*path, "off"), _("the shift is longer than 24 h"))
    if shift.briefing + sum(rest.length for rest in shift.breaks) >= length:
        yield Finding((*path, "breaks"), _("breaks and briefing are as long as the shift or longer"))


def _break(shift: Shift, rest: Break, path: Path) -> Iterator[Finding]:
    start, end = shift.window(rest)
    key = "at" if rest.between is None else "between"
    hours = f"{write_time_of_day(shift.on)}–{write_time_of_day(shift.ends)}"
    if end <= start:
        yield Finding((*path, key), _("the window ends before it starts"))
    elif start < shift.on or end > shift.ends:
        yield Finding((*path, key), _("the break lies outside the shift, {hours}").format(hours=hours))
    elif rest.length * (rest.waves or 1) > end - start:
        waves = "waves" if rest.waves else "for"
        message = _("{waves} wave(s) of this length do not fit into the window one after another")
        yield Finding((*path, waves), message.format(waves=rest.waves or 1))
