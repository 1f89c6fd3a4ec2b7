"""A day kept as a database: events and results side by side, tied together, with nothing to be set up."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acd.events import NOBODY, Kind
from metrics.ledger import EVENT, Block, Ledger, LedgerError, read
from metrics.report import document
from metrics.results import keep

CONFIG = {"groups": {"g0": {"label": "账单"}, "g1": {}}, "call_types": {"enquiry": {"label": "查账"}, "claim": None}}
TABLES = {"runs", "groups", "call_types", "teams", "agents", "intervals", "calls", "events"}


@pytest.fixture(scope="module")
def run(random_day: Callable[..., Any]) -> Ledger:
    """A drawn day as a whole run."""
    day = random_day(3, 2000, config=CONFIG, epoch="2026-11-02T00:00:00+08:00")
    day.header.seed = 9
    ends = np.full(2, NOBODY, EVENT)
    ends["kind"], ends["t"] = [Kind.RUN_STARTED, Kind.RUN_ENDED], [0, day.events()["t"][-1]]
    return Ledger.of(day.header, ends[:1], day.events(), ends[1:])


@pytest.fixture(scope="module")
def kept(run: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("kept") / "day.db"
    keep(path, run)
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(kept: sqlite3.Connection, asked: str) -> list[dict[str, Any]]:
    return [dict(row) for row in kept.execute(asked)]


def parsed(cells: dict[str, Any]) -> dict[str, Any]:
    """A row as the JSON document has it: objects parsed."""
    return {
        name: json.loads(cell) if isinstance(cell, str) and cell[:1] == "{" else cell for name, cell in cells.items()
    }


def test_every_table_stands_in_the_file(kept: sqlite3.Connection) -> None:
    assert {row["name"] for row in rows(kept, "SELECT name FROM sqlite_master WHERE type = 'table'")} == TABLES
    assert kept.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_results_are_those_of_the_report(kept: sqlite3.Connection, run: Ledger) -> None:
    told = document(run)
    [whole] = rows(kept, "SELECT * FROM runs")
    assert whole["seed"] == 9
    assert told["centre"].items() <= parsed(whole).items()
    for table, key in (("groups", "group"), ("call_types", "call_type"), ("teams", "team"), ("agents", "agent")):
        found = {row[key]: parsed(row) for row in rows(kept, f"SELECT * FROM [{table}]")}
        assert list(found) == list(told[table])
        assert all(kpis.items() <= found[name].items() for name, kpis in told[table].items())
    intervals = rows(kept, "SELECT * FROM intervals")
    assert len(intervals) == 4 * len(told["intervals"]) > 4
    for interval in told["intervals"]:
        at = {row["group"]: parsed(row) for row in intervals if row["start"] == interval["start"]}
        assert interval["centre"].items() <= at.pop(None).items()
        assert all(interval["groups"][group].items() <= row.items() for group, row in at.items())


def test_what_is_named_stands_in_its_table(kept: sqlite3.Connection) -> None:
    """Datasette makes links of foreign keys, and shows the ``name`` of what they lead to."""
    assert rows(kept, "PRAGMA foreign_key_check") == []
    links = {
        (table, key["from"], key["table"])
        for table in TABLES
        for key in rows(kept, f"PRAGMA foreign_key_list([{table}])")
    }
    assert links == {
        *(("events", column, table) for column, table in (("call", "calls"), ("agent", "agents"), ("group", "groups"))),
        *(("calls", column, f"{column}s") for column in ("call_type", "group", "agent")),
        *{("agents", "team", "teams"), ("intervals", "group", "groups")},
    }
    assert rows(kept, "SELECT [group], name FROM groups LIMIT 2") == [
        {"group": "g0", "name": "账单"},
        {"group": "g1", "name": "g1"},
    ]


def test_times_of_day_can_be_read(kept: sqlite3.Connection) -> None:
    events = rows(kept, "SELECT t, at FROM events WHERE t = 28800 LIMIT 1")
    assert events == [{"t": 28800.0, "at": "2026-11-02 08:00:00"}]
    assert rows(kept, "SELECT * FROM calls LIMIT 1")[0]["at"][:11] == "2026-11-02 "


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("SELECT * FROM events WHERE call = 7", "call"),
        ("SELECT * FROM events WHERE agent = 'a1' AND t >= 28800 AND t < 32400", "agent"),
        ("SELECT * FROM events WHERE t >= 30000", "t"),
        ("SELECT * FROM calls WHERE agent = 'a1'", "agent"),
    ],
)
def test_the_usual_questions_are_indexed(kept: sqlite3.Connection, asked: str, index: str) -> None:
    [plan] = rows(kept, f"EXPLAIN QUERY PLAN {asked}")
    assert f"USING INDEX idx_{asked.split()[3]}_{index}" in plan["detail"]


@pytest.mark.parametrize("name", ["day.jsonl", "day.jsonl.gz", "day.db"])
def test_the_same_events_come_back(run: Ledger, tmp_path: Path, name: str) -> None:
    keep(tmp_path / name, run)
    keep(tmp_path / "again.jsonl", read(tmp_path / name))
    keep(tmp_path / "first.jsonl", run)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()
    assert document(read(tmp_path / name)) == document(run)


def test_what_is_stopped_leaves_nothing(run: Ledger, tmp_path: Path) -> None:
    def stopped() -> Iterator[Block]:
        yield next(run.blocks())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(tmp_path / "day.db", Ledger(run.header, stopped))
    with pytest.raises(LedgerError, match="first event"):
        keep(tmp_path / "day.db", Ledger.of(run.header, run.events()[1:]))
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_names_nothing(tmp_path: Path) -> None:
    (tmp_path / "day.jsonl").write_text(
        '{"seq":0,"t":0,"type":"run.started","schema":1,"mode":"live","epoch":"2026-11-02"}'
    )
    keep(tmp_path / "day.db", read(tmp_path / "day.jsonl"))
    with closing(sqlite3.connect(tmp_path / "day.db")) as found:
        assert found.execute("SELECT mode, offered FROM runs").fetchall() == [("live", 0)]
        assert found.execute("SELECT t, at FROM events").fetchall() == [(0.0, "2026-11-02 00:00:00")]
