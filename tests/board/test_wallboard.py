"""The wallboard on a screen of eighty columns: keys, the bell, a source that has no answer; ledgers as they grow."""

from dataclasses import astuple
from datetime import datetime
from io import StringIO
from types import SimpleNamespace

import numpy as np
import pytest
from a_board import told
from rich.console import Console

from acd.errors import HuawuError
from acd.events import MICROSECONDS, Event, Kind
from acd.live.board.wallboard import Growing, Played, Wallboard
from metrics.ledger import write
from metrics.ledger.growing import GrowingLedger
from metrics.ledger.rows import EVENT


class Looked:
    """A source that says what it is told to say, or why it has nothing."""

    def __init__(self, seen):
        self.seen, self.lost, self.looks = seen, "", 0

    def __call__(self):
        self.looks += 1
        if self.lost:
            raise HuawuError(self.lost)
        return self.seen


@pytest.fixture
def seen(day):
    header, events = day
    board = told(header, events[: len(events) // 2])
    return board.snapshot(board.last + 1)


def text(app, where):
    console = Console(file=StringIO(), width=80, markup=False)
    console.print(app.query_one(where).content)
    return console.file.getvalue()


@pytest.mark.asyncio
async def test_keys_do_what_the_footer_says(seen):
    look = Looked(seen)
    app = Wallboard(look, every=3600)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.refresh_figures()
        assert seen["clock"] in text(app, "#top")
        first = text(app, "#agents")
        await pilot.press("s")
        assert text(app, "#agents") != first
        await pilot.press("t")
        team = min(person["team"] for person in seen["agents"].values() if person["team"])
        assert text(app, "#agents").startswith(f"{team} ")
        before = len(text(app, "#agents").splitlines())
        await pilot.press("a")
        assert len(text(app, "#agents").splitlines()) >= before


@pytest.mark.asyncio
async def test_the_bell_rings_once_for_each_alarm_and_what_is_known_is_marked(seen, monkeypatch):
    rung = []
    monkeypatch.setattr(Wallboard, "bell", lambda _app: rung.append(1))
    alarm = {
        "rule": "queue",
        "scope": "groups",
        "subject": next(iter(seen["groups"])),
        "since": 1.0,
        "value": 9,
        "limit": 5,
    }
    look = Looked(seen | {"alarms": []})
    app = Wallboard(look, every=3600)
    async with app.run_test(size=(80, 24)) as pilot:
        for alarms, rings in (([], 0), ([alarm], 1), ([alarm], 1), ([], 1), ([alarm], 2)):
            look.seen = seen | {"alarms": alarms}
            await app.refresh_figures()
            assert len(rung) == rings
        assert text(app, "#alarms").startswith("! ")
        await pilot.press("k")
        assert text(app, "#alarms").startswith("· ")
        await pilot.press("m")
        look.seen = seen | {"alarms": [alarm, alarm | {"rule": "unstaffed"}]}
        await app.refresh_figures()
        assert len(rung) == 2


@pytest.mark.asyncio
async def test_a_lost_centre_is_told_at_once_with_the_age_of_the_figures(seen):
    look, at = Looked(seen), SimpleNamespace(t=0.0)
    app = Wallboard(look, every=3600, clock=lambda: at.t)
    async with app.run_test(size=(80, 24)):
        await app.refresh_figures()
        look.lost, at.t = "nobody answers", 17.0
        await app.refresh_figures()
        assert "nobody answers" in text(app, "#top")
        assert "17 s" in text(app, "#top")
        look.lost = ""
        await app.refresh_figures()
        assert seen["scenario"] in text(app, "#top")


def rows(events):
    return np.array([astuple(event) for event in events], EVENT)


def test_a_ledger_that_grows_is_what_a_board_would_say(day, tmp_path):
    header, events = day
    file, half = tmp_path / "day.db", len(events) // 2
    ledger = GrowingLedger(file, header)
    midnight = datetime.fromisoformat(header.epoch).timestamp()
    at = SimpleNamespace(t=0)
    look = Growing(file, now=lambda: midnight + at.t / MICROSECONDS)
    for first, until in ((0, half), (half, len(events))):
        ledger.append([(event, None) for event in events[first:until]])
        at.t = events[until - 1].t + 1_500_000
        assert look()["agents"] == told(header, events[:until]).snapshot(at.t)["agents"]


def test_a_recorded_day_is_played_at_speed_from_a_moment(day, tmp_path):
    header, events = day
    file = tmp_path / "day.jsonl"
    write(file, header, [rows([Event(kind=Kind.RUN_STARTED), *events])])
    clock = SimpleNamespace(t=100.0)
    begins = events[len(events) // 3].t
    look = Played(file, 60.0, begins, now=lambda: clock.t)
    for passed in (0.0, 30.0, 1e9):
        clock.t = 100.0 + passed
        t = min(begins + round(passed * 60 * MICROSECONDS), events[-1].t)
        expected = told(header, [event for event in events if event.t <= t]).snapshot(t)
        assert (look()["t"], look()["groups"]) == (t / MICROSECONDS, expected["groups"])
