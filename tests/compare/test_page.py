"""The page, the terminal and the workbook: complete in both languages, self-contained, the same again and again."""

import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from rich.console import Console
from two_groups import run

from acd.language import Language, speak
from simulator.comparison import Outcome
from simulator.report.compare import show, write_html, write_xlsx
from simulator.report.compare.sentences import sentences


def page(outcome: Outcome, folder: Path, language: Language = "en") -> str:
    write_html(outcome, folder / "report.html", language)
    return (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_well_formed_and_loads_nothing(three: Outcome, tmp_path: Path, language: Language) -> None:
    text = page(three, tmp_path, language)
    root = ElementTree.fromstring(text.split("\n", 1)[1])
    assert not re.search(r"https?:|//[a-z]|<script|<link|<img|@import|url\(", text)
    assert not re.search(r"\b(nan|None|inf)\b", text)
    assert len(root.findall(".//figure")) == 2 + 2
    assert text == page(three, tmp_path, language)


def test_it_opens_with_the_verdict(three: Outcome, tmp_path: Path) -> None:
    text = page(three, tmp_path)
    places = [text.index(f"<dd>{sentence}") for _name, sentence in sentences(three)]
    assert places == sorted(places)
    assert places[-1] < text.index("Days on which promises are kept") < text.index("<h2>Service level</h2>")


def test_every_variant_stands_beside_the_first(three: Outcome, tmp_path: Path) -> None:
    root = ElementTree.fromstring(page(three, tmp_path).split("\n", 1)[1])
    dots = [mark for mark in root.iter("circle") if mark.get("class") in ("better", "worse", "unclear", "same")]
    assert len(dots) == 3 * 3
    kinds = {kind for mark in root.iter("path") if (kind := mark.get("class", "")).startswith("way")}
    assert kinds == {"way v0", "way v1", "way v2", "way v3"}


def test_the_chinese_page_shows_no_english_sentence(three: Outcome, tmp_path: Path) -> None:
    text = re.sub(r"<(style|code|title).*?</\1>", "", page(three, tmp_path, "zh"), flags=re.DOTALL)
    words = [part.strip() for part in re.findall(r">([^<]+)<", text) if part.strip()]
    english = [each for each in words if re.search(r"[A-Za-z]{2,} [a-z]{2,}", each)]
    assert [each for each in english if each not in ("one less",) and "--replications" not in each] == []
    assert any("账单咨询" in each for each in words)


def test_few_days_and_no_intervals_have_a_page_too(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(
        "scenario: study\nduration: 2h\ngroups: {q: {}}\n"
        "call_types: {call: {group: q, arrivals: {rate: 20/h}, talk: {exponential: {mean: 3min}}}}\n"
        "agents: [{team: A, count: 2, skills: {q: 1}}]\n",
        "utf-8",
    )
    text = page(run([file], ["3: agents[team=A].count=3"], days=1)[0], tmp_path)
    assert "<figure" not in text
    assert "stationary study · 2 variants" in text
    assert not re.search(r"\b(nan|None|inf)\b", text)


def test_an_early_end_is_said(three: Outcome, tmp_path: Path) -> None:
    words = "The comparison was stopped early"
    assert words not in page(three, tmp_path)
    assert words in page(replace(three, interrupted=True), tmp_path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_terminal_has_eighty_columns(three: Outcome, language: Language) -> None:
    speak(language)
    out = io.StringIO()
    show(three, Console(file=out, width=200))
    tables = out.getvalue().partition("\n\n")[2].splitlines()
    widths = [sum(2 if ord(sign) > 0x2E80 else 1 for sign in line.rstrip()) for line in tables]
    assert max(widths) <= 80
    assert [name in out.getvalue() for name in ("+1", "+2", "one less")] == [True] * 3


def test_the_workbook_has_every_difference(three: Outcome, tmp_path: Path) -> None:
    write_xlsx(three, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["summary", "promises", "differences"]
    rows = list(book["differences"].iter_rows(min_row=2, values_only=True))
    known = [row for row in rows if row[:4] == ("as it is", "+1", "billing", "Service level")]
    of = three.to(1).figures["groups"]["billing"]["service_level"]
    assert [row[6] for row in known] == [pytest.approx(of.difference)]
    assert {row[0] for row in rows} == {"as it is", "+1", "+2"}, "each against each"
