"""A translated day as a file: whole or not at all, in whichever form its name asks for."""

import os
from collections.abc import Sequence
from dataclasses import astuple
from itertools import islice
from typing import Final

import numpy as np

from acd.events import Event, Kind
from metrics.ledger import EVENT, in_sqlite
from metrics.ledger import write as write_ledger
from metrics.ledger.growing import Entry, GrowingLedger
from metrics.ledger.header import Header
from metrics.ledger.whole import temporary

_AT_ONCE: Final = 10_000


def write(path: str | os.PathLike[str], header: Header, entries: Sequence[Entry]) -> None:
    """Write a run, whose ``run.started`` is added; what events say beside integers is kept in SQLite only."""
    if not in_sqlite(path):
        rows = [astuple(Event(kind=Kind.RUN_STARTED)), *(astuple(event) for event, _own in entries)]
        write_ledger(path, header, [np.array(rows, EVENT)])
        return
    with temporary(path) as name:
        ledger, left = GrowingLedger(name, header), iter(entries)
        while some := list(islice(left, _AT_ONCE)):
            ledger.append(some)
        ledger.close()
