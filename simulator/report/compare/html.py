"""The comparison as a page: the verdict first, in one file that needs nothing else to be read or printed.

Knows the order of the page. Refuses to know how a chart or table comes about.
"""

import os
from collections.abc import Sequence
from typing import Any

from acd.language import Language, _
from metrics.definitions import CALLS
from metrics.ledger.whole import written
from metrics.report.pages import page
from metrics.report.titles import titled
from metrics.report.written import percent
from scenarios.values import write_time_of_day
from simulator.comparison.outcome import Outcome
from simulator.report.compare import figures, tables
from simulator.report.compare.sentences import caution, currency, early, notes, sentences
from simulator.report.compare.tables import Line
from simulator.report.compare.written import shown
from simulator.report.html import speaking


def write_html(outcome: Outcome, path: str | os.PathLike[str], language: Language) -> None:
    """Write the page whole or not at all. The same outcome gives the same bytes."""
    with speaking(language):
        text = html(outcome)
    with written(path) as file:
        file.write(text.encode())


def html(outcome: Outcome) -> str:
    """The page in the language spoken."""
    return page("simulator.report", "compare.html.j2", percent=percent, **_content(outcome))


def _content(outcome: Outcome) -> dict[str, Any]:
    first = outcome.variants[0].scenario
    levels = tables.levels(outcome)
    centre, groups = tables.centre(outcome), tables.of_groups(outcome)
    return {
        "title": _("Comparison: {title}").format(title=first.label or first.scenario),
        "heading": heading(outcome),
        "early": early(outcome) if outcome.interrupted else "",
        "sentences": sentences(outcome),
        "names": [shown(outcome, k) for k in range(len(outcome.variants))],
        "notes": notes(outcome),
        "caution": caution(outcome),
        "promises": tables.kept(outcome),
        "levels": levels,
        "reach": reach(levels),
        "day": figures.whole_day(outcome) if len(outcome.starts) > 1 else [],
        "groups": figures.groups(outcome) if len(outcome.starts) > 1 else [],
        "effort": tables.effort(outcome),
        "currency": currency(outcome),
        "others": [(_("Other figures of the centre"), centre), (_("Other figures of the groups"), groups)],
        "saved": tables.saved(outcome),
        "changes": tables.changes(outcome),
        "run": details(outcome),
        "definitions": [(titled(CALLS[name]), CALLS[name]) for name in (*tables.OF_CENTRE, "overflowed_out", "cost")],
    }


def heading(outcome: Outcome) -> str:
    """The day, the hours, and how many days were simulated."""
    scenario = outcome.variants[0].scenario
    if scenario.is_study:
        return _("stationary study · {count} variants · the same callers, {days} times").format(
            count=len(outcome.variants), days=outcome.days
        )
    return _("{date} · {opens}–{closes} · {count} variants · the same callers on {days} simulated days").format(
        date=scenario.date,
        opens=write_time_of_day(scenario.opens),
        closes=write_time_of_day(scenario.closes),
        count=len(outcome.variants),
        days=outcome.days,
    )


def reach(lines: Sequence[Line]) -> float:
    """How far from 0 any interval goes; what small dots and whiskers are drawn to."""
    known = [cell.of for line in lines for cell in line.cells if cell.of]
    ends = [abs(end) for of in known for end in (of.low, of.high, of.difference) if end is not None]
    return max(ends, default=0.0) or 1.0


def details(outcome: Outcome) -> list[tuple[str, str]]:
    """What is needed to run it again."""
    first = outcome.documents[0]
    policies = dict.fromkeys(str(document["policy"]).partition(" ")[0] for document in outcome.documents)
    return [
        (_("replications"), str(outcome.days)),
        (_("seed"), str(first["seed"])),
        (_("engine"), ", ".join(dict.fromkeys(str(document["engine"]) for document in outcome.documents))),
        (_("policy"), ", ".join(policies)),
        (_("version"), str(first["version"])),
    ]
