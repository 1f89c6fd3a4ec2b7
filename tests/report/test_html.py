"""The page: complete in both languages, self-contained, well formed, the same for the same findings."""

import ast
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import simulator.remedy
import simulator.report
from acd.language import Language, _, speak
from metrics.ledger.errors import LedgerError
from simulator.report import Findings, write_html
from simulator.report.sentences import sentences

PACKAGES = [Path(package.__file__ or "").parent for package in (simulator.report, simulator.remedy)]


def page(findings: Findings, out: Path, language: Language = "en") -> str:
    write_html(findings, out, language)
    return out.read_text("utf-8")


class Words(HTMLParser):
    """Everything that people read; styles, commands and formulas left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.skipped = False
        self.feed(text)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.skipped = tag in ("style", "code")

    def handle_endtag(self, _tag: str) -> None:
        self.skipped = False

    def handle_data(self, text: str) -> None:
        if not self.skipped and text.strip():
            self.said.append(" ".join(text.split()))


def test_it_opens_with_the_three_sentences(small: Findings, out: Path) -> None:
    said = Words(page(small, out)).said
    opening = [said.index(sentence) for _name, sentence in sentences(small)]
    assert len(opening) == 3
    assert opening == sorted(opening)
    assert opening[-1] < said.index("The chance of meeting each target")


def test_the_sentences_say_chance_worst_interval_and_remedy(small: Findings) -> None:
    chance, worst, remedy = (sentence for _name, sentence in sentences(small))
    assert chance.startswith(
        "1 of 2 groups with a target miss it too often: furthest off is billing, with 95% answered"
    )
    assert "90% of days asked for" in chance
    assert worst.startswith("08:30–09:00 keeps more callers waiting than any other time")
    assert "worst hit is billing" in worst
    assert "where 2 people are on and 11 are needed" in worst
    assert remedy.startswith("The cheapest found by trying it is to have 2 more in team A (4 person-hours a day)")
    assert "100% of days instead of 0%" in remedy


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_well_formed(overlaid: Findings, out: Path, language: Language) -> None:
    text = page(overlaid, out, language)
    root = ElementTree.fromstring(text.split("\n", 1)[1])
    assert text.startswith("<!DOCTYPE html>\n")
    assert len(root.findall(".//figure")) == 1 + 5 + 3
    assert all(mark.get("d", "M").startswith("M") for mark in root.iter("path"))
    assert not re.search(r"\b(nan|None|inf)\b", text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_loads_nothing(overlaid: Findings, out: Path, language: Language) -> None:
    text = page(overlaid, out, language)
    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(", text)


def test_the_same_findings_give_the_same_bytes(overlaid: Findings, out: Path) -> None:
    assert page(overlaid, out, "zh") == page(overlaid, out, "zh")


def texts() -> set[str]:
    """Every text of the packages that goes through the catalogue."""
    found: set[str] = set()
    for file in (file for package in PACKAGES for file in package.rglob("*")):
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


SAME_IN_BOTH = {"{} p10", "{} p90", "{target} / {within}", "KPI"}


def test_every_text_has_its_chinese() -> None:
    speak("zh")
    assert len(texts()) > 80
    assert {text for text in texts() if _(text) == text} <= SAME_IN_BOTH


CHANGES = (
    "have {count} more in team {team}",
    "have {count} more in team {team} on shift {shift}",
    "have {count} more in team {team} from {start} to {end}",
    "start shift {shift} 30 minutes earlier",
    "end shift {shift} 30 minutes later",
    "move the breaks ({reason}) of shift {shift} from {old} to {new}",
    "let {helper} take calls of {group} as soon as all there are busy",
)


def test_every_change_has_its_chinese() -> None:
    speak("zh")
    sources = "".join(file.read_text("utf-8") for file in PACKAGES[1].glob("*.py"))
    assert all(text in sources for text in CHANGES)
    assert all(_(text) != text for text in CHANGES)


def test_the_chinese_page_shows_no_english_sentence(overlaid: Findings, out: Path) -> None:
    said = Words(page(overlaid, out, "zh")).said
    english = [words for words in said if re.search(r"[A-Za-z]{2,} [a-z]{2,}", words)]
    assert english == ["recorded and not simulated: 07:30"]
    assert "账单咨询" in said
    assert "billing" not in said


def test_an_english_page_names_groups_without_chinese_labels(small: Findings, out: Path) -> None:
    said = Words(page(small, out)).said
    assert "billing" in said
    assert "账单咨询" not in said


def test_the_language_spoken_before_is_spoken_after(small: Findings, out: Path) -> None:
    page(small, out, "zh")
    assert _("Chance") == "Chance"


def test_a_recorded_day_is_drawn_and_said(overlaid: Findings, out: Path) -> None:
    text = page(overlaid, out)
    assert text.count('class="recorded"') == 2 + 2
    assert 'class="recorded outside"' in text
    assert "recorded inside the 80 % range in 1 of 2 intervals; outside: 08:30" in text
    assert "recorded and not simulated: 07:30" in text


def test_a_study_has_no_course_of_the_day(stationary: Findings, out: Path) -> None:
    text = page(stationary, out)
    assert "<figure" not in text
    assert "No group states a service level to be reached" in text
    assert "None was looked for, as there is no target to reach." in text
    assert "The time is not divided into intervals" in text


def test_an_interrupted_run_says_so(small: Findings, out: Path) -> None:
    notice = "The run was stopped early: everything here rests on the 5 days that were done."
    assert notice not in page(small, out)
    assert notice in page(replace(small, interrupted=True), out)


def kept(findings: Findings, share: float) -> Findings:
    """The same with the missed promise kept on a share of days."""
    chance = {**findings.document["chance"]}
    chance["billing.service_level"] = {**chance["billing.service_level"], "share": share}
    return replace(findings, document={**findings.document, "chance": chance}, remedy=None)


def test_what_holds_on_every_day_is_least_certain_of_nothing(small: Findings) -> None:
    (_name, first), *_others = sentences(kept(small, 1.0))
    assert first.startswith("2 of 2 groups with a target meet it on every simulated day")


def test_a_promise_kept_needs_no_remedy(small: Findings) -> None:
    first, _worst, remedy = (sentence for _name, sentence in sentences(kept(small, 0.95)))
    assert first.startswith("2 of 2 groups with a target meet it often enough: least certain is billing")
    assert remedy == "None is needed: every target is met often enough."


def test_names_are_escaped(small: Findings, out: Path) -> None:
    scenario = small.scenario.model_copy(update={"label": "<b>1 & 2</b>"})
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in page(replace(small, scenario=scenario), out)


def test_what_cannot_be_written_leaves_nothing(small: Findings, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        write_html(small, tmp_path / "absent" / "report.html", "en")
    assert not list(tmp_path.iterdir())
