"""``report.html``: everything that was found, in one file that needs nothing else to be read or printed.

Knows the order of the page. Refuses to know how a chart or table comes about.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from acd.language import Language, _, speak, spoken
from metrics.ledger.whole import written
from simulator.called import called
from simulator.remedy import promises
from simulator.report import heat, run, tables
from simulator.report.day import has_intervals
from simulator.report.figures import courses, day_volumes, group_people
from simulator.report.findings import Findings
from simulator.report.sentences import command, promised_level, sentences
from simulator.report.titles import titled
from simulator.report.written import percent

_PAGES: Final = Environment(
    loader=PackageLoader("simulator.report", "page"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def write_html(findings: Findings, path: str | os.PathLike[str], language: Language) -> None:
    """Write the report whole or not at all. The same findings give the same bytes."""
    with _speaking(language):
        page = html(findings)
    with written(path) as file:
        file.write(page.encode())


def html(findings: Findings) -> str:
    """The page in the language spoken."""
    return _PAGES.get_template("report.html.j2").render(_=_, percent=percent, **_content(findings))


@contextmanager
def _speaking(language: Language) -> Iterator[None]:
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
        "language": "zh-CN" if spoken() == "zh" else "en",
        "findings": findings,
        "scenario": findings.scenario,
        "sentences": sentences(findings),
        "command": command(findings),
        "promises": [(called(findings.scenario, each.group), promised_level(each), each) for each in promised],
        "volumes": day_volumes(findings) if whole_day else None,
        "courses": courses(findings) if whole_day else [],
        "bands": heat.bands(findings) if whole_day else [],
        "people": group_people(findings) if whole_day else [],
        "centre": tables.centre(findings),
        "tables": tables.others(findings),
        "definitions": [(titled(kpi), kpi) for kpi in tables.definitions(findings)],
        "heading": run.heading(findings),
        "early": run.early(findings) if findings.interrupted else "",
        "run": run.details(findings),
    }
