"""A ledger that cannot be read says which file, which line and what is wrong."""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest
from ledgers import json_lines, lines

from metrics.ledger import Header, LedgerError, read, write

TOLD = lines(
    """
    1    agent.signed_in ann experience=novice
    2    call.arrived 7 direction=in
    2    call.offered 7 group=sales priority=0
    2.5  call.ringing 7 ann group=sales
    4    call.answered 7 ann group=sales
    9    call.ended 7 ann group=sales by=caller
    """
)

LINES = [
    ("seq skips", 3, {"seq": 4}, "seq is 4 where 3 is expected"),
    ("seq as text", 3, {"seq": "3"}, "seq is '3'"),
    ("no seq", 3, {"seq": None}, "seq is None"),
    ("t goes back", 4, {"t": 1.5}, "t goes back from 00:00:02 to 00:00:01.5"),
    ("t as text", 4, {"t": "2"}, "t: '2' is not a number of seconds"),
    ("t that is none", 4, {"t": float("nan")}, "t: nan is not a number of seconds"),
    ("t beyond reason", 4, {"t": 1e300}, "t: 1e+300"),
    ("no type", 2, {"type": None}, "type is missing"),
    ("wrong word", 2, {"direction": "inside"}, "direction: 'inside' is none of in, out"),
    ("word that is none", 1, {"experience": 4}, "experience: 4 is none of novice, experienced"),
    ("required field", 1, {"agent": None}, "agent: agent.signed_in must say it"),
    ("required group", 3, {"group": None}, "group: call.offered must say it"),
    ("number as text", 3, {"priority": "high"}, "priority: 'high' is not a whole number"),
    ("number too large", 2, {"call": 2**40}, "call: 1099511627776 is not a whole number"),
    ("true is no number", 2, {"call": True}, "call: True is not a whole number"),
    ("name as number", 4, {"agent": 12}, "agent: 12 is not a name"),
    ("begun again", 3, {"type": "run.started"}, "run.started is the first event"),
]

OPENINGS = [
    ("another event first", {"type": "call.arrived"}, "a ledger begins with run.started"),
    ("no schema", {"schema": None}, "schema is missing"),
    ("newer schema", {"schema": 99}, "of schema 99"),
    ("unknown mode", {"mode": "dream"}, "'dream' is none of simulation, live"),
    ("no epoch", {"epoch": None}, "epoch is missing"),
    ("epoch that is no date", {"epoch": "noon"}, "epoch: 'noon' is not a date and time"),
    ("groups that are none", {"groups": "sales"}, "groups: 'sales' is not"),
    ("group twice", {"groups": ["a", "b", "a"]}, "groups: 'a' stands there twice"),
    ("agent without name", {"agents": [{"team": "A"}]}, "name is missing"),
    ("half a window", {"measured": [3]}, "measured: expected [from, to]"),
    ("within as text", {"within": {"sales": "20s"}}, "within: '20s' is not a number of seconds"),
]


def refusal(path: Path) -> str:
    with pytest.raises(LedgerError) as refused:
        read(path).events()
    return str(refused.value)


def changed(number: int, change: dict[str, object]) -> list[dict[str, object]]:
    return [line | change if line["seq"] == number else line for line in TOLD]


@pytest.mark.parametrize(("number", "change", "what"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_a_wrong_line_is_named(tmp_path: Path, number: int, change: dict[str, object], what: str) -> None:
    (tmp_path / "a.jsonl").write_text(json_lines(changed(number, change)))
    message = refusal(tmp_path / "a.jsonl")
    assert message.startswith(f"{tmp_path / 'a.jsonl'}, line {number + 1}: ")
    assert what in message


@pytest.mark.parametrize(("change", "what"), [case[1:] for case in OPENINGS], ids=[case[0] for case in OPENINGS])
def test_a_wrong_opening_is_named(tmp_path: Path, change: dict[str, object], what: str) -> None:
    (tmp_path / "a.jsonl").write_text(json_lines(changed(0, change)))
    message = refusal(tmp_path / "a.jsonl")
    assert "a.jsonl, line 1: " in message
    assert what in message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "there are no events"),
        (b"\n\n", "there are no events"),
        (json_lines(TOLD).encode()[:-9], "line 7: the last line is cut off"),
        (json_lines(TOLD[:2]).encode() + b"{,}\n" + json_lines(TOLD[2:]).encode(), "line 3: this is not JSON"),
        (json_lines(TOLD[:2]).encode() + b"[1]\n", "line 3: an event is a JSON object"),
        (b"\xff\xfe\n", "line 1: this is not UTF-8"),
        (b"[" * 100_000 + b"\n", "line 1: this is not JSON"),
        (gzip.compress(json_lines(TOLD).encode())[:-20], "cut off or damaged after line"),
        (b"\x1f\x8b\x08\x00rubbish that is no gzip at all", "cut off or damaged after line 0"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert what in refusal(tmp_path / "a.jsonl")


def test_a_last_line_without_its_end_is_still_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json_lines(TOLD).rstrip())
    assert len(read(tmp_path / "a.jsonl").events()) == len(TOLD)


@pytest.mark.parametrize("name", ["none.jsonl", "none.jsonl.gz", "none.db", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    assert str(tmp_path / name) in refusal(tmp_path / name)


def stored(tmp_path: Path, name: str = "a.db") -> Path:
    (tmp_path / "a.jsonl").write_text(json_lines(TOLD))
    ledger = read(tmp_path / "a.jsonl")
    write(tmp_path / name, ledger.header, ledger.blocks())
    return tmp_path / name


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DROP TABLE events", "no such table"),
        ("ALTER TABLE events DROP COLUMN data", "no such column"),
        ("DELETE FROM events", "there are no events"),
        ("DELETE FROM events WHERE seq = 3", "seq 4: seq is 4 where 3 is expected"),
        ("UPDATE events SET data = '{' WHERE seq = 2", "seq 2: data is not JSON"),
        ("UPDATE events SET data = '[]' WHERE seq = 2", "seq 2: data is not a JSON object"),
        ("UPDATE events SET agent = NULL WHERE seq = 4", "seq 4: agent: call.ringing must say it"),
        ("UPDATE events SET t = 'noon' WHERE seq = 4", "seq 4: t: 'noon' is not a number"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, statement: str, what: str) -> None:
    path = stored(tmp_path)
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    assert what in refusal(path)


def test_a_database_cut_off_is_named(tmp_path: Path) -> None:
    path = stored(tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert f"{path}: not a ledger in SQLite, or a damaged one" in refusal(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text(json.dumps(TOLD))
    assert "file is not a database" in refusal(tmp_path / "a.db")


def test_a_run_begins_with_its_start(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json_lines(TOLD))
    events = read(tmp_path / "a.jsonl").events()
    with pytest.raises(LedgerError, match=r"the first event of a ledger is run\.started"):
        write(tmp_path / "b.jsonl", Header(), [events[1:]])
