"""The board of the day that it is: at midnight another one, begun with what the new ledger says again.

Knows which board and how far its day is from the first one's. Refuses to know what a board shows.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from acd.events import Event
from acd.live.board.board import Board
from metrics.ledger import Header


class DaysBoard:
    """Told and asked in the first day's time (µs since its midnight); what it shows is in the day's own."""

    def __init__(self, header: Header) -> None:
        self._board = Board(header)
        self._offset = 0

    def begin(self, header: Header, offset: int, restated: Iterable[Event]) -> None:
        """A new day."""
        self._board, self._offset = Board(header), offset
        for event in restated:
            self.note(event)

    def note(self, event: Event) -> None:
        """Fold one event."""
        self._board.note(replace(event, t=event.t - self._offset) if self._offset else event)

    def snapshot(self, now_us: int) -> dict[str, Any]:
        """The centre at a moment, as :meth:`Board.snapshot` has it."""
        return self._board.snapshot(now_us - self._offset)

    def own(self, agent: str, now_us: int) -> dict[str, Any]:
        """An agent's own figures."""
        return self._board.own(agent, now_us - self._offset)

    def exposition(self) -> str:
        """The centre as Prometheus text."""
        return self._board.exposition()
