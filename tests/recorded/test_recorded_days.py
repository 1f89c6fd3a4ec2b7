"""The bank's log and the half-hour report themselves, where the data is at hand."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from bench.recorded import bank_log, charlotte
from bench.recorded.compare import compare
from bench.recorded.scenario import Month, Reading
from simulator.day import simulator_for
from simulator.replicate import replicate

pytestmark = pytest.mark.recorded

MONDAY = datetime.date(1999, 2, 1)


@pytest.fixture(scope="module")
def log(data_folder: Path) -> bank_log.Log:
    return bank_log.read_log(data_folder / bank_log.FILE)


def test_every_row_is_a_call_or_is_counted(log: bank_log.Log) -> None:
    out = {name: log.treated[name] for name in ("PHANTOM", "HANG inside the voice menu", "AGENT without an agent")}
    assert out == {"PHANTOM": 278, "HANG inside the voice menu": 1_941, "AGENT without an agent": 491}
    assert len(log.calls) + sum(out.values()) == log.treated["rows"] == 33_344


def test_weekdays_and_what_they_were_like(log: bank_log.Log) -> None:
    assert len(log.weekdays) == 20
    assert all(0 <= call.wait < 1_000 and (call.talk or 0) >= 0 for call in log.calls)
    talks = [call.talk for call in log.calls if call.talk is not None]
    assert np.mean([talk < 10 for talk in talks]) == pytest.approx(0.0535, abs=0.0005)  # agents hanging up


def test_a_day_is_simulated_from_the_other_days(log: bank_log.Log, tmp_path: Path) -> None:
    month = Month(log, tmp_path)
    assert all(call.date != MONDAY for call in month.others(MONDAY))
    estimates = replicate(simulator_for(month.scenario(MONDAY, Reading("r"))), 10, workers=1)
    found = {each.figure: each for each in compare(MONDAY, month.calls[MONDAY], estimates) if each.place is None}
    offered = estimates.document()["centre"]["offered"]["days"]
    assert offered == {"p10": 1_477, "p50": 1_477, "p90": 1_477}
    assert abs(found["abandon_rate"].median - found["abandon_rate"].recorded) < 0.1
    assert len(set(found["mean_wait"].simulated)) == 10


def test_the_half_hour_report_overlays(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charlotte, "REPLICATIONS", 8)
    monkeypatch.setattr(charlotte, "PATIENCE", {"10 min": charlotte.PATIENCE["10 min"]})
    (found,) = charlotte.overlays(data_folder, tmp_path).values()
    inside = {track.kpi: track.inside for track in found.tracks}
    assert all(len(track.points) == 21 for track in found.tracks)
    assert inside["offered"] >= 17
    assert inside["occupancy"] >= 10
