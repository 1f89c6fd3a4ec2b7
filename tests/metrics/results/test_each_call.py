"""What became of each call: exact on a day made by hand, and adding up to the figures of the report."""

from typing import Any

import numpy as np
import pytest

from acd.events import AgentState, Kind
from metrics.ledger import Ledger
from metrics.report import document
from metrics.results import each_call
from metrics.results.each_call import COLUMNS, EachCall

Calls = dict[int, dict[str, Any]]


def calls_of(header: Any, *blocks: Any) -> Calls:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in EachCall(header).rows(blocks)]
    for row in rows:
        row.update({name: None for name, value in row.items() if isinstance(value, float) and np.isnan(value)})
    found = {row["call"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def of(row: dict[str, Any], names: str) -> list[Any]:
    return [row[name] for name in names.split()]


@pytest.fixture
def day(make_day: Any) -> Any:
    """One call of each fate: answered with a hold, abandoned, in the menu, moved on, and one still waiting."""
    day = make_day(groups=2, agents=2)
    for agent in (0, 1):
        day.sign_in(0, agent)
    day.offer(10, 1, 0)
    day.queue(10, 1)
    day.ring(12, 1)
    day.answer(15, 1)
    day.hold(20, 1, lasts=4)
    day.end(30.5, 1, wrap=5)
    day.offer(40, 2, 1, call_type=1)
    day.queue(40, 2, 1)
    day.abandon(47, 2, 1)
    day.at(50, Kind.CALL_ARRIVED, 3, -1, -1, 0, 2, 0)
    day.at(50, Kind.IVR_STARTED, 3)
    day.at(58, Kind.IVR_COMPLETED, 3)
    day.offer(60, 4)
    day.ring(60, 4)
    day.answer(63, 4)
    day.at(70, Kind.CALL_TRANSFERRED, 4, 0, 0, 1)
    day.state(70, 0, AgentState.WRAP_UP)
    day.ring(70, 4, 1, 1)
    day.answer(72, 4, 1, 1)
    day.state(75, 0, AgentState.READY)
    day.end(80, 4, 1, 1, wrap=9)
    day.at(90, Kind.CALL_OFFERED, 5, 1)
    day.queue(90, 5, 1)
    day.at(95, Kind.CALL_ARRIVED, 6, -1, -1, 0, 0, 1)
    return day


def test_by_hand(day: Any) -> None:
    found = calls_of(day.header, day.events())
    assert sorted(found) == [1, 2, 3, 4, 5]  # 6 was dialled by the centre
    assert of(found[1], "call_type segment group agent outcome reason") == [
        *["enquiry", "normal", "g0", "a0", "ended", "caller"]
    ]
    assert of(found[1], "arrived offered answered ended") == [10, 10, 15, 30.5]
    assert of(found[1], "wait ring talk hold wrap_up") == [5, 3, 11.5, 4, 5]
    assert of(found[1], "queued within holds transferred overflowed") == [1, 1, 1, 0, 0]
    assert of(found[2], "call_type group agent outcome reason") == ["claim", "g1", None, "abandoned", "queue"]
    assert of(found[2], "offered answered ended wait talk within") == [40, None, 47, 7, None, 0]
    assert of(found[3], "segment group outcome reason") == ["complaint", None, "ivr_completed", None]
    assert of(found[3], "arrived offered ended wait queued") == [50, None, 58, None, None]
    assert of(found[4], "group agent outcome transferred") == ["g0", "a0", "ended", 1]
    assert of(found[4], "wait ring talk wrap_up ended") == [3, 5, 15, 14, 80]
    assert of(found[5], "call_type arrived offered outcome wait") == [None, None, 90, None, None]


def test_the_same_however_the_events_are_cut(day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = calls_of(day.header, day.events())
    monkeypatch.setattr(each_call, "_AT_A_TIME", 1)
    assert calls_of(day.header, day.events()) == whole
    assert calls_of(day.header, *np.split(day.events(), [3, 4, 20])) == whole


@pytest.mark.parametrize("seed", range(8))
def test_calls_add_up_to_the_report(random_day: Any, seed: int) -> None:
    """No second count: each figure of calls is the sum of what the table says."""
    day = random_day(seed, 3000)
    found = list(calls_of(day.header, day.events()).values())
    centre = document(Ledger.of(day.header, day.events()))["centre"]

    def count(**said: str) -> int:
        return sum(all(row[name] == value for name, value in said.items()) for row in found)

    def total(name: str) -> float:
        return sum(row[name] or 0 for row in found)

    assert len(found) == centre["arrived"] > 500
    assert sum(row["offered"] is not None for row in found) == centre["offered"]
    assert sum(row["answered"] is not None for row in found) == centre["answered"]
    for name, said in (
        ("blocked", {"outcome": "blocked"}),
        ("ivr_completed", {"outcome": "ivr_completed"}),
        ("ivr_abandoned", {"outcome": "ivr_abandoned"}),
    ):
        assert count(**said) == centre[name] > 0
    for name in ("queued", "transferred"):
        assert total(name) == centre[name] > 0
    assert total("overflowed") == centre["overflowed_out"] > 0
    assert total("within") / centre["offered"] == pytest.approx(centre["service_level"], abs=1e-6)
    answered = [row for row in found if row["answered"] is not None]
    assert sum(row["wait"] for row in answered) / len(answered) == pytest.approx(centre["mean_answer_wait"], abs=1e-6)
    for name, kpi in (("talk", "mean_talk"), ("hold", "mean_hold"), ("wrap_up", "mean_wrap_up")):
        assert total(name) / len(answered) == pytest.approx(centre[kpi], abs=1e-6)


def test_places_are_used_again(random_day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory follows the calls open at one time; and there is room when there are many."""
    day = random_day(5, 3000)
    whole = calls_of(day.header, day.events())
    monkeypatch.setattr(each_call, "_AT_A_TIME", 16)
    each = EachCall(day.header)
    assert len(list(each.rows([day.events()]))) == len(whole) > 500
    assert len(each._told) == 1024
    monkeypatch.setattr(each_call, "_PLACES", 4)
    assert calls_of(day.header, day.events()) == whole
