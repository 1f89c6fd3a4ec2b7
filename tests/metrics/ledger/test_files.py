"""Files are written whole or not at all, the same run to the same bytes, and open where they should."""

import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import read_text

from metrics.ledger import Block, LedgerError, read, write

LEDGER = read_text(
    """
    1    agent.signed_in ann
    2    call.arrived 7
    2.25 call.offered 7 group=sales
    """
)
NAMES = ["a.jsonl", "a.jsonl.gz", "a.db"]


def failing() -> Iterator[Block]:
    yield LEDGER.events()
    raise KeyboardInterrupt


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_there_stays_until_the_new_is_whole(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / name, LEDGER.header, failing())
    assert (tmp_path / name).read_text() == "old"
    assert names(tmp_path) == [name]
    write(tmp_path / name, LEDGER.header, LEDGER.blocks())
    assert (read(tmp_path / name).events() == LEDGER.events()).all()
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_same_run_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "one" / name, LEDGER.header, LEDGER.blocks())
    write(tmp_path / "two" / f"b{name[1:]}", LEDGER.header, [LEDGER.events()[:2], LEDGER.events()[2:]])
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / f"b{name[1:]}").read_bytes()


def test_gzip_holds_no_time_of_writing(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl.gz", LEDGER.header, LEDGER.blocks())
    assert (tmp_path / "a.jsonl.gz").read_bytes()[3:8] == bytes(5)


@pytest.mark.parametrize("name", NAMES)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        write(tmp_path / "no" / "such" / name, LEDGER.header, LEDGER.blocks())


def test_a_full_device_is_said() -> None:
    with pytest.raises(LedgerError, match="/dev/full: cannot be written: No space left"):
        write("/dev/full", LEDGER.header, LEDGER.blocks())


def test_a_pipe_is_written_and_read_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write, args=(pipe, LEDGER.header, LEDGER.blocks()))
    writer.start()
    ledger = read(pipe)
    assert (ledger.events() == LEDGER.events()).all()
    writer.join()
    assert pipe.is_fifo()
    with pytest.raises(LedgerError, match="can be read only once"):
        ledger.events()


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    write("-", LEDGER.header, LEDGER.blocks())
    write(tmp_path / "a.jsonl", LEDGER.header, LEDGER.blocks())
    assert capfdbinary.readouterr().out == (tmp_path / "a.jsonl").read_bytes()


def test_a_database_needs_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    os.mkfifo(tmp_path / "pipe.db")
    for name in ("folder.db", "pipe.db"):
        with pytest.raises(LedgerError):
            write(tmp_path / name, LEDGER.header, LEDGER.blocks())


def test_a_database_answers_without_preparation(tmp_path: Path) -> None:
    write(tmp_path / "a.db", LEDGER.header, LEDGER.blocks())
    connection = sqlite3.connect(tmp_path / "a.db")
    found = connection.execute("SELECT t, type, call, \"group\", data ->> '$.schema' FROM events").fetchall()
    assert found[3] == (2.25, "call.offered", 7, "sales", None)
    assert found[0][4] == 1
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    indexed = {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index'")}
    assert {"call", "agent", "t"} <= {word for sql in indexed for word in re.findall(r"\w+", sql)}
    connection.close()


def test_a_log_left_by_an_older_database_is_not_mixed_in(tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_text("rubbish")
    write(tmp_path / "a.db", LEDGER.header, LEDGER.blocks())
    assert names(tmp_path) == ["a.db"]
    assert (read(tmp_path / "a.db").events() == LEDGER.events()).all()
