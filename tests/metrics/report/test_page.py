"""The page of one ledger: complete in both languages, self-contained, well formed, the same for the same ledger."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import metrics.cli
import metrics.report
from acd.errors import HuawuError
from acd.language import Language, _, speak
from metrics.check import check
from metrics.cli import app
from metrics.definitions import CALLS, PEOPLE, Target
from metrics.ledger.errors import LedgerError
from metrics.ledger.header import Header, Person
from metrics.ledger.ledger import Ledger
from metrics.report import document
from metrics.report.drawings import heat
from metrics.report.html import html, write_html
from metrics.report.sentences import targets, worst
from metrics.report.terminal import TITLES
from metrics.report.verdicts import Kept, Verdict, judged, verdicts

EVERYTHING = list(TITLES)
SAME_IN_BOTH = {"KPI"}
run = CliRunner()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


def level(target: Any, **more: Any) -> dict[str, Any]:
    return {"service_level": {"target": target, **more}}


CONFIG = {
    "label": "小<服务台>",
    "groups": {
        "g0": {"label": "账单咨询", **level(0.01)},
        "g1": level(0.99),
        "g2": {"label": "late & slow", **level(0.01, over="interval")},
    },
}


@pytest.fixture(scope="module")
def ledger(random_day: Any) -> Ledger:
    """Three groups, four agents and three half hours drawn by chance, which keep none of the rules of a real day."""
    day = random_day(
        3,
        scenario="small",
        policy="longest_idle 0123456789ab",
        config=CONFIG,
        within={"g0": 900_000_000, "g1": 15_000_000},
    )
    return Ledger.of(day.header, day.events())


def page(ledger: Ledger, language: Language = "en", by: list[str] | None = None) -> str:
    speak(language)
    return html(ledger.header, document(ledger), EVERYTHING if by is None else by)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def said(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_well_formed(ledger: Ledger, language: Language) -> None:
    text = page(ledger, language)
    root = parsed(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert len(root.findall(".//figure")) == 1 + 5
    assert len(root.findall(".//table[@class='heat']")) == 1
    assert all(mark.get("d", "M").startswith("M") for mark in root.iter("path"))
    assert not re.search(r"\b(nan|None|inf)\b", text.replace("None:", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_loads_nothing(ledger: Ledger, language: Language) -> None:
    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(", page(ledger, language))


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    assert page(ledger, "zh") == page(ledger, "zh") != page(ledger, "en")


def test_the_heading_says_what_day_it_is(ledger: Ledger) -> None:
    header = parsed(page(ledger)).find(".//header")
    assert header is not None
    assert said(header) == "小<服务台> 1970-01-01 · simulated · longest_idle 0123456789ab"


def test_every_figure_of_the_centre_stands_there(ledger: Ledger) -> None:
    figures = document(ledger)["centre"]
    told = dict(cells for row in parsed(page(ledger)).iter("tr") if len(cells := [said(cell) for cell in row]) == 2)
    assert told["Calls offered"] == str(figures["offered"])
    assert told["Answer rate"] == f"{figures['answer_rate']:.1%}"
    assert told["Mean ring time, s"] == f"{figures['mean_ring']:.1f}"
    assert len(told) - 1 == sum(value is not None and not isinstance(value, dict) for value in figures.values())


def test_tables_are_those_asked_for(ledger: Ledger) -> None:
    def headings(*by: str) -> list[str]:
        return [said(each) for each in parsed(page(ledger, by=list(by))).iter("h2")]

    without = headings()
    assert [each for each in headings("team", "call_type") if each not in without] == ["Teams", "Call types"]
    assert {_(title) for title in TITLES.values()} <= set(headings(*TITLES))
    assert not {_(title) for title in TITLES.values()} & set(without)


def test_what_is_shown_is_defined_of_agents_too(ledger: Ledger) -> None:
    shown = [(said(row[1]), said(row[3])) for row in parsed(page(ledger)).iter("tr") if len(row) == 5]
    assert {(kpi.name, kpi.formula) for kpi in (CALLS["offered"], PEOPLE["offered"], CALLS["aht"])} <= set(shown)
    assert len(shown) == len(set(shown))
    assert PEOPLE["offered"].formula not in page(ledger, by=["group"])


def test_groups_are_judged_by_their_scenario(ledger: Ledger) -> None:
    of = {each.about: each for each in verdicts(ledger.header, document(ledger))}
    assert of["g0: Service level"].kept is Kept.MET
    assert of["g1: Service level"].kept is Kept.MISSED
    assert of["g1: Service level"].target == "99% answered within 15 s"
    intervals = [each["groups"]["g2"]["service_level"] for each in document(ledger)["intervals"]]
    assert of["late & slow: Service level, worst interval"].value == f"{min(intervals):.1%}"
    assert of["late & slow: Service level, worst interval"].target.endswith("in every interval")


@pytest.mark.parametrize(
    ("target", "value", "kept"),
    [
        (Target(low=0.95), 0.95, Kept.MET),
        (Target(low=0.95), 0.9499, Kept.MISSED),
        (Target(high=5), 5.1, Kept.MISSED),
        (Target(high=0.03, band=True), 0.001, Kept.MET),
        (Target(high=0.03, band=True), 0.031, Kept.MISSED),
        (Target(0.01, 0.03, band=True), 0.0, Kept.BELOW),
        (Target(0.01, 0.03, band=True), 0.04, Kept.MISSED),
        (Target(0.9, 0.9, band=True), 0.95, Kept.ABOVE),
    ],
)
def test_a_value_beside_a_band_is_no_failure(target: Target, value: float, kept: Kept) -> None:
    assert judged(target, value) is kept


def test_missed_is_said_in_words_not_by_colour_alone(ledger: Ledger) -> None:
    cells = [cell for cell in parsed(page(ledger)).iter("td") if "missed" in (cell.get("class") or "").split()]
    assert cells
    assert {said(cell) for cell in cells} == {"✗ target missed"}
    short = [cell for cell in parsed(page(ledger)).iter("td") if (cell.get("class") or "").startswith("short")]
    assert all(said(cell).isdigit() for cell in short)


def test_the_opening_counts_targets_and_names_the_missed() -> None:
    def verdict(about: str, kept: Kept) -> Verdict:
        return Verdict(about, "7.0 s", "≤ 5 s", kept)

    found = [verdict("a", Kept.MET), verdict("b", Kept.MISSED), verdict("c", Kept.BELOW)]
    assert targets(found) == "1 of 2 are met; missed: b 7.0 s (≤ 5 s)."
    assert targets(found[:1]) == "All 1 are met."
    assert targets([]) == "There is none to judge by."


def test_the_worst_interval_is_where_most_calls_were_late() -> None:
    def place(offered: int, share: float | None) -> dict[str, Any]:
        return {"offered": offered, "service_level": share, "abandon_rate": 0.25}

    intervals = [
        {"start": "08:00", "centre": place(10, 0.0), "groups": {"a": place(10, 0.0), "b": place(0, None)}},
        {"start": "08:30", "centre": place(40, 0.5), "groups": {"a": place(30, 0.6), "b": place(10, 0.2)}},
    ]
    told = worst(Header(), {"intervals": intervals})
    assert told.startswith("From 08:30 most callers were left waiting: 50% of 40 calls")
    assert told.endswith("25% hung up; worst hit was a with 60%.")
    assert worst(Header(), {"intervals": [{**intervals[0], "centre": place(5, 1.0)}]}).startswith("None")


def test_unanswered_calls_stand_on_top_of_answered_ones(ledger: Ledger) -> None:
    bars = [bar for bar in parsed(page(ledger)).findall(".//figure")[0].iter("rect") if bar.get("class")]
    tops = {bar.get("x"): float(bar.get("y", 0)) for bar in bars if bar.get("class") == "bar"}
    unanswered = [bar for bar in bars if bar.get("class") == "bar short"]
    assert unanswered
    for bar in unanswered:
        foot = float(bar.get("y", 0)) + float(bar.get("height", 0))
        assert foot == pytest.approx(tops[bar.get("x")], abs=0.11)


def test_without_a_scenario_no_cell_is_good_or_bad(ledger: Ledger, random_day: Any) -> None:
    bare = Ledger.of(random_day(3).header, random_day(3).events())
    (with_targets,), (without,) = (heat(each.header, document(each)) for each in (ledger, bare))
    kinds = [{cell.kind.split()[0] for row in band.rows for cell in row.cells} for band in (with_targets, without)]
    assert kinds[0] >= {"well", "short"}
    assert kinds[1] <= {"plain", "none"}
    assert "Figures of a ledger" in page(bare)


def test_a_ledger_that_keeps_no_rule_has_its_page(ledger: Ledger) -> None:
    assert check(ledger)
    assert page(ledger)


@pytest.mark.parametrize("config", [None, {}, {"groups": []}, {"groups": {"g": level("80%")}, "label": 7}])
def test_a_ledger_of_nothing_has_its_page(config: Any) -> None:
    for header in (Header(config=config), Header(config=config, groups=["g"], people=[Person("a")])):
        root = parsed(page(Ledger.of(header)))
        assert "No calls were offered." in said(root)
        assert not root.findall(".//figure")


@pytest.mark.parametrize("wrong", ["absent/day.html", "."])
def test_what_cannot_be_written_leaves_nothing(ledger: Ledger, tmp_path: Path, wrong: str) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        write_html(ledger.header, document(ledger), ["group"], tmp_path / wrong)
    assert not list(tmp_path.iterdir())


def test_a_page_that_cannot_be_made_leaves_the_old_one(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "day.html"
    file.write_text("yesterday", "utf-8")
    with pytest.raises(KeyError):
        write_html(ledger.header, {**document(ledger), "intervals": [{}]}, ["group"], file)
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [("day.html", "yesterday")]


def texts() -> set[str]:
    """Every text of the page and of the commands that goes through the catalogue."""
    found: set[str] = set()
    for file in (file for package in (metrics.report, metrics.cli) for file in Path(package.__path__[0]).rglob("*")):
        if file.suffix == ".py":
            calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
            found |= {
                node.args[0].value
                for node in calls
                if isinstance(node.func, ast.Name) and node.func.id == "_" and isinstance(node.args[0], ast.Constant)
            }
        if file.suffix == ".j2":
            found |= set(re.findall(r'_\("([^"]*)"\)', file.read_text("utf-8")))
    return found


def test_every_text_has_its_chinese() -> None:
    speak("zh")
    assert len(texts()) > 70
    assert {text for text in texts() if _(text) == text} <= SAME_IN_BOTH


def test_the_chinese_page_shows_no_english_sentence(ledger: Ledger) -> None:
    root = parsed(page(ledger, "zh"))
    for parent in root.iter():
        for child in list(parent):
            if child.tag in ("style", "code"):
                parent.remove(child)
    words = [text.strip() for text in root.itertext()]
    english = [text for text in words if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text)]
    assert not english
    assert "账单咨询" in words
    assert "账单咨询" not in page(ledger, "en")


def test_commands_speak_the_language_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    first = '{"seq":0,"t":0,"type":"run.started","schema":1,"mode":"live","epoch":"2026-11-02T00:00:00+08:00"}\n'
    file.write_text(first, "utf-8")
    told = {}
    for language in ("zh", "en"):
        out = tmp_path / f"{language}.html"
        commands = (["report", str(file), "--html", str(out)], ["check", str(file)], ["kpi", "offered"])
        results = [run.invoke(app, [*command, "--language", language]) for command in commands]
        assert [result.exit_code for result in results] == [0, 0, 0]
        told[language] = [*(result.stdout for result in results), out.read_text("utf-8")]
    assert all("全中心" in each or "成立" in each or "英文" in each for each in told["zh"])
    assert not any(re.search("全中心|成立|英文", each) for each in told["en"])
    with pytest.raises(HuawuError, match="--language fr"):
        app(["kpi", "--language", "fr"], standalone_mode=False)


def test_the_page_alone_goes_to_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    first = '{"seq":0,"t":0,"type":"run.started","schema":1,"mode":"live","epoch":"2026-11-02T00:00:00+08:00"}\n'
    file.write_text(first, "utf-8")
    told = run.invoke(app, ["report", str(file), "--html", "-", "--language", "en"])
    assert parsed(told.stdout).tag == "html"
