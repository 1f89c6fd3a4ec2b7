"""The three sentences that a report opens with: the chance, the worst interval, the cheapest remedy found by trying it.

Knows how findings are said. Refuses to know on which medium.
"""

import shlex
from collections.abc import Mapping
from typing import Any

from acd.events import MICROSECONDS
from acd.language import _
from metrics.report.written import percent, seconds
from simulator.called import called
from simulator.remedy import Promise, Remedy, furthest_off, promises
from simulator.remedy.worst import late_calls, mean, worst_interval
from simulator.report.day import has_intervals, hours, is_closed, staffing, suffers
from simulator.report.findings import Findings


def sentences(findings: Findings) -> list[tuple[str, str]]:
    """Heading and sentence, three times."""
    return [
        (_("Chance"), chance(findings)),
        (_("Worst interval"), worst(findings)),
        (_("Remedy"), remedy(findings)),
    ]


def chance(findings: Findings) -> str:
    """On how many days targets are met, the least likely one first."""
    promised = promises(findings.scenario, findings.document)
    if not promised:
        level = findings.document["centre"]["service_level"]["mean"]
        text = _(
            "No group states a service level to be reached, so no chance can be given; on the mean day {level} of "
            "calls are answered in time."
        )
        return text.format(level=percent(level))
    worst_off = furthest_off(promised, findings.document)
    unsure = [promise for promise in promised if promise.share < 1] or promised
    shown = worst_off or min(unsure, key=lambda promise: promise.share - promise.wanted)
    if shown.share == 1:
        text = _(
            "{all} of {all} groups with a target meet it on every simulated day (95 % interval of the chance "
            "{low}–{high})."
        )
    elif worst_off is None:
        text = _(
            "{all} of {all} groups with a target meet it often enough: least certain is {group}, with {target} on "
            "{share} of days (95 % interval {low}–{high}; {wanted})."
        )
    else:
        text = _(
            "{count} of {all} groups with a target miss it too often: furthest off is {group}, with {target} on "
            "{share} of days (95 % interval {low}–{high}; {wanted})."
        )
    return text.format(
        count=sum(not promise.kept for promise in promised),
        all=len(promised),
        group=called(findings.scenario, shown.group),
        target=promised_level(shown),
        share=percent(shown.share),
        low=percent(shown.low),
        high=percent(shown.high),
        wanted=wanted(shown),
    ) + busy_tone(findings)


def promised_level(promise: Promise) -> str:
    """``80% answered within 20 s``."""
    text = _("{target} answered within {within}") if promise.over == "day" else _(
        "{target} answered within {within} in every interval"
    )  # fmt: skip
    return text.format(target=percent(promise.target), within=seconds(promise.within / MICROSECONDS))


def wanted(promise: Promise) -> str:
    """How often it should hold, and whether the scenario says so."""
    text = _("{wanted} of days asked for") if promise.stated else _("no chance is asked for, {wanted} of days assumed")
    return text.format(wanted=percent(promise.wanted))


def busy_tone(findings: Findings) -> str:
    """What all other figures leave out: callers who never get through, where they are more than is reasonable (C10)."""
    share = mean(findings.document["centre"], "busy_rate")
    if share is None or share <= findings.limits.busy_tone:
        return ""
    text = _(
        " But {share} of callers hear the busy tone, since the {lines} lines are taken (up to {usual} is reasonable); "
        "all other figures are of those who get through."
    )
    usual = percent(findings.limits.busy_tone)
    return text.format(share=percent(share), lines=findings.scenario.lines, usual=usual)


def worst(findings: Findings) -> str:
    """The interval that leaves most callers waiting too long, and the group that suffers most in it."""
    if not has_intervals(findings):
        return _worst_group(findings)
    k = worst_interval(findings.document)
    interval = findings.document["intervals"][k]
    centre, groups = interval["centre"], interval["groups"]
    suffering = [n for n in groups if suffers(findings, n, groups[n]) and not is_closed(findings, n, k)]
    group = _hit_hardest({name: groups[name] for name in suffering or groups})
    text = _(
        "{hours} keeps more callers waiting than any other time: {level} of {offered} calls are answered in time "
        "({low}–{high} on eight days of ten) and {abandoned} hang up; worst hit is {group} with {its_level}, where "
        "{on} people are on and {needed} are needed."
    )
    if not suffering:
        text = _(
            "{hours} keeps more callers waiting than any other time: {level} of {offered} calls are answered in time "
            "({low}–{high} on eight days of ten) and {abandoned} hang up; no group misses its target in it."
        )
    people = staffing(findings)[group][k]
    days = (centre["service_level"] or {}).get("days") or {}
    return text.format(
        hours=hours(findings, k),
        level=percent(mean(centre, "service_level")),
        offered=f"{mean(centre, 'offered') or 0:.0f}",
        low=percent(days.get("p10")),
        high=percent(days.get("p90")),
        abandoned=percent(mean(centre, "abandon_rate")),
        group=called(findings.scenario, group),
        its_level=percent(mean(groups[group], "service_level")),
        on=f"{round(people.on, 1):g}",
        needed=people.needed,
    )


def _worst_group(findings: Findings) -> str:
    """Of a study without intervals."""
    centre, groups = findings.document["centre"], findings.document["groups"]
    group = _hit_hardest(groups)
    text = _(
        "The time is not divided into intervals: over all of it {level} of calls are answered in time and {abandoned} "
        "hang up; worst served is {group} with {its_level}."
    )
    return text.format(
        level=percent(mean(centre, "service_level")),
        abandoned=percent(mean(centre, "abandon_rate")),
        group=called(findings.scenario, group),
        its_level=percent(mean(groups[group], "service_level")),
    )


def _hit_hardest(groups: Mapping[str, Mapping[str, Any]]) -> str:
    return max(groups, key=lambda name: late_calls(groups[name]))


def remedy(findings: Findings) -> str:
    """What was tried, and what came of it; plainly nothing where nothing was to be tried."""
    promised = promises(findings.scenario, findings.document)
    if not promised:
        return _("None was looked for, as there is no target to reach.")
    if furthest_off(promised, findings.document) is None:
        return _("None is needed: every target is met often enough.")
    found = findings.remedy
    if found is None:
        return _("None was looked for.")
    if not found.changes:
        return _("Of {tried} changes tried none helps {group}: more than one thing must change.").format(
            tried=found.tried, group=called(findings.scenario, found.group)
        )
    return _found(findings, found)


def _found(findings: Findings, found: Remedy) -> str:
    if found.enough:
        text = _(
            "The cheapest found by trying it is to {change} ({hours}): {group} then reaches its target on {chance} of "
            "days instead of {before}, on the same {days} simulated days."
        )
    else:
        text = _(
            "Nothing tried is enough for {group}; for its cost it helps most to {change} ({hours}): its "
            "target is then reached on {chance} of days instead of {before}, its service level {level} instead of "
            "{level_before}, on the same {days} simulated days."
        )
    return text.format(
        change=_(" and to ").join(change.said(findings.scenario) for change in found.changes),
        hours=_cost(found.hours),
        group=called(findings.scenario, found.group),
        chance=percent(found.chance),
        before=percent(found.chance_before),
        level=percent(found.level, 1),
        level_before=percent(found.level_before, 1),
        days=found.days,
    )


def command(findings: Findings) -> str:
    """How to run the remedy in full, with the overrides of this run; empty where there is none."""
    found, source = findings.remedy, findings.scenario.source
    if found is None or source is None or not found.changes:
        return ""
    overrides = [*findings.overrides, *(each for change in found.changes for each in change.overrides)]
    words = [word for each in overrides for word in ("--set", shlex.quote(each))]
    file = source.name if source.is_absolute() else str(source)
    return " ".join([_("To see it in full:"), "sim run", shlex.quote(file), *words])


def _cost(hours: float) -> str:
    if not hours:
        return _("at no cost in hours")
    return _("{hours} person-hours a day").format(hours=f"{hours:g}")
