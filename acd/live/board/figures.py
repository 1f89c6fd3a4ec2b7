"""The KPIs of the day so far, as the definitions have them, at one moment.

Knows how to look at a tally that goes on, and which KPIs a board shows. Refuses to know formulas.
"""

from typing import Any, Final

import numpy as np

from acd.events import Event, Kind
from metrics.definitions import Catalogue, Floor, Scope
from metrics.definitions.observation import Catalogues, catalogues, observe, shown
from metrics.ledger import Header
from metrics.tally import Running, Sums, Tally, book_of, settle
from metrics.tally.book import DAY

OF_CALLS: Final = (
    "offered", "answered", "abandoned", "answer_rate", "service_level", "abandon_rate", "mean_wait",
    "mean_answer_wait", "longest_wait", "aht", "occupancy", "overflowed_out", "deflected",
)  # fmt: skip
_WHERE: Final[tuple[Scope, ...]] = ("centre", "groups", "agents")

Figures = dict[str, float | int | None]


class DayFigures:
    """``note`` every event; :meth:`at` evaluates. A day without a measured window is that from midnight to midnight."""

    def __init__(self, header: Header) -> None:
        book = book_of(header, 0, DAY)
        self._tally = Tally(book)
        self._floor = Floor(header, book)
        self.asked = _asked(self._floor)
        self.last = 0
        self._ended = False

    def note(self, event: Event) -> None:
        """Fold one event; a ledger may go on after it ended, in another run of the same day."""
        self._tally.add(event)
        self.last = event.t
        self._ended = event.kind == Kind.RUN_ENDED

    def note_rows(self, rows: "np.ndarray[Any, np.dtype[np.void]]") -> None:
        """The same for many events of a file at once, compiled."""
        if len(rows):
            self._tally.add_block(rows)
            self.last = int(rows["t"][-1])
            self._ended = bool(rows["kind"][-1] == Kind.RUN_ENDED)

    def at(self, now: int) -> dict[Scope, list[Figures]]:
        """Figures of the centre, each group and each agent, times counted up to ``now`` (µs since midnight)."""
        day = observe(self._floor, self._looked_at(max(now, self.last)), self.asked)
        return {scope: _named(self.asked[scope], shown(self.asked[scope], day[scope].values)) for scope in _WHERE}

    def _looked_at(self, now: int) -> Sums:
        """Sums as of now, of copies: an event on its way to the disk may be older than this look, and time counted
        to a later moment in a wrong state would stay counted."""
        tally = self._tally
        if self._ended:
            return tally.sums
        running = Running(*(part.copy() for part in tally.running))
        sums = tally.sums
        sums = sums._replace(spent=sums.spent.copy(), queues=sums.queues.copy(), work=sums.work.copy())
        settle(running, sums, tally.book, now)
        return sums


def _asked(floor: Floor) -> Catalogues:
    """All KPIs of agents, some of the centre and of groups; of all other places none, which is most of the cost."""
    whole = catalogues(floor)
    asked: Catalogues = {scope: Catalogue() for scope in whole}
    asked["agents"] = whole["agents"]
    for scope in ("centre", "groups"):
        asked[scope] = Catalogue({name: whole[scope][name] for name in OF_CALLS if name in whole[scope]})
    return asked


def _named(asked: Catalogue, cells: list[list[float | int | None]]) -> list[Figures]:
    return [dict(zip(asked, cell, strict=True)) for cell in cells]
