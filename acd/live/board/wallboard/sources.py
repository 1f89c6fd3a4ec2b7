"""Where a wallboard's snapshots come from: a ledger that grows, or one that is played again.

Knows how a file becomes a :class:`~acd.live.board.Board`. Refuses to know how a snapshot is shown.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from acd.events import MICROSECONDS
from acd.language import _
from acd.live.board import Board
from metrics.ledger import Header, LedgerError, read
from metrics.ledger.growing import is_ended
from metrics.ledger.rows import Block
from metrics.ledger.tail import Tail

Source = Callable[[], Mapping[str, Any]]
"""The centre now; a :class:`~acd.errors.HuawuError` says why there is no telling."""


class Growing:
    """A ledger that somebody writes: its events as they come, looked at by this machine's clock until it is ended.

    Who names nobody beforehand (as a log of another centre's) has a new board whenever somebody new comes.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now
        self._tail = Tail(path)
        self._board = Board(self._tail.header)
        self._named = _named(self._tail.header)

    def __call__(self) -> Mapping[str, Any]:
        blocks = [*self._more()]
        if _named(self._tail.header) != self._named:
            self._named = _named(self._tail.header)
            self._board = Board(self._tail.header)
            self._tail.again()
            blocks = [*self._more()]
        for block in blocks:
            self._board.note_rows(block)
        return self._board.snapshot(self._moment())

    def _more(self) -> Iterator[Block]:
        while len(block := self._tail.more()):
            yield block

    def _moment(self) -> int:
        if is_ended(self._path):
            return self._board.last
        midnight = datetime.fromisoformat(self._tail.header.epoch).timestamp()
        return max(self._board.last, round((self._now() - midnight) * MICROSECONDS))


class Played:
    """A recorded day as if it were today, so many times as fast, from a moment on (µs since midnight)."""

    def __init__(self, path: Path, speed: float, begins: int | None, now: Callable[[], float] = time.monotonic) -> None:
        ledger = read(path)
        self._rows = ledger.events()  # read to its end, so that every name is known
        if not len(self._rows):
            raise LedgerError(_("{place}: there are no events").format(place=path))
        self._board = Board(ledger.header)
        self._noted = 0
        self._speed = speed
        self._first = int(self._rows["t"][0]) if begins is None else begins
        self._now = now
        self._started = now()

    def __call__(self) -> Mapping[str, Any]:
        t = self._first + round((self._now() - self._started) * self._speed * MICROSECONDS)
        until = int(self._rows["t"].searchsorted(t, "right"))
        self._board.note_rows(self._rows[self._noted : until])
        self._noted = until
        return self._board.snapshot(min(t, int(self._rows["t"][-1])))


def _named(header: Header) -> tuple[int, ...]:
    """How many names a ledger has told so far."""
    return len(header.people), len(header.groups), len(header.reasons), len(header.teams)
