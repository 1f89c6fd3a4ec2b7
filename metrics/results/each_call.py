"""What became of each call: the tally of call types, with every call a type of its own.

Knows how the one fold can count every call for itself, and what single events say beside (who answered, how it ended).
Refuses to count anything: waits, talk and holds are the tally's (:class:`metrics.tally.rows.Calls`).
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acd.events import FIELDS, MICROSECONDS, NOBODY, AgentState, Direction, Kind, Segment
from metrics.definitions.fields import fields_of
from metrics.ledger.encode import word
from metrics.ledger.header import Header
from metrics.ledger.rows import EVENT, Block
from metrics.tally import Book, Sums, Tally, book_of, empty_sums
from metrics.tally.folding import is_over
from metrics.tally.rows import Calls, plain, table

COLUMNS: Final[dict[str, type]] = {
    **{"call": int, "call_type": str, "segment": str, "group": str, "agent": str, "outcome": str, "reason": str},
    **dict.fromkeys(("arrived", "offered", "answered", "ended"), float),
    **dict.fromkeys(("wait", "ring", "talk", "hold", "wrap_up"), float),
    **dict.fromkeys(("queued", "within", "holds", "transferred", "overflowed"), int),
}
"""Moments in seconds since midnight, durations in seconds; ``agent`` is who answered first."""

_AT_A_TIME: Final = 1 << 13
"""Events, so that the calls which come and go meanwhile are few."""
_PLACES: Final = 1 << 10
_LONG_AGO: Final = -(1 << 61)
_NEVER: Final = np.iinfo(np.int64).min
_TOLD: Final = ("call", "call_type", "segment", "group", "agent", "outcome", "word", *list(COLUMNS)[7:11])
"""What single events say of a call, ``_NEVER`` or ``NOBODY`` where none has; ``word`` stands in the event's ``a``."""
_BUSY: Final = (AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP)
_OVER: Final = np.array([is_over(kind) for kind in Kind])
_COUNTED: Final = np.array([Kind.CALL_ARRIVED <= kind <= Kind.CALL_LOST or kind == Kind.AGENT_STATE for kind in Kind])
_REASONS: Final = {
    (int(kind), int(member)): word(member)
    for kind, fields in FIELDS.items()
    for field in fields
    if is_over(kind) and field.column == "a" and isinstance(field.coding, type) and issubclass(field.coding, IntEnum)
    for member in field.coding
}


class EachCall:
    """Follows the calls of a run whose names are all known; a call's row comes when nothing more can befall it."""

    def __init__(self, header: Header) -> None:
        book = _book(header)
        self._header = header
        self._groups = len(header.groups) + 1
        self._tally = Tally(book)
        self._tally.sums = _sums(book)
        self._tally.running.agents.pair = 0  # wrap-ups of calls that the ledger does not hold: place 0, no call's
        self._free = list(range(1, _PLACES))
        self._places: dict[int, int] = {}
        self._closing: list[int] = []
        self._told = _nothing_told(_PLACES)

    def rows(self, blocks: Iterable[Block]) -> Iterator[tuple[Any, ...]]:
        """Every call's :data:`COLUMNS`; those still in progress come last."""
        for block in blocks:
            for begin in range(0, len(block), _AT_A_TIME):
                self._follow(block[begin : begin + _AT_A_TIME])
                yield from self._rows(self._settled())
        yield from self._rows([*self._closing, *self._places.values()])

    def _follow(self, block: Block) -> None:
        events = block[(block["kind"] >= 0) & np.take(_COUNTED, block["kind"])]
        offered_only = self._begin(events)
        places = np.array([self._places.get(number, 0) for number in events["call"].tolist()], np.int64)
        self._hear(events, places)
        arrived = (events["kind"] == Kind.CALL_ARRIVED) & (places > 0)
        events["a"][arrived] = places[arrived]
        self._tally.add_block(_with_arrivals(events, places, offered_only))
        over = np.take(_OVER, events["kind"]) & (places > 0)
        for number in events["call"][over].tolist():
            self._closing.append(self._places.pop(number))

    def _begin(self, events: Block) -> list[int]:
        """Places for calls that begin; returns which events offer one that the ledger does not tell to have arrived."""
        offers = events["kind"] == Kind.CALL_OFFERED
        begins = np.flatnonzero(offers | ((events["kind"] == Kind.CALL_ARRIVED) & (events["c"] != Direction.OUT)))
        offered_only = []
        for at, number in zip(begins.tolist(), events["call"][begins].tolist(), strict=True):
            if number not in self._places:
                self._places[number] = self._place()
                if offers[at]:
                    offered_only.append(at)
        return offered_only

    def _place(self) -> int:
        if not self._free:
            self._make_places()
        return self._free.pop()

    def _make_places(self) -> None:
        """Twice as many; tally and told find what they know where it was."""
        sums, frame = self._tally.sums, self._tally.book.frame
        count = int(frame.call_types[0])
        self._free = list(range(count, 2 * count))
        frame.call_types = 2 * count
        cells = np.concatenate([sums.calls, np.zeros_like(sums.calls)]).view(np.recarray)
        self._tally.sums = sums._replace(calls=cells)
        self._told = np.concatenate([self._told, _nothing_told(count)])

    def _hear(self, events: Block, places: npt.NDArray[np.int64]) -> None:
        """Note what single events say; of several answers the first stands."""
        told = self._told
        told["call"][places] = events["call"]
        for kinds, at, fields in (
            (events["kind"] == Kind.CALL_ARRIVED, "arrived", {"call_type": "a", "segment": "b"}),
            (events["kind"] == Kind.CALL_OFFERED, "offered", {"group": "group"}),
            (np.take(_OVER, events["kind"]), "ended", {"outcome": "kind", "word": "a"}),
        ):
            those = places[kinds]
            told[at][those] = events["t"][kinds]
            for name, column in fields.items():
                told[name][those] = events[column][kinds]
        answers = ((events["kind"] == Kind.CALL_ANSWERED) & (told["answered"][places] == _NEVER)).nonzero()[0][::-1]
        told["answered"][places[answers]] = events["t"][answers]
        told["agent"][places[answers]] = events["agent"][answers]

    def _settled(self) -> list[int]:
        """Places of calls that are over and wrapped up."""
        agents = self._tally.running.agents
        busy = set((agents.pair[np.isin(agents.state, _BUSY)] // self._groups).tolist())
        settled = [place for place in self._closing if place not in busy]
        self._closing = [place for place in self._closing if place in busy]
        return settled

    def _rows(self, places: list[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of some calls, whose places are free afterwards."""
        sums = self._tally.sums.calls.reshape(-1, self._groups)
        counted, told = fields_of(Calls, sums[places]).over(1), self._told[places]
        plain(sums)[places] = 0
        self._told[places] = _nothing_told(1)
        self._free += places
        offered, answered = told["offered"] != _NEVER, told["answered"] != _NEVER
        wait = counted.wait_answered + counted.wait_abandoned + counted.wait_left
        spans = (counted.ring + counted.ring_again, counted.talk, counted.hold, counted.wrap)
        counts = (counted.queued, counted.within, counted.holds, counted.transferred, counted.overflowed_out)
        return zip(
            *self._words(told),
            *(_known(told[name] / MICROSECONDS, told[name] != _NEVER) for name in list(COLUMNS)[7:11]),
            _known(wait / MICROSECONDS, offered & (answered | (told["ended"] != _NEVER))),
            *(_known(span / MICROSECONDS, answered) for span in spans),
            *(_known(count, offered) for count in counts),
            strict=True,
        )

    def _words(self, told: npt.NDArray[np.void]) -> Iterator[list[Any]]:
        header = self._header
        yield told["call"].tolist()
        yield _named(header.call_types, told["call_type"])
        yield _named([word(segment) for segment in Segment], told["segment"])
        yield _named(header.groups, told["group"])
        yield _named([person.name for person in header.people], told["agent"])
        yield _named([kind.name.lower().removeprefix("call_") for kind in Kind], told["outcome"])
        yield [_REASONS.get(said) for said in zip(told["outcome"].tolist(), told["word"].tolist(), strict=True)]


def _book(header: Header) -> Book:
    """A frame of no intervals: nothing is measured by the clock, and each call has one cell a group."""
    book = book_of(header)
    frame = book.frame
    frame.call_types, frame.intervals, frame.days = _PLACES, 0, 1
    frame.origin = frame.start = frame.end = frame.calls_end = _LONG_AGO
    frame.interval = -2 * _LONG_AGO
    return book


def _sums(book: Book) -> Sums:
    """Room for what is counted; without histograms of call types, which only measured calls enter."""
    frame = book.frame.copy()
    frame.call_types = 0
    cells = table(Calls, _PLACES * (int(frame.groups[0]) + 1), 1)
    return empty_sums(book._replace(frame=frame))._replace(calls=cells)


def _nothing_told(count: int) -> npt.NDArray[np.void]:
    told = np.full(count, NOBODY, [(name, np.int64) for name in _TOLD])
    for moment in ("arrived", "offered", "answered", "ended"):
        told[moment] = _NEVER
    return told


def _with_arrivals(events: Block, places: npt.NDArray[np.int64], offered_only: list[int]) -> Block:
    """The same events, each call that is offered without having arrived arriving as it is offered."""
    if not offered_only:
        return events
    arrivals = np.full(len(offered_only), NOBODY, EVENT)
    arrivals["kind"], arrivals["a"] = Kind.CALL_ARRIVED, places[offered_only]
    arrivals["t"], arrivals["call"] = events["t"][offered_only], events["call"][offered_only]
    return np.insert(events, offered_only, arrivals)


def _named(names: list[str], codes: npt.NDArray[np.int64]) -> list[Any]:
    of: list[Any] = np.array([*names, None], object)[codes].tolist()
    return of


def _known(values: npt.NDArray[Any], known: npt.NDArray[np.bool_]) -> list[float]:
    """Values as a database takes them; NaN, which is stored as NULL, where there is none."""
    numbers: list[float] = np.where(known, values, np.nan).tolist()
    return numbers
