"""A ledger that is written while the day goes on: events in batches, each batch on disk whole or not at all.

Knows how a batch becomes durable: one transaction in a SQLite file with a write-ahead log, synced before
:meth:`GrowingLedger.append` returns. Readers of the file see whole batches only. Refuses to know what the events mean,
and threads: whoever owns it calls it from one at a time.
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import numpy as np
from sqlite_utils import Database

from acd.events import Event, Kind
from acd.language import _
from metrics.ledger.encode import Encoder, Stored, json_text
from metrics.ledger.errors import LedgerError
from metrics.ledger.header import Header
from metrics.ledger.rows import EVENT
from metrics.ledger.sqlite import COLUMNS, create_events, index_events

Entry = tuple[Event, Mapping[str, Any] | None]
"""An event, and what else its line says: own fields that are no integers (a caller's number, a code, a recording)."""

_INSERT: Final = f"INSERT INTO events VALUES ({', '.join('?' * len(COLUMNS))})"


class GrowingLedger:
    """Creates the file with its first event, and ``restated`` with it, or goes on after the last one that is there."""

    def __init__(self, path: str | os.PathLike[str], header: Header, restated: Sequence[Event] = ()) -> None:
        self._path = Path(path)
        self._encoder = Encoder(header)
        try:
            self._database = Database(self._connected())
            if self._database.table("events").exists():
                self.count = self._database.table("events").count
            else:
                self.count = 0
                self._begin(header, restated)
        except sqlite3.Error as wrong:
            raise self._explained(wrong) from None

    def append(self, entries: Sequence[Entry]) -> None:
        """Put events on disk; :class:`LedgerError` where they could not all be, and then none is."""
        block = np.array([astuple(event) for event, _own in entries], EVENT)
        (rows,) = self._encoder.stored([block], self.count)
        told = [_with(row, own) for row, (_event, own) in zip(rows, entries, strict=True)]
        try:
            with self._database.conn:
                self._database.conn.executemany(_INSERT, told)
        except sqlite3.Error as wrong:
            raise self._explained(wrong) from None
        self.count += len(told)

    def close(self) -> None:
        """Nothing more is written; the file stands alone, without a write-ahead log beside it."""
        self._database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.conn.close()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _begin(self, header: Header, restated: Sequence[Event]) -> None:
        create_events(self._database)
        index_events(self._database, header)
        first = Event(t=restated[0].t if restated else 0, kind=Kind.RUN_STARTED)
        self.append([(event, None) for event in (first, *restated)])

    def _explained(self, wrong: sqlite3.Error) -> LedgerError:
        return LedgerError(_("{path}: cannot be written: {why}").format(path=self._path, why=wrong))


def is_ended(path: str | os.PathLike[str]) -> bool:
    """Whether the ledger in a file has its ``run.ended``; :class:`LedgerError` where there is none in it."""
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            last = connection.execute("SELECT type FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error as wrong:
        raise LedgerError(
            _("{path}: not a ledger in SQLite, or a damaged one: {why}").format(path=path, why=wrong)
        ) from None
    return last is not None and last[0] == Kind.RUN_ENDED.type


def _with(row: Stored, own: Mapping[str, Any] | None) -> Stored:
    """The row with more own fields."""
    said = {name: value for name, value in (own or {}).items() if value is not None}
    if not said:
        return row
    *envelope, data = row
    return (*envelope, data[:-1] + ("," if len(data) > 2 else "") + json_text(said)[1:])  # type: ignore[return-value]
