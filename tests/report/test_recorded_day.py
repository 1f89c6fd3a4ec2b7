"""A recorded day beside the simulated ones: which day, what is said of it, and where it is shown."""

import datetime
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len
from rich.console import Console

from acd.language import Language, speak
from scenarios import Scenario
from scenarios.tables.errors import TableError
from scenarios.tables.overlay import Total
from scenarios.tables.volumes import Actuals, read_actuals
from simulator.recorded_day import day_of, laid_over
from simulator.report import Findings, show, write_html, write_xlsx
from simulator.report.comparison import judged

MONDAY = datetime.date(2026, 11, 2)
TUESDAY = datetime.date(2026, 11, 3)


@pytest.fixture
def compared(overlaid: Findings) -> Findings:
    """The small day with two totals of the centre and one of a group; one of the centre's is far outside."""
    totals = (
        Total("offered", "", 150, 152.4, 140, 165),
        Total("abandoned", "", 1, 29.2, 19, 41),
        Total("mean_answer_wait", "billing", 80.0, 40.0, 30.0, 50.0),
    )
    assert overlaid.overlay
    return replace(overlaid, overlay=replace(overlaid.overlay, totals=totals, file="报表.csv", day=MONDAY))


def actuals(folder: Path, *days: datetime.date) -> Actuals:
    lines = [f"{day},{time},10" for day in days for time in ("8:00", "8:30", "9:00", "9:30")]
    (folder / "报表.csv").write_text("\n".join(["日期,时段,呼入量", *lines]), "utf-8")
    return read_actuals(folder / "报表.csv")


def terminal(findings: Findings) -> str:
    file = io.StringIO()
    show(findings, Console(file=file, width=80))
    return file.getvalue()


def test_totals_are_said_with_the_range_and_the_recorded_value(compared: Findings) -> None:
    assert judged(compared) == (
        "Totals of the day: 1 of 3 recorded values lie inside the 80 % range. "
        "Centre, calls abandoned: simulated 29 (19–41), recorded 1: outside."
    )


def test_the_page_judges_the_day_before_it_draws_its_course(compared: Findings, tmp_path: Path) -> None:
    write_html(compared, tmp_path / "r.html", "en")
    text = (tmp_path / "r.html").read_text("utf-8")
    assert text.index("2026-11-02 Monday · 报表.csv") < text.index("recorded inside the 80 % range")
    assert text.count('<b class="off">too high</b>') == 1
    assert text.count('<b class="off">too low</b>') == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_terminal_shows_totals_then_intervals(compared: Findings, language: Language) -> None:
    speak(language)
    lines = terminal(compared).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert not any("…" in line for line in lines)
    if language == "en":
        row = next(line for line in lines if line.strip().startswith("Calls abandoned"))
        assert row.split()[2:] == ["1", "29", "19–41", "too", "high"]
        assert terminal(compared).index("Totals of the day") < terminal(compared).index("recorded inside the 80 %")


def test_the_workbook_has_a_sheet_of_it(compared: Findings, tmp_path: Path) -> None:
    write_xlsx(compared, tmp_path / "r.xlsx")
    rows = list(load_workbook(tmp_path / "r.xlsx")["recorded day"].iter_rows(values_only=True))
    assert rows[2] == ("Centre", "Calls abandoned", "day", 1, 29.2, 19, None, 41, "no")
    assert rows[4][2] == "08:00"
    assert rows[-2][0] == "2026-11-02 Monday · 报表.csv"


def test_the_day_asked_for_comes_before_the_scenarios_own(small: Findings, tmp_path: Path) -> None:
    both = actuals(tmp_path, MONDAY, TUESDAY)
    assert day_of(both, small.scenario, None) == small.scenario.date == MONDAY
    assert day_of(both, small.scenario, TUESDAY) == TUESDAY
    assert day_of(actuals(tmp_path, TUESDAY), small.scenario, None) == TUESDAY


def test_a_day_that_cannot_be_told_is_refused_with_the_option(small: Findings, tmp_path: Path) -> None:
    later = small.scenario.model_copy(update={"date": MONDAY + datetime.timedelta(weeks=4)})
    with pytest.raises(TableError, match="--actual-day"):
        day_of(actuals(tmp_path, MONDAY, TUESDAY), later, None)
    with pytest.raises(TableError, match="nothing is recorded on 2026-12-24"):
        day_of(actuals(tmp_path, MONDAY), later, datetime.date(2026, 12, 24))


def with_source(scenario: Scenario, file: Path, text: str) -> Scenario:
    file.write_text(text, "utf-8")
    copied = scenario.model_copy()
    copied._source = file
    return copied


def test_another_weekday_and_a_day_that_was_averaged_are_said(small: Findings, tmp_path: Path) -> None:
    told = actuals(tmp_path, MONDAY, TUESDAY)
    head = f"# From 报表.csv: mean of 2 days ({TUESDAY} … 2026-11-10).\nscenario: small_day\n"
    scenario = with_source(small.scenario, tmp_path / "s.yaml", head)
    notes = laid_over(told, scenario, small.document, TUESDAY).notes
    assert "2026-11-03 Tuesday, the scenario's date 2026-11-02 Monday: not the same weekday" in notes[0]
    assert notes[1].startswith("2026-11-03 is among the days from which the volumes were averaged")
    (note,) = laid_over(told, scenario, small.document, MONDAY).notes
    assert note.startswith("if the recorded day is among the days")
