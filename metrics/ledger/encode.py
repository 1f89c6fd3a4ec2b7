"""Rows of integers to the text of a ledger.

Knows the order and the words in which an event is written (`events.md`, Envelope and Types). Refuses to know where the
text goes. Every piece of text that recurs (a type, a group, ``"reason":"no_answer"``) is made once and kept, so that an
event costs a few look-ups and one join.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import Final, Generic, TypeVar

from acd.events import ANYONE, FIELDS, NOBODY, UNSAID, Field, Kind, Names
from acd.language import _
from metrics.ledger.errors import LedgerError
from metrics.ledger.header import Header
from metrics.ledger.opening import fields_of
from metrics.ledger.rows import COLUMNS, UNKNOWN, Block, Row
from metrics.ledger.seconds import seconds

ANYONE_WORD: Final = "anyone"
Stored = tuple[int, str, str, int | None, str | None, str | None, str]
"""``seq``, ``t``, ``type``, ``call``, ``agent``, ``group`` and the own fields as JSON."""

_T = TypeVar("_T")


def word(member: IntEnum) -> str:
    """How a ledger writes a word: lower-case, without the underscore that keeps it from being a Python keyword."""
    return member.name.lower().rstrip("_")


def json_text(value: object) -> str:
    """Compact JSON; names stay readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Kept(dict[int, _T], Generic[_T]):
    """What a function of an integer gives, worked out once for each."""

    def __init__(self, made: Callable[[int], _T]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, code: int) -> _T:
        made = self[code] = self._made(code)
        return made


class Encoder:
    """Writes the events of one run; the header's lists may still grow while it is used."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._agent_names = Kept(lambda code: self._name(Names.AGENTS, code))
        self._group_names = Kept(lambda code: self._name(Names.GROUPS, code))
        self._agents = Kept(lambda code: _piece("agent", self._agent_names[code]))
        self._groups = Kept(lambda code: _piece("group", self._group_names[code]))
        self._types = {int(kind): kind.type for kind in Kind}
        self._own = {int(kind): self._columns(kind) for kind in Kind}

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The lines of each block as one text."""
        for first, rows in _numbered(blocks):
            yield "".join(self._lines(first, rows))

    def stored(self, blocks: Iterable[Block]) -> Iterator[Stored]:
        """The same events as the columns of a table."""
        agents, groups, types, own = self._agent_names, self._group_names, self._types, self._own
        for first, rows in _numbered(blocks):
            for seq, (t, kind, group, call, agent, a, b, c) in enumerate(rows, first):
                of_a, of_b, of_c = own[kind]
                on = call if call != NOBODY else None
                fields = f"{of_a[a]}{of_b[b]}{of_c[c]}"[1:]
                yield seq, seconds(t), types[kind], on, agents[agent], groups[group], f"{{{fields}}}"

    def _lines(self, first: int, rows: list[Row]) -> Iterator[str]:
        agents, groups, types, own = self._agents, self._groups, self._types, self._own
        for seq, (t, kind, group, call, agent, a, b, c) in enumerate(rows, first):
            of_a, of_b, of_c = own[kind]
            on = f',"call":{call}' if call != NOBODY else ""
            yield (
                f'{{"seq":{seq},"t":{seconds(t)},"type":"{types[kind]}"{on}{agents[agent]}{groups[group]}'
                f"{of_a[a]}{of_b[b]}{of_c[c]}}}\n"
            )

    def _columns(self, kind: Kind) -> tuple[Kept[str], ...]:
        if kind == Kind.RUN_STARTED:
            opening = Kept(lambda code: "," + json_text(fields_of(self._header))[1:-1])  # noqa: ARG005
            return opening, _nothing(), _nothing()
        fields = {field.column: field for field in FIELDS.get(kind, ())}
        return tuple(self._pieces(kind, fields[column]) if column in fields else _nothing() for column in "abc")

    def _pieces(self, kind: Kind, field: Field) -> Kept[str]:
        if (kind, field.name) == (Kind.AGENT_STATE, "reason"):
            return Kept(self._reason_of_state)
        return Kept(lambda code: _piece(field.name, self._value(field, code)))

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

    def _reason_of_state(self, code: int) -> str:
        reason = self._name(Names.REASONS, code)
        return _piece("reason", reason) + _piece("authorised", reason in self._header.authorised or None)


def _piece(name: str, value: object) -> str:
    return "" if value is None else f',"{name}":{json_text(value)}'


def _nothing() -> Kept[str]:
    return Kept(lambda code: "")  # noqa: ARG005


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, list[Row]]]:
    """The rows of known type with the ``seq`` of the first of each block."""
    seq = 0
    for block in blocks:
        rows: list[Row] = block[block["kind"] != UNKNOWN].tolist()
        if seq == 0 and rows and rows[0][COLUMNS["kind"]] != Kind.RUN_STARTED:
            raise LedgerError(_("the first event of a ledger is {type}").format(type=Kind.RUN_STARTED.type))
        yield seq, rows
        seq += len(rows)
