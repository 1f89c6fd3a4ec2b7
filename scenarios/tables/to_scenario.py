"""A scenario that runs, from a table of volumes: what the table says, and every assumption said beside its key.

Knows what a scenario needs that a table does not hold. Refuses to know how the scenario is run.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.tables.days import MeanDay, mean_day
from scenarios.tables.days_said import choose, days_said, listed
from scenarios.tables.handling import Handling, handling
from scenarios.tables.patience import mean_patience
from scenarios.tables.ringing import mean_ring
from scenarios.tables.slots import MINUTE
from scenarios.tables.staffing import on_duty
from scenarios.tables.volumes import Volumes
from scenarios.tables.yaml_text import Page, number, scalar
from scenarios.values import write_time_of_day

ONE_GROUP: Final = "calls"
"""The name of the group where the table has none."""

_NO_DATE: Final = datetime.date(2001, 1, 1)


def scenario_text(name: str, volumes: Volumes, days: str | None = None) -> tuple[str, list[str]]:
    """The YAML of a scenario ``name`` with the mean of the ``days`` (as in `select_days`; all where not given), and
    what was assumed.

    ``volumes`` with results (`read_actuals`) bring their people; without, people follow a rule that is said.
    Raises ``TableError`` where no handling time is recorded for a group that has calls.
    """
    chosen = choose(volumes, days)
    mean = mean_day(volumes, chosen.days or None)
    page = Page()
    for note in mean.notes:
        page.assumed(note)
    served = [group for group in mean.groups if any(each.offered for each in mean.groups[group].values())]
    for group in mean.groups:
        if group not in served:
            page.assumed(_("group {group} has no calls and is left out").format(group=group))
    times = {group: handling(volumes.file, group, mean) for group in served}
    _head(page, name, volumes, mean, days_said(chosen)[1:])
    _groups(page, served)
    chosen_rows = [row for row in volumes.rows if not mean.days or row.date in mean.days]
    ring, heard = mean_ring(chosen_rows)
    patience = {group: mean_patience([row for row in chosen_rows if row.group == group]) for group in served}
    _call_types(page, mean, times, patience)
    _agents(page, mean, times, (ring, heard))
    return page.text(), page.assumptions


def _head(page: Page, name: str, volumes: Volumes, mean: MeanDay, notes: Sequence[str]) -> None:
    days = mean.days
    what = _("mean of {count} days").format(count=len(days)) if len(days) > 1 else _("one day")
    page.comment(_("From {file}: {what} ({days}).").format(file=volumes.file, what=what, days=listed(days)))
    for note in notes:
        page.comment(note)
    page.comment(_("What the table does not say is marked “assumed”: change what you know better."))
    page.line(f"scenario: {scalar(name)}")
    page.line(f"date: {(days[-1] if days else _NO_DATE).isoformat()}", *_date_assumed(days))
    page.line(f'opens: "{write_time_of_day(mean.starts[0])}"')
    page.line(f'closes: "{write_time_of_day(mean.starts[-1] + mean.interval)}"')
    page.line(f"interval: {mean.interval / MINUTE:g}min")
    page.line("")


def _date_assumed(days: Sequence[datetime.date]) -> tuple[str, ...]:
    if not days:
        return (_("the table has no date: {date} stands in").format(date=_NO_DATE),)
    return (_("dated as the last of the days averaged"),) if len(days) > 1 else ()


def _groups(page: Page, groups: Sequence[str]) -> None:
    page.line("groups:")
    for group in groups:
        page.line(f"  {_key(group)}:")
        page.line("    service_level: {target: 80%, within: 20s}", _("target 80 % within 20 s"))


def _call_types(page: Page, mean: MeanDay, times: dict[str, Handling], patience: dict[str, tuple[float, str]]) -> None:
    page.line("")
    page.line("call_types:")
    for group, spent in times.items():
        intervals = mean.groups[group]
        page.line(f"  {_key(group)}:")
        page.line(f"    group: {_key(group)}")
        page.line("    arrivals:")
        page.line("      at: offered", _("the volumes are calls that ask for a person, redials included"))
        offered = [intervals[start].offered if start in intervals else 0.0 for start in mean.starts]
        if any(start not in intervals for start in mean.starts):
            page.assumed(_("no calls for {group} in intervals without a row").format(group=group or ONE_GROUP))
        page.values("      per_interval:", [number(value) for value in offered], mean.starts)
        seconds, told = patience[group]
        page.line(f"    patience: {{exponential: {{mean: {number(seconds)}s}}}}", told)
        page.line("    talk:", *spent.assumptions)
        page.line("      lognormal:")
        page.line("        cv: 0.9", _("talk times spread as a lognormal with a coefficient of variation of 0.9"))
        page.values("        mean:", [number(value) for value in spent.talk], mean.starts)
        if spent.wrap_up:
            page.line("    wrap_up:")
            page.line("      exponential:", _("wrap-up times spread exponentially"))
            page.values("        mean:", [number(value) for value in spent.wrap_up], mean.starts)


def _agents(page: Page, mean: MeanDay, times: dict[str, Handling], answer: tuple[float, str]) -> None:
    page.line("")
    page.line("agents:")
    if len(times) > 1:
        page.assumed(_("each team serves one group: the table does not say who serves several"))
    ring, heard = answer
    if not ring:
        page.assumed(heard)
    for group, spent in times.items():
        people, assumptions = on_duty(mean, group, spent)
        page.line(f"  - team: {_key(group)}")
        page.line(f"    skills: {{{_key(group)}: 1}}")
        if ring:
            page.line(f"    answer: {{constant: {number(ring)}s}}", heard)
        page.values("    on_duty:", [str(count) for count in people], mean.starts, *assumptions)


def _key(group: str) -> str:
    return scalar(group or ONE_GROUP)
