"""Ledgers as SQLite files, through sqlite-utils (`events.md`, Storage).

Knows the table ``events``: the envelope as columns, the own fields as JSON in ``data``; indexed for "this call", "this
agent today" and "the last minutes". Datasette opens such a file as it is.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from acd.language import _
from metrics.ledger.encode import Encoder
from metrics.ledger.errors import LedgerError, Malformed
from metrics.ledger.header import Header
from metrics.ledger.reader import Record
from metrics.ledger.rows import Block
from metrics.ledger.whole import STANDARD, is_direct, temporary

COLUMNS: Final[dict[str, type]] = {
    "seq": int,
    "t": float,
    "type": str,
    "call": int,
    "agent": str,
    "group": str,
    "data": str,
}
_INDEXES: Final = ("(call) WHERE call IS NOT NULL", "(agent, t) WHERE agent IS NOT NULL", "(t)")
"""Nobody looks by call or agent for events that concern none."""
_AT_ONCE: Final = 200
"""Rows in one statement: one at a time costs half as much again."""
_SELECT: Final = f"SELECT {', '.join(f'[{column}]' for column in COLUMNS)} FROM events WHERE seq > ? ORDER BY seq"
_BESIDE: Final = ("-wal", "-shm")

Link = tuple[str, str, str]
"""A column, and the table and column in which its values stand."""


class Table:
    """The table ``events`` of one file."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def records(self, after: int = -1) -> Iterator[Record]:
        """Each row after that ``seq``, numbered by its own."""
        if not self._path.is_file():
            raise LedgerError(_("{path}: there is no such file").format(path=self._path))
        try:
            with closing(self._connected()) as connection:
                for row in connection.execute(_SELECT, (after,)):
                    yield row[0], row
        except sqlite3.Error as wrong:
            raise LedgerError(
                _("{path}: not a ledger in SQLite, or a damaged one: {why}").format(path=self._path, why=wrong)
            ) from None

    def parsed(self, record: tuple[Any, ...]) -> object:
        """The row as the line that JSON Lines would hold."""
        *envelope, own = record
        try:
            line = json.loads(own) if own is not None else {}
        except (ValueError, RecursionError, TypeError) as wrong:
            raise Malformed(_("data is not JSON: {why}").format(why=wrong)) from None
        if not isinstance(line, dict):
            raise Malformed(_("data is not a JSON object"))
        return line | dict(zip(COLUMNS, envelope, strict=False))

    def place(self, number: int) -> str:
        """File and ``seq``."""
        return _("{path}, seq {seq}").format(path=self._path, seq=number)

    def _connected(self) -> sqlite3.Connection:
        """Without a write-ahead log nobody writes: then nothing need be created beside the file to read it."""
        written_now = self._path.with_name(self._path.name + _BESIDE[0]).exists()
        how = "mode=ro" if written_now else "immutable=1"
        return sqlite3.connect(f"{self._path.resolve().as_uri()}?{how}", uri=True)


def write(path: str | os.PathLike[str], header: Header, blocks: Iterable[Block]) -> None:
    """Write a run as a database of its own, replacing a file of that name."""
    with database(path) as new:
        keep_events(new, header, blocks)


@contextmanager
def database(path: str | os.PathLike[str]) -> Iterator[Database]:
    """A new database, which takes its name when the block ends well, replacing a file of that name."""
    if os.fspath(path) == STANDARD or is_direct(path):
        raise LedgerError(_("{path}: a SQLite ledger needs a file; use .jsonl for pipes").format(path=path))
    with temporary(path) as name:
        try:
            new = Database(sqlite3.connect(name))
            with closing(new.conn):
                new.execute("PRAGMA synchronous = OFF")
                new.execute("PRAGMA cache_size = -65536")  # 64 MB, so that indexes of a million events are sorted there
                new.execute("PRAGMA journal_mode = MEMORY")  # nothing beside the file where the disk is full
                yield new
                new.enable_wal()
        except sqlite3.Error as wrong:
            raise LedgerError(_("{path}: cannot be written: {why}").format(path=path, why=wrong)) from None
        _forget_log(Path(path).resolve())


def keep_events(new: Database, header: Header, blocks: Iterable[Block], links: Iterable[Link] = ()) -> None:
    """The table ``events``; ``links`` name columns whose values stand in another table."""
    create_events(new, links)
    for rows in Encoder(header).stored(blocks):
        insert(new, "events", len(COLUMNS), rows)
    index_events(new, header)


def create_events(new: Database, links: Iterable[Link] = ()) -> None:
    """The table ``events``, empty."""
    new.table("events").create(COLUMNS, pk="seq", not_null={"t", "type", "data"}, foreign_keys=list(links))


def index_events(new: Database, header: Header) -> None:
    """What is looked for in the table ``events``, and its times as people read them."""
    for index in _INDEXES:
        columns = index[1 : index.index(")")]
        new.execute(f"CREATE INDEX idx_events_{columns.replace(', ', '_')} ON events {index}")
    tell_time(new, "events", "t", header)


def tell_time(new: Database, table: str, seconds: str, header: Header) -> None:
    """A column ``at``: the local date and time of a column of seconds, worked out when looked at."""
    midnight = header.epoch[:10].replace("'", "")
    new.execute(
        f"ALTER TABLE [{table}] ADD COLUMN [at] TEXT GENERATED ALWAYS AS"
        f" (datetime('{midnight}', [{seconds}] || ' seconds')) VIRTUAL"
    )


def insert(new: Database, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    """Append rows of so many columns."""
    values = chain.from_iterable(rows)
    row = f"({', '.join('?' * width)})"
    with new.conn:
        while some := list(islice(values, width * _AT_ONCE)):
            new.conn.execute(f"INSERT INTO [{table}] VALUES {', '.join([row] * (len(some) // width))}", some)


def _forget_log(place: Path) -> None:
    """A write-ahead log left by an older file of this name must not be replayed into the new one."""
    for suffix in _BESIDE:
        place.with_name(place.name + suffix).unlink(missing_ok=True)
