"""From records in a store to a :class:`Ledger`.

Knows that the first record is the header and how to name a record that is wrong. Refuses to know how a store keeps its
records.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol

import numpy as np

from acd.language import _
from metrics.ledger.decode import Decoder
from metrics.ledger.errors import LedgerError, Malformed
from metrics.ledger.header import Header
from metrics.ledger.ledger import Ledger
from metrics.ledger.opening import header_of
from metrics.ledger.rows import BLOCK, EVENT, Block

Record = tuple[int, Any]
"""A number by which :meth:`Store.place` finds the record again, and the record."""


class Store(Protocol):
    """Something that holds the lines of a ledger."""

    def records(self) -> Iterator[Record]:
        """Every line from the first on, not yet looked into; :class:`LedgerError` where the store itself is broken."""

    def parsed(self, record: Any) -> object:
        """The line as a JSON object; :class:`Malformed` where it is none."""

    def place(self, number: int) -> str:
        """Where that line stands, in words."""


def ledger_in(store: Store) -> Ledger:
    """The ledger in a store, its first line read; the rest is read as the blocks are asked for."""
    records = store.records()
    first = next(records, None)
    if first is None:
        raise LedgerError(_("{place}: there are no events").format(place=store.place(1)))
    try:
        header = header_of(store.parsed(first[1]))
    except Malformed as wrong:
        raise LedgerError(f"{store.place(first[0])}: {wrong}") from None
    begun = [chain([first], records)]

    def opened() -> Iterator[Block]:
        return _blocks(store, begun.pop() if begun else store.records(), header)

    return Ledger(header, opened, partial(_told, store))


def _told(store: Store, *wanted: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for seq, (number, record) in enumerate(store.records()):
        try:
            line = store.parsed(record)
        except Malformed as wrong:
            raise LedgerError(f"{store.place(number)}: {wrong}") from None
        if isinstance(line, dict) and line.get("type") in wanted:
            yield seq, line


def _blocks(store: Store, records: Iterator[Record], header: Header) -> Iterator[Block]:
    decoder = Decoder(header)
    while some := list(islice(records, BLOCK)):
        yield np.array(_rows(store, some, decoder), EVENT)


def _rows(store: Store, records: list[Record], decoder: Decoder) -> list[tuple[int, ...]]:
    rows = []
    for number, record in records:
        try:
            rows.append(decoder.row(store.parsed(record)))
        except Malformed as wrong:
            raise LedgerError(f"{store.place(number)}: {wrong}") from None
    return rows
