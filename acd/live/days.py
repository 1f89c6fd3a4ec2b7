"""Midnight in a live centre: another ledger, another board; calls and people go on.

Knows what a new day's ledger begins with. Refuses to know when midnight is (the door does), and how files are written.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from acd.live.board import DaysBoard
from acd.live.day import new_ledger
from acd.live.floor.journal import Journal
from acd.live.floor.opened import Opened
from acd.live.floor.volumes import NewDay
from acd.model import DAY
from metrics.ledger import Header

_log = structlog.get_logger("acd.centre")


class Days:
    """``header`` is that of the day in hand; ``began`` is told the midnight of each new one.

    A day has 24 hours: where clocks are changed, days begin an hour off until the centre is started again.
    """

    def __init__(
        self,
        folder: Path,
        midnight: datetime,
        header: Header,
        opened: Opened,
        board: DaysBoard,
        journal: Journal,
        began: Callable[[datetime], None] = lambda _midnight: None,
    ) -> None:
        self.header = header
        self._folder = folder
        self._midnight = midnight
        self._opened = opened
        self._board = board
        self._journal = journal
        self._began = began

    def reroute(self, policy: str, config: dict[str, Any]) -> None:
        """Ledgers of days to come begin with this routing."""
        self.header = replace(self.header, policy=policy, config=config)

    def begin(self, at: int) -> None:
        """A day begins (µs since midnight of the first one); all that was before is handed to the journal already."""
        midnight, door = self._midnight + timedelta(microseconds=at), self._opened.door
        restated = door.lately.restated()
        carried = {"events": len(restated), "next": self._opened.calls.next, "rows": door.carried(at)}
        header = replace(self.header, epoch=midnight.isoformat(), measured=(0, DAY), carried=carried)
        path = new_ledger(self._folder, header.scenario, midnight)
        day = NewDay(path, header, at, restated, door.lately.open_calls)
        self._journal.begin(day, lambda: self._board.begin(header, at, restated))
        self.header = header
        _log.info("a new day", ledger=path.name, calls=len(day.open_calls))
        self._began(midnight)
