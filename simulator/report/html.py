"""``report.html``: everything that was found, in one file that needs nothing else to be read or printed.

Knows the order of the page. Refuses to know how a chart or table comes about.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from acd.language import Language, speak, spoken
from metrics.ledger.whole import written
from metrics.report.advice import by_rule, meanings
from metrics.report.levels import formulas, levels, note
from metrics.report.pages import page
from metrics.report.titles import titled
from metrics.report.written import percent
from simulator.called import called
from simulator.remedy import promises
from simulator.report import comparison, run, tables
from simulator.report.advice import advice
from simulator.report.day import has_intervals
from simulator.report.figures import courses, day_volumes, group_people, heat
from simulator.report.findings import Findings
from simulator.report.sentences import command, promised_level, sentences
from simulator.rests import assumptions, header


def write_html(findings: Findings, path: str | os.PathLike[str], language: Language) -> None:
    """Write the report whole or not at all. The same findings give the same bytes."""
    with speaking(language):
        text = html(findings)
    with written(path) as file:
        file.write(text.encode())


def html(findings: Findings) -> str:
    """The page in the language spoken."""
    return page("simulator.report", "report.html.j2", percent=percent, **_content(findings))


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def _content(findings: Findings) -> dict[str, Any]:
    promised = promises(findings.scenario, findings.document)
    whole_day = has_intervals(findings)
    return {
        "findings": findings,
        "title": findings.scenario.label or findings.scenario.scenario,
        "sentences": sentences(findings),
        "command": command(findings),
        "promises": [(called(findings.scenario, each.group), promised_level(each), each) for each in promised],
        "advice": by_rule(advice(findings)),
        "thresholds": meanings(findings.limits),
        "levels": levels(findings.document, lambda group: called(findings.scenario, group)),
        "formulas": formulas(),
        "levels_note": note(),
        "journey": tables.where_calls_go(findings),
        "recorded": comparison.recorded(findings.overlay) if findings.overlay else "",
        "totals": comparison.rows(findings),
        "judged": comparison.judged(findings),
        "volumes": day_volumes(findings) if whole_day else None,
        "courses": courses(findings) if whole_day else [],
        "bands": heat(findings) if whole_day else [],
        "people": group_people(findings) if whole_day else [],
        "needed": tables.people(findings) if whole_day else [],
        "header": header(findings.scenario),
        "assumptions": assumptions(findings.scenario),
        "centre": tables.centre(findings),
        "tables": tables.others(findings),
        "definitions": [(titled(kpi), kpi) for kpi in tables.definitions(findings)],
        "heading": run.heading(findings),
        "early": run.early(findings) if findings.interrupted else "",
        "run": run.details(findings),
    }
