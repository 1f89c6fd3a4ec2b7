"""Lines of a ledger, as JSON objects, to rows of integers.

Knows which fields an event must have and which words they may hold (`events.md`, Types). Refuses to know where a line
came from: it says what is wrong, the reader says where. Unknown types and fields are passed over (rule 7); a name met
for the first time is added to the header's lists.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Any, Final

from acd.events import ANYONE, FIELDS, NOBODY, UNSAID, Field, Kind, Names
from acd.language import _
from metrics.ledger.encode import ANYONE_WORD, word
from metrics.ledger.errors import Malformed
from metrics.ledger.header import Header, Person
from metrics.ledger.rows import COLUMNS, LARGEST, UNKNOWN, Row
from metrics.ledger.seconds import clock, microseconds

_Coding = Callable[[object], int]
_Reading = tuple[str, int, bool, _Coding]
"""A field's name, the place of its column, whether an event must have it, and what integer its value is."""

_NAMES_AT_MOST: Final = LARGEST["group"]
_STARTED: Final = int(Kind.RUN_STARTED)
_EMPTY: Final = (NOBODY,) * (len(COLUMNS) - 2)
_OF_UNKNOWN: Final[tuple[int, tuple[_Reading, ...]]] = (UNKNOWN, ())


class Numbering:
    """Names as their places in one of the header's lists."""

    def __init__(self, names: list[str], add: Callable[[str], None]) -> None:
        self._places = {name: place for place, name in enumerate(names)}
        self._add = add

    def __call__(self, value: object) -> int:
        if type(value) is not str:
            raise Malformed(_("{value!r} is not a name").format(value=value))
        place = self._places.get(value)
        return self._new(value) if place is None else place

    def _new(self, name: str) -> int:
        if len(self._places) >= _NAMES_AT_MOST:
            raise Malformed(_("more than {count} different names").format(count=_NAMES_AT_MOST))
        self._add(name)
        place = self._places[name] = len(self._places)
        return place


class Decoder:
    """Reads the events of one ledger in order."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._seq = 0
        self._t: int | None = None
        numberings = {of: Numbering(header.names(of), self._adder(of)) for of in Names}
        self._types = {kind.type: (int(kind), tuple(_readings(kind, numberings))) for kind in Kind}

    def row(self, line: object) -> Row:
        """The row of the next event; :class:`Malformed` says what is wrong with it."""
        if type(line) is not dict:
            raise Malformed(_("an event is a JSON object, this is not"))
        t = self._in_order(line)
        kind, readings = self._types.get(_type(line), _OF_UNKNOWN)
        if (kind == _STARTED) != (self._seq == 0):
            raise Malformed(_("{type} is the first event of a ledger, once").format(type=Kind.RUN_STARTED.type))
        self._seq += 1
        if "authorised" in line:
            self._note_authorised(line)
        return self._row(t, kind, readings, line)

    @staticmethod
    def _row(t: int, kind: int, readings: Iterable[_Reading], line: Mapping[str, Any]) -> Row:
        row = [t, kind, *_EMPTY]
        try:
            for name, place, needed, coding in readings:
                value = line.get(name)
                if value is not None:
                    row[place] = coding(value)
                elif needed:
                    raise Malformed(_("{type} must say it").format(type=line["type"]))
                elif coding is _number:
                    row[place] = UNSAID
        except Malformed as wrong:
            raise Malformed(f"{name}: {wrong}") from None
        return tuple(row)

    def _note_authorised(self, line: Mapping[str, Any]) -> None:
        reason = line.get("reason")
        if line["authorised"] is True and type(reason) is str and line["type"] == Kind.AGENT_STATE.type:
            self._header.authorised |= {reason}

    def _in_order(self, line: Mapping[str, Any]) -> int:
        seq = line.get("seq")
        if seq != self._seq or type(seq) is not int:
            raise Malformed(_("seq is {seq!r} where {expected} is expected").format(seq=seq, expected=self._seq))
        if "t" not in line:
            raise Malformed(_("{name} is missing").format(name="t"))
        t = microseconds(line["t"], "t")
        if self._t is not None and t < self._t:
            raise Malformed(_("t goes back from {before} to {now}").format(before=clock(self._t), now=clock(t)))
        self._t = t
        return t

    def _adder(self, of: Names) -> Callable[[str], None]:
        if of == Names.AGENTS:
            return lambda name: self._header.people.append(Person(name))
        return self._header.names(of).append


def _readings(kind: Kind, numberings: Mapping[Names, Numbering]) -> Iterator[_Reading]:
    for name, coding in (("call", _whole), ("agent", numberings[Names.AGENTS]), ("group", numberings[Names.GROUPS])):
        yield name, COLUMNS[name], name in _envelope(kind), coding
    for field in FIELDS.get(kind, ()):
        yield field.name, COLUMNS[field.column], not field.optional, _coding(kind, field, numberings)


def _envelope(kind: Kind) -> set[str]:
    """What the envelope of a type must name for any figure to be derived from it."""
    needed = {"call"} if kind.type.startswith(("call.", "ivr.")) else set()
    if kind.type.startswith(("agent.", "shift.")) or kind in (
        Kind.CALL_RINGING,
        Kind.CALL_UNANSWERED,
        Kind.CALL_ANSWERED,
    ):
        needed.add("agent")
    if kind == Kind.CALL_OFFERED:
        needed.add("group")
    return needed


def _coding(kind: Kind, field: Field, numberings: Mapping[Names, Numbering]) -> _Coding:
    coding = field.coding
    if (kind, field.name) == (Kind.CALL_OVERFLOWED, "to"):
        return lambda value: ANYONE if value == ANYONE_WORD else numberings[Names.GROUPS](value)
    if isinstance(coding, Names):
        return numberings[coding]
    if coding is bool:
        return _flag
    return _words(coding) if issubclass(coding, IntEnum) else _number


def _words(words: type[IntEnum]) -> _Coding:
    codes = {word(member): int(member) for member in words}

    def code(value: object) -> int:
        known = codes.get(value) if type(value) is str else None
        if known is None:
            raise Malformed(_("{value!r} is none of {words}").format(value=value, words=", ".join(codes)))
        return known

    return code


def _whole(value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST["call"]:
        raise Malformed(
            _("{value!r} is not a whole number from 0 to {largest}").format(value=value, largest=LARGEST["call"])
        )
    return value


def _number(value: object) -> int:
    if type(value) is not int or not UNSAID < value <= LARGEST["call"]:
        raise Malformed(_("{value!r} is not a whole number of moderate size").format(value=value))
    return value


def _flag(value: object) -> int:
    if type(value) is not bool:
        raise Malformed(_("{value!r} is neither true nor false").format(value=value))
    return int(value)


def _type(line: Mapping[str, Any]) -> str:
    name = line.get("type")
    if type(name) is not str:
        raise Malformed(_("{name} is missing").format(name="type"))
    return name
