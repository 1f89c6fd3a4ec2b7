"""The event ledger: read from and written to JSON Lines (plain, gzipped) and SQLite alike.

Knows which store a file name asks for. Refuses to know what any event means for a figure.
"""

import os
from collections.abc import Iterable
from typing import Final

from metrics.ledger import jsonl, sqlite
from metrics.ledger.errors import LedgerError
from metrics.ledger.header import Header, Person
from metrics.ledger.ledger import Ledger
from metrics.ledger.reader import ledger_in
from metrics.ledger.rows import EVENT, UNKNOWN, Block

__all__ = ["EVENT", "UNKNOWN", "Block", "Header", "Ledger", "LedgerError", "Person", "in_sqlite", "read", "write"]

_SQLITE: Final = (".db", ".sqlite", ".sqlite3")


def read(path: str | os.PathLike[str]) -> Ledger:
    """The ledger in a file: SQLite by its suffix (``.db``), else lines; ``-`` is standard input.

    Raises :class:`LedgerError` here if there is no ledger, while going through the blocks if a later line is broken.
    """
    return ledger_in(sqlite.Table(path) if in_sqlite(path) else jsonl.JsonLines(path))


def write(path: str | os.PathLike[str], header: Header, blocks: Iterable[Block]) -> None:
    """Write a run to ``.jsonl``, ``.jsonl.gz`` or ``.db``, whole or not at all; ``-`` is standard output.

    The first row of the first block is ``run.started``; its fields are those of ``header``. Events of unknown type are
    left out and the rest numbered anew.
    """
    (sqlite if in_sqlite(path) else jsonl).write(path, header, blocks)


def in_sqlite(path: str | os.PathLike[str]) -> bool:
    """Whether a file of this name is a database."""
    return os.fspath(path).endswith(_SQLITE)
