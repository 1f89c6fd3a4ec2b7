"""The page of one ledger: everything a reader asks of a day, in one file that needs nothing else.

Knows the order of the page. Refuses to know how a chart or table comes about.
"""

import os
from collections.abc import Sequence
from typing import Any

from acd.events import MICROSECONDS
from acd.language import _
from metrics.definitions.scopes import clock_time
from metrics.ledger.header import Header
from metrics.ledger.whole import written
from metrics.report import stated, tables
from metrics.report.advice import Thresholds, advise, by_rule, meanings
from metrics.report.drawings import courses, day_volumes, heat
from metrics.report.levels import formulas, levels, note
from metrics.report.pages import page
from metrics.report.sentences import sentences
from metrics.report.titles import titled
from metrics.report.verdicts import verdicts
from metrics.report.written import seconds


def write_html(
    header: Header,
    document: dict[str, Any],
    by: Sequence[str],
    path: str | os.PathLike[str],
    limits: Thresholds | None = None,
) -> None:
    """Write the page in the language spoken, whole or not at all. The same ledger gives the same bytes."""
    text = html(header, document, by, limits)
    with written(path) as file:
        file.write(text.encode())


def html(header: Header, document: dict[str, Any], by: Sequence[str], limits: Thresholds | None = None) -> str:
    """The page; ``document`` are the figures of the ledger with this header, ``by`` names its tables.

    ``limits``: by which the advice in the document was given.
    """
    found = verdicts(header, document)
    has_course = len(document["intervals"]) > 1
    return page(
        "metrics.report",
        "ledger.html.j2",
        title=stated.title(header) or _("Figures of a ledger"),
        heading=" · ".join(_heading(header, document)),
        sentences=sentences(header, document, found),
        verdicts=found,
        advice=by_rule(advise(header, document, limits)),
        thresholds=meanings(limits or Thresholds()),
        levels=levels(document, lambda group: stated.called(header, group)),
        formulas=formulas(),
        levels_note=note(),
        journey=tables.journey(header, document),
        volumes=day_volumes(document) if has_course else None,
        courses=courses(document) if has_course else [],
        bands=heat(header, document) if has_course else [],
        centre=tables.centre(header, document),
        tables=[each for each in (tables.table_by(header, document, name) for name in by) if each.rows],
        run=_details(header),
        definitions=[(titled(kpi), kpi) for kpi in tables.definitions(header, document, by)],
    )


def _heading(header: Header, document: dict[str, Any]) -> list[str]:
    """Dates, hours, mode, policy."""
    dates = list(document["dates"])
    said = [
        "–".join(dict.fromkeys((dates[0], dates[-1]))),
        _hours(header),
        _mode(header),
        header.policy,
    ]
    return [each for each in said if each]


def _hours(header: Header) -> str:
    return "–".join(clock_time(end) for end in header.measured) if header.measured else ""


def _mode(header: Header) -> str:
    return {
        "simulation": _("simulated"),
        "live": _("live operation"),
        "training": _("training"),
        "replay": _("replayed"),
    }[header.mode]


def _details(header: Header) -> list[tuple[str, str]]:
    """What the ledger says of its run."""
    within = (
        f"{stated.called(header, group)} {seconds(header.within_of(group) / MICROSECONDS)}" for group in header.groups
    )
    lines = [
        (_("scenario"), header.scenario),
        (_("mode"), _mode(header)),
        (_("seed"), "" if header.seed is None else str(header.seed)),
        (_("policy"), header.policy),
        (_("begins"), header.epoch),
        (_("measured"), _hours(header)),
        (_("interval"), seconds(header.interval / MICROSECONDS)),
        (_("in time: answered within"), " · ".join(within)),
        (_("people"), str(len(header.people))),
    ]
    return [(name, value) for name, value in lines if value]
