"""Rows of integers to the text of a ledger.

Knows the order and the words in which an event is written (`events.md`, Envelope and Types). Refuses to know where the
text goes. What an event says beside its time and its call recurs (the same agent, the same state): each such rest is
worded once and kept, so that an event costs one look-up and one join.
"""

import json
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any, Final, NamedTuple

import numpy as np

from acd.events import ANYONE, FIELDS, MICROSECONDS, NOBODY, UNSAID, Field, Kind, Names
from acd.language import _
from metrics.ledger.errors import LedgerError
from metrics.ledger.header import Header
from metrics.ledger.opening import fields_of
from metrics.ledger.rows import EVENT, UNKNOWN, Block
from metrics.ledger.seconds import seconds

ANYONE_WORD: Final = "anyone"
Stored = tuple[int, float, str, int | None, str | None, str | None, str]
"""``seq``, ``t``, ``type``, ``call``, ``agent``, ``group`` and the own fields as JSON."""

_REST: Final = np.dtype([(name, EVENT[name]) for name in EVENT.names or () if name not in ("t", "call")])
_MOST_KEPT: Final = 1 << 16
"""Rests kept at a time: a busy floor has some ten thousand; planned shifts never recur and must not fill memory."""


def word(member: IntEnum) -> str:
    """How a ledger writes a word: lower-case, without the underscore that keeps it from being a Python keyword."""
    return member.name.lower().rstrip("_")


def json_text(value: object) -> str:
    """Compact JSON; names stay readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Rest(NamedTuple):
    """What an event says beside ``seq``, ``t`` and ``call``: as columns, and as the text around the call's number."""

    type: str
    agent: str | None
    group: str | None
    data: str
    line: str
    line_of_call: str
    line_end: str


class Encoder(dict[bytes, Rest]):
    """Writes the events of one run; the header's lists may still grow while it is used."""

    def __init__(self, header: Header) -> None:
        super().__init__()
        self._header = header

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The lines of each block as one text."""
        for first, block in _numbered(blocks):
            told = zip(_times(block), block["call"].tolist(), self._rests(block), strict=True)
            yield "".join(
                [
                    f'{{"seq":{seq},"t":{t}{rest.line_of_call}{call}{rest.line_end}'
                    if call != NOBODY
                    else f'{{"seq":{seq},"t":{t}{rest.line}{rest.line_end}'
                    for seq, (t, call, rest) in enumerate(told, first)
                ]
            )

    def stored(self, blocks: Iterable[Block], seq: int = 0) -> Iterator[Iterable[Stored]]:
        """The same events as the columns of a table, block by block; the number of the first of them is ``seq``."""
        for first, block in _numbered(blocks, seq):
            times = (block["t"] / MICROSECONDS).tolist()
            calls = [call if call != NOBODY else None for call in block["call"].tolist()]
            types, agents, groups, own, *_ = zip(*self._rests(block), strict=True) if times else ((),) * 4
            yield zip(range(first, first + len(times)), times, types, calls, agents, groups, own, strict=True)

    def _rests(self, block: Block) -> list[Rest]:
        codes = np.empty(len(block), _REST)
        for name in _REST.names or ():
            codes[name] = block[name]
        if len(self) > _MOST_KEPT:
            self.clear()
        return [self[code] for code in codes.view(f"V{_REST.itemsize}").tolist()]

    def __missing__(self, code: bytes) -> Rest:
        row = dict(zip(_REST.names or (), np.frombuffer(code, _REST)[0].tolist(), strict=True))
        kind = Kind(row["kind"])
        agent, group = self._name(Names.AGENTS, row["agent"]), self._name(Names.GROUPS, row["group"])
        own = self._own(kind, row)
        line = f',"type":"{kind.type}"'
        line_end = "".join([_piece("agent", agent), _piece("group", group), own and f",{own}", "}\n"])
        rest = self[code] = Rest(kind.type, agent, group, f"{{{own}}}", line, f'{line},"call":', line_end)
        return rest

    def _own(self, kind: Kind, row: dict[str, int]) -> str:
        """The own fields of an event, as they stand between the braces of a JSON object."""
        said: dict[str, Any] = {}
        if kind == Kind.RUN_STARTED:
            said = fields_of(self._header)
        for field in FIELDS.get(kind, ()):
            said[field.name] = self._value(field, row[field.column])
        if kind == Kind.AGENT_STATE and said["reason"] in self._header.authorised:
            said["authorised"] = True
        return json_text({name: value for name, value in said.items() if value is not None})[1:-1]

    def _value(self, field: Field, code: int) -> object:
        coding = field.coding
        if coding is int:
            return None if code == UNSAID else code
        if code == NOBODY:
            return None
        if isinstance(coding, Names):
            return self._name(coding, code)
        return word(coding(code)) if issubclass(coding, IntEnum) else coding(code)

    def _name(self, of: Names, code: int) -> str | None:
        if code == NOBODY:
            return None
        if code == ANYONE and of == Names.GROUPS:
            return ANYONE_WORD
        names = self._header.names(of)
        if not 0 <= code < len(names):
            raise LedgerError(
                _("the header has {count} {names}, no number {code}").format(
                    count=len(names), names=of.value, code=code
                )
            )
        return names[code]


def _piece(name: str, value: object) -> str:
    return "" if value is None else f',"{name}":{json_text(value)}'


def _times(block: Block) -> list[str]:
    """Each event's ``t``; many events share one."""
    distinct, places = np.unique(block["t"], return_inverse=True)
    texts = [seconds(t) for t in distinct.tolist()]
    return [texts[place] for place in places.tolist()]


def _numbered(blocks: Iterable[Block], seq: int = 0) -> Iterator[tuple[int, Block]]:
    """The rows of known type with the ``seq`` of the first of each block."""
    for block in blocks:
        known = block[block["kind"] != UNKNOWN]
        if seq == 0 and len(known) and known["kind"][0] != Kind.RUN_STARTED:
            raise LedgerError(_("the first event of a ledger is {type}").format(type=Kind.RUN_STARTED.type))
        yield seq, known
        seq += len(known)
