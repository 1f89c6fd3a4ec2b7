"""The terminal: the chance first, 80 columns held in both languages."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from acd.language import Language, speak
from simulator.report import Findings, show
from simulator.report.terminal import bar


def shown(findings: Findings, width: int = 80) -> list[str]:
    file = io.StringIO()
    show(findings, Console(file=file, width=width))
    return [line.rstrip() for line in file.getvalue().splitlines()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_eighty_columns_hold(overlaid: Findings, language: Language) -> None:
    speak(language)
    lines = shown(replace(overlaid, interrupted=True))
    assert max(map(cell_len, lines)) <= 80
    assert not any("…" in line for line in lines)
    assert {cell_len(line) for line in lines} == {
        cell_len(line) for line in shown(replace(overlaid, interrupted=True), 80)
    }


def test_nothing_is_cut_that_would_show_on_a_wider_screen(overlaid: Findings) -> None:
    speak("zh")
    words = {word for line in shown(overlaid, 200) for word in line.split() if not word.startswith("─")}
    narrow = "".join("".join(line.split()) for line in shown(overlaid))
    assert [word for word in words if word not in narrow] == []


def test_the_order_is_chance_then_where_it_breaks_then_tables(small: Findings) -> None:
    text = "\n".join(shown(small))
    places = [
        text.index(part)
        for part in ("miss it too often", "Where the day breaks", "The cheapest", "Groups", "Intervals")
    ]
    assert places == sorted(places)


def test_where_the_day_breaks_names_people_on_and_needed(small: Findings) -> None:
    lines = shown(small)
    row = next(line for line in lines[lines.index("Where the day breaks") :] if line.strip().startswith("billing"))
    assert row.split()[1] == "08:30"
    assert row.split()[-2:] == ["2", "11"]


def test_the_remedy_can_be_copied(small: Findings) -> None:
    text = " ".join(shown(small))
    assert "sim run small_day.yaml --set 'agents[team=A,shift=day].count=+2'" in text


def test_a_study_shows_its_groups_only(stationary: Findings) -> None:
    text = "\n".join(shown(stationary))
    assert "Intervals" not in text
    assert "Groups" in text


@pytest.mark.parametrize(("share", "drawn"), [(0.0, ""), (1.0, "█" * 8), (0.5, "█" * 4), (1 / 64, "▏"), (1.7, "█" * 8)])
def test_a_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    assert bar(share) == drawn
