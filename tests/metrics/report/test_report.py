"""``metrics report`` and ``metrics kpi``: tables, JSON, and errors that say what to do."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from acd.errors import HuawuError
from acd.events import NOBODY, Kind
from acd.language import speak
from metrics.cli import app
from metrics.ledger import EVENT, write
from metrics.ledger.ledger import Ledger
from metrics.report import document, tallied

run = CliRunner()


@pytest.fixture(autouse=True)
def english():
    speak("en")
    yield
    speak(None)


@pytest.fixture
def ledger(tmp_path, random_day):
    day = random_day(3)
    events = day.events()
    begin = np.array([(int(events["t"][0]), Kind.RUN_STARTED, *[NOBODY] * 6)], EVENT)
    end = np.array([(int(events["t"][-1]), Kind.RUN_ENDED, *[NOBODY] * 6)], EVENT)
    file = tmp_path / "day.jsonl"
    write(file, day.header, [np.concatenate([begin, events, end])])
    return file


def test_tables(ledger):
    shown = run.invoke(app, ["report", str(ledger), "--by", "group,interval,agent,team,call_type,date"])
    assert shown.exit_code == 0, shown.output
    for title in ("Centre", "Groups", "Intervals", "Agents", "Teams", "Call types", "Dates", "08:00", "g2", "claim"):
        assert title in shown.output


def test_json_is_what_the_ledger_in_memory_says(ledger, random_day):
    out = run.invoke(app, ["report", str(ledger), "--json", "-"])
    told = json.loads(out.stdout)
    day = random_day(3)
    assert told["groups"] == document(Ledger.of(day.header, day.events()))["groups"]
    assert told["mode"] == "simulation"
    assert told["centre"]["repeat_rate"] is None


def test_json_file_is_whole_and_alone(ledger):
    file = ledger.with_name("figures.json")
    run.invoke(app, ["report", str(ledger), "--json", str(file)])
    assert json.loads(file.read_text(encoding="utf-8"))["centre"]["offered"] > 0
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["day.jsonl", "figures.json"]


def test_a_table_that_does_not_exist_is_named(ledger):
    with pytest.raises(HuawuError, match="--by groupe"):
        app(["report", str(ledger), "--by", "groupe"], standalone_mode=False)


def test_a_ledger_of_nothing_has_figures_of_nothing(make_day):
    day = make_day()
    floor, sums = tallied(Ledger.of(day.header))
    assert floor.calls(sums)["centre"].calls.offered == 0
    assert document(Ledger.of(day.header))["centre"]["answer_rate"] is None


def test_kpi_catalogue():
    one = run.invoke(app, ["kpi", "answer_rate"]).output
    for said in ("接听率", "C03", "≥ 0.95", "A01"):
        assert said in one
    assert "mean_queue_length" in run.invoke(app, ["kpi"], env={"COLUMNS": "200"}).output
    with pytest.raises(HuawuError, match="Did you mean service_level"):
        app(["kpi", "service_levl"], standalone_mode=False)
