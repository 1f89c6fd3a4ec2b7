"""A day with lines, a menu, holds, transfers, limits, a fault and prices: the report shows each; 80 columns hold."""

import io
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.cells import cell_len
from rich.console import Console

from acd.language import Language, speak
from metrics.report.features import FEATURES, present
from scenarios import load
from simulator.day import simulator_for
from simulator.planning.need import needs
from simulator.replicate import replicate
from simulator.report import Findings, show, write_html, write_xlsx
from simulator.report.advice import advice, header
from simulator.report.sentences import chance

FLOOR = """\
scenario: floor
date: 2026-11-02
opens: "08:00"
closes: "10:00"
lines: 14
ivr: {time: {exponential: {mean: 20s}}, self_service: 20%, hang_up: 5%}
costs: {agent_hour: 45, line_minute: 0.06, currency: CNY}
groups:
  billing:
    label: 账单咨询
    service_level: {target: 80%, within: 20s}
    overflow: [{to: general, after: 20s}]
    queue_limit: 3
  general: {label: 综合咨询}
call_types:
  bill:
    group: billing
    arrivals: {at: lines, per_interval: [60, 90, 90, 40]}
    patience: {exponential: {mean: 60s}}
    talk: {exponential: {mean: 3min}}
    hold: {chance: 30%, times: 1, each: {exponential: {mean: 20s}}}
    transfer: {chance: 10%, to: general, talk: {exponential: {mean: 90s}}}
    retry: {after_abandon: 30%, after_busy: 60%, delay: {exponential: {mean: 8min}}}
agents:
  - {team: A, count: 4, skills: {billing: 1}, answer: {exponential: {mean: 3s}}}
  - {team: B, count: 3, skills: {general: 1}, answer: {exponential: {mean: 3s}}}
incidents:
  - {at: "09:00", for: 5min, fault: lines}
"""


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    file = tmp_path_factory.mktemp("floor") / "floor.yaml"
    file.write_text(FLOOR, "utf-8")
    scenario = load(file)
    document = replicate(simulator_for(scenario, "loop", None, print), 2, workers=1).document({"seed": 1})
    return Findings(document, scenario, needs(scenario))


def shown(findings: Findings) -> str:
    out = io.StringIO()
    show(findings, Console(file=out, width=80))
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_eighty_columns_hold(floor: Findings, language: Language) -> None:
    speak(language)
    assert max(cell_len(line.rstrip()) for line in shown(floor).splitlines()) <= 80


def test_every_feature_is_there(floor: Findings) -> None:
    assert present(header(floor).config, floor.document["centre"]) == set(FEATURES)


@pytest.mark.parametrize("medium", ["screen", "page"])
def test_each_is_shown(floor: Findings, medium: str, tmp_path: Path) -> None:
    write_html(floor, tmp_path / "report.html", "en")
    text = shown(floor) if medium == "screen" else (tmp_path / "report.html").read_text("utf-8")
    told = ("Where calls go", "Calls blocked", "Completed in the menu", "Calls deflected", "Calls lost", "Transfers",
            "Mean hold time, s", "Transfer rate", "Cost, CNY", "★")  # fmt: skip
    assert [each for each in told if each not in text] == []


def test_nothing_of_it_is_shown_of_a_plain_day(small: Findings) -> None:
    assert not [each for each in ("Where calls go", "Transfer rate", "Mean hold", "Cost") if each in shown(small)]


def test_advice_is_the_same_on_every_medium(floor: Findings, tmp_path: Path) -> None:
    """Callers of billing queue and hang up: people are to be added."""
    found = advice(floor)
    assert found[0].rule == "D-2a"
    assert found[0].scope["group"] == "billing"
    write_html(floor, tmp_path / "report.html", "en")
    write_xlsx(floor, tmp_path / "report.xlsx")
    page = (tmp_path / "report.html").read_text("utf-8")
    rows = openpyxl.load_workbook(tmp_path / "report.xlsx").worksheets[0].iter_rows(values_only=True)
    told: dict[Any, Any] = {row[0]: row[1] for row in rows}
    assert all(each.finding in page for each in found)
    assert told["D-2a"] == found[0].text
    assert "D-2a  The people on cannot cope: add people." in shown(floor)


def test_what_advice_is_given_by_stands_in_the_appendix(floor: Findings, tmp_path: Path) -> None:
    write_html(floor, tmp_path / "report.html", "en")
    assert "abandoned_high</code></td><td>0.05<" in (tmp_path / "report.html").read_text("utf-8")


def test_too_few_lines_are_said_beside_the_chance(small: Findings) -> None:
    shut = deepcopy(small.document)
    shut["centre"]["busy_rate"] = {"mean": 0.24, "low": 0.2, "high": 0.3}
    assert "24% of callers hear the busy tone" in chance(replace(small, document=shut))
    shut["centre"]["busy_rate"]["mean"] = 0.02
    assert "busy tone" not in chance(replace(small, document=shut))
