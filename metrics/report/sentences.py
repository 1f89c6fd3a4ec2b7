"""The three sentences that a ledger's page opens with: the day, its targets, its worst interval.

Knows how figures are said. Refuses to know where.
"""

from collections.abc import Sequence
from typing import Any

from acd.language import _
from metrics.definitions import CALLS
from metrics.ledger.header import Header
from metrics.report.stated import called
from metrics.report.verdicts import Kept, Verdict
from metrics.report.written import number, percent, seconds


def sentences(header: Header, document: dict[str, Any], found: Sequence[Verdict]) -> list[tuple[str, str]]:
    """Heading and sentence, three times."""
    return [
        (_("Day"), day(document["centre"])),
        (_("Targets"), targets(found)),
        (_("Worst interval"), worst(header, document)),
    ]


def day(centre: dict[str, Any]) -> str:
    """Volumes, waits, people."""
    if not centre["offered"]:
        return _("No calls were offered.")
    text = _(
        "Of {offered} calls offered {answered} were answered ({rate}), after {wait} on average, and {abandoned} hung "
        "up; {staffed} agents were signed in on average."
    )
    shown = {name: number(CALLS[name], centre[name]) for name in ("offered", "answered", "abandoned", "staffed")}
    return text.format(rate=percent(centre["answer_rate"], 1), wait=seconds(centre["mean_answer_wait"]), **shown)


def targets(found: Sequence[Verdict]) -> str:
    """How many are met, and which are missed."""
    judged = [each for each in found if each.kept in (Kept.MET, Kept.MISSED)]
    missed = [each for each in judged if each.kept is Kept.MISSED]
    if not judged:
        return _("There is none to judge by.")
    if not missed:
        return _("All {all} are met.").format(all=len(judged))
    named = (_("{about} {value} ({target})").format(about=m.about, value=m.value, target=m.target) for m in missed)
    text = _("{met} of {all} are met; missed: {missed}.")
    return text.format(met=len(judged) - len(missed), all=len(judged), missed=_(", ").join(named))


def worst(header: Header, document: dict[str, Any]) -> str:
    """The interval in which most calls were not answered in time, and the group that suffered most in it."""
    interval = max(document["intervals"], key=lambda each: late_calls(each["centre"]))
    centre, groups = interval["centre"], interval["groups"]
    if not late_calls(centre) or not groups:
        return _("None: nobody was left waiting too long.")
    text = _(
        "From {start} most callers were left waiting: {level} of {offered} calls were answered in time and "
        "{abandoned} hung up; worst hit was {group} with {its_level}."
    )
    group = max(groups, key=lambda name: late_calls(groups[name]))
    return text.format(
        start=interval["start"],
        level=percent(centre["service_level"]),
        offered=number(CALLS["offered"], centre["offered"]),
        abandoned=percent(centre["abandon_rate"]),
        group=called(header, group),
        its_level=percent(groups[group]["service_level"]),
    )


def late_calls(figures: dict[str, Any]) -> float:
    """Calls that were not answered in time: those that hung up are among them."""
    return (figures["offered"] or 0) * (1 - (1 if figures["service_level"] is None else figures["service_level"]))
