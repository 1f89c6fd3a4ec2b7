"""A day that ends while calls are up: two ledgers, both sound, both replayed alike; together they count all once."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from acted_day import Day, acted
from centre_acted import Acted

from acd.events import Event, Kind
from acd.live.board import Board, DaysBoard
from acd.live.days import Days
from acd.live.floor.recovery import recover
from acd.live.floor.volumes import NewDay, Volumes
from acd.model import Call
from metrics.check import check
from metrics.ledger import Ledger, read
from metrics.ledger.growing import Entry, GrowingLedger
from metrics.report import document
from simulator.replay import replay

SEEDS = range(8)
COUNTED = ("offered", "answered", "abandoned", "deflected", "transferred")
SPENT = ("signed_in", "ready", "talking", "holding", "wrapping", "not_ready", "ringing", "answered")


class Midnight:
    """An acted day; ``at`` is its midnight, some time in its middle, ``day`` what began then."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.centre: Acted = acted(seed, steps=200)
        self.first = self.centre.layout.header
        self.first.config, self.first.epoch = self.centre.scenario.resolved(), "2026-11-02T00:00:00+00:00"
        self.at = self.centre.clock.now() + 1_500_000
        self.first.measured = (0, self.at)
        self.board = DaysBoard(self.first)
        opened = self.centre.opened
        days = Days(folder, datetime(2026, 11, 2, tzinfo=UTC), self.first, opened, self.board, self.centre.journal)
        opened.door.begin_days(self.at, days.begin)
        Day(self.centre, random.Random(seed)).run(200)
        ((self.before, self.day),) = self.centre.journal.days
        self.files = folder / "first.db", self.day.path
        self._write()

    def _write(self) -> None:
        """The batches of the journal as a disk would have had them."""
        volumes = Volumes(GrowingLedger(self.files[0], self.first))
        for entries in self.batches[: self._begins]:
            volumes.append(entries)
        volumes.begin(self.day)
        for entries in self.batches[self._begins :]:
            volumes.append(entries)
        volumes.close()

    @property
    def batches(self) -> list[Sequence[Entry]]:
        """The entries of each input that gave some."""
        return [entries for entries in self.centre.journal.batches if entries]

    @property
    def _begins(self) -> int:
        """How many of them were before midnight."""
        return int(np.searchsorted(np.cumsum([len(entries) for entries in self.batches]), self.before, "right"))

    @property
    def after(self) -> list[Sequence[Entry]]:
        """Those of the new day."""
        return self.batches[self._begins :]


@pytest.fixture(params=SEEDS)
def midnight(request: pytest.FixtureRequest, tmp_path: Path) -> Midnight:
    return Midnight(request.param, tmp_path)


def test_both_ledgers_are_sound_and_replay_alike(midnight: Midnight, tmp_path: Path) -> None:
    for file in midnight.files:
        assert [str(each) for each in check(read(file))] == []
        outcome = replay(read(file), file.name, tmp_path)
        assert (outcome.difference, outcome.rerouted) == (None, None)
    assert midnight.day.restated


def test_together_they_count_everything_once(midnight: Midnight) -> None:
    midnight.first.measured = None
    whole = document(midnight.centre.ledger())
    days = [document(read(file)) for file in midnight.files]
    for kpi in COUNTED:
        assert sum(day["centre"][kpi] for day in days) == whole["centre"][kpi], kpi
    for name, agent in whole["agents"].items():
        for kpi in SPENT:
            assert sum(day["agents"][name][kpi] for day in days) == pytest.approx(agent[kpi], abs=1e-5), (name, kpi)


def test_the_first_day_is_over_with_its_last_call(midnight: Midnight) -> None:
    last = read(midnight.files[0]).events()
    ended = last["kind"][-1] == Kind.RUN_ENDED
    left = set(midnight.day.open_calls) - {call.number for call in midnight.centre.opened.calls}
    assert ended == (left == midnight.day.open_calls)


def test_recovered_after_any_input_of_the_new_day_everything_is_as_it_was(midnight: Midnight) -> None:
    ends = 1 + len(midnight.day.restated) + np.cumsum([0, *(len(entries) for entries in midnight.after)])
    for end in ends:
        whole = read(midnight.files[1])
        cut = Ledger(whole.header, lambda end=end, whole=whole: iter([whole.events()[:end]]))
        found = recover(cut, midnight.centre.layout)
    live = midnight.centre.opened.driven.carried(midnight.at)
    assert _plain(_up(found.driven.carried(0))) == _plain(_up(live))
    assert found.first == midnight.centre.opened.calls.next


def test_the_board_begins_anew_and_goes_on(midnight: Midnight) -> None:
    ledger = read(midnight.files[1])
    rows = ledger.events()
    own = Board(ledger.header)
    own.note_rows(rows)
    for event, _own in midnight.centre.journal.entries[midnight.before :]:
        midnight.board.note(event)
    now = int(rows["t"][-1]) + 5_000_000
    ours, theirs = midnight.board.snapshot(now + midnight.at)["agents"], own.snapshot(now)["agents"]
    assert [(n, k) for n in ours for k in ours[n] if ours[n][k] != theirs[n][k]] == []


def _up(carried: dict[str, Any]) -> dict[str, Any]:
    """But for rows that are free, and for who served a caller last, which these days draw and no ledger has."""
    state, drawn = Call.__slots__.index("state"), Call.__slots__.index("preferred")
    calls = [[*row[:drawn], *row[drawn + 1 :]] for row in carried["calls"] if row[state]]
    return carried | {"calls": calls, "free": []}


def _plain(carried: dict[str, Any]) -> Any:
    return json.loads(json.dumps(carried))


def test_a_centre_that_stops_ends_each_ledger_once(tmp_path: Path) -> None:
    centre = Acted("ann")
    header = centre.layout.header
    volumes = Volumes(GrowingLedger(tmp_path / "a.db", header))
    volumes.append([(event, None) for event, _own in centre.journal.entries])
    volumes.begin(NewDay(tmp_path / "b.db", header, 10, [], frozenset({7})))
    volumes.append([(Event(20, Kind.CALL_LOST, call=7), None), (Event(20, Kind.RUN_ENDED), None)])
    volumes.close()
    for name in ("a.db", "b.db"):
        assert read(tmp_path / name).events()["kind"].tolist().count(Kind.RUN_ENDED) == 1


def test_a_day_without_calls_up_is_over_at_once(tmp_path: Path) -> None:
    centre = Acted("ann")
    header = centre.layout.header
    volumes = Volumes(GrowingLedger(tmp_path / "a.db", header))
    volumes.begin(NewDay(tmp_path / "b.db", header, 10, centre.opened.door.lately.restated(), frozenset()))
    volumes.close()
    assert read(tmp_path / "a.db").events()["kind"][-1] == Kind.RUN_ENDED
    kinds = [Kind(kind) for kind in read(tmp_path / "b.db").events()["kind"]]
    assert kinds == [Kind.RUN_STARTED, Kind.AGENT_SIGNED_IN, Kind.AGENT_STATE]
