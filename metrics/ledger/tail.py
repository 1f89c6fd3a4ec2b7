"""A ledger in SQLite that may still be written: its events as they come, each once.

Knows how far it has read. Refuses to know who writes.
"""

import os
from itertools import islice

import numpy as np

from metrics.ledger.decode import Decoder
from metrics.ledger.errors import LedgerError, Malformed
from metrics.ledger.header import Header
from metrics.ledger.opening import header_of
from metrics.ledger.rows import BLOCK, EVENT, Block
from metrics.ledger.sqlite import Table


class Tail:
    """``header`` stands from the beginning; its lists of names grow with what is read."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._table = Table(path)
        number, first = next(self._table.records(), (0, None))
        if first is None:
            raise LedgerError(f"{self._table.place(number)}")
        try:
            self.header: Header = header_of(self._table.parsed(first))
        except Malformed as wrong:
            raise LedgerError(f"{self._table.place(number)}: {wrong}") from None
        self._last, self._decoder = -1, Decoder(self.header)

    def more(self) -> Block:
        """What has been written since the last time, or the next part of it; nothing where there is no more."""
        rows = []
        for number, record in islice(self._table.records(self._last), BLOCK):
            try:
                rows.append(self._decoder.row(self._table.parsed(record)))
            except Malformed as wrong:
                raise LedgerError(f"{self._table.place(number)}: {wrong}") from None
            self._last = number
        return np.array(rows, EVENT)

    def again(self) -> None:
        """Begin anew with the first event; names keep the numbers that they have."""
        self._last, self._decoder = -1, Decoder(self.header)
