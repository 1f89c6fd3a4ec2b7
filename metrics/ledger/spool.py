"""A ledger gone through once: all its names known, its events waiting as rows.

Knows how to go through a ledger again without reading its text again, and without holding it in memory: a month takes
32 bytes an event of a temporary file. Refuses to know what the events mean.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

import numpy as np

from acd.events import Kind
from metrics.ledger.header import Header
from metrics.ledger.ledger import Ledger
from metrics.ledger.rows import BLOCK, EVENT, Block

_IN_MEMORY: Final = BLOCK * EVENT.itemsize
"""Bytes that wait in memory before there is a file."""


@dataclass(slots=True)
class Spool:
    """The events of a run whose header says all names; ``first`` and ``last`` are their times."""

    header: Header
    file: IO[Any]
    first: int = 0
    last: int = 0
    count: int = 0
    ended: bool = False

    def blocks(self) -> Iterator[Block]:
        """The events from the first on."""
        for begin in range(0, self.count, BLOCK):
            block = np.empty(min(BLOCK, self.count - begin), EVENT)
            self.file.seek(begin * EVENT.itemsize)
            block.view(np.uint8)[:] = np.frombuffer(self.file.read(block.nbytes), np.uint8)
            yield block

    def keep(self, block: Block) -> None:
        """Add the next events, at least one."""
        self.first = self.first if self.count else int(block["t"][0])
        self.last = int(block["t"][-1])
        self.ended = bool(block["kind"][-1] == Kind.RUN_ENDED)
        self.count += len(block)
        self.file.write(np.ascontiguousarray(block, EVENT).tobytes())


@contextmanager
def gone_through(ledger: Ledger) -> Iterator[Spool]:
    """Read all events of a ledger, to go through them again as often as need be."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        spool = Spool(ledger.header, file)
        for block in ledger.blocks():
            if len(block):
                spool.keep(block)
        yield spool
