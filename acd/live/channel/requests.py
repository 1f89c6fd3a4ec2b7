"""Everything that an agent may ask over the channel, in one table: name, fields, what of the desk it is.

Validation, the client's methods and the table in the documentation all come from here. Knows the desk's methods and
the types of their arguments. Refuses to know who asks, and when something is possible.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from acd.language import _
from acd.live.channel.wording import Message, RefusedError
from acd.live.desk import Desk

_LONG: Final = 200
_NOTE: Final = 2000
_LAST: Final = 50


class Type(Enum):
    """What may stand in a field."""

    TEXT = "text"
    NOTE = "long text"
    KEYS = "keys of a telephone"
    FLAG = "true or false"
    COUNT = "1 to 50"
    LEADER = '`{"name", "secret"}` of a leader'


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request; one that is optional may be absent or ``null``."""

    name: str
    type: Type
    meaning: str
    optional: bool = False


Call = Callable[[Desk, str, Mapping[str, Any]], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Request:
    """``call`` gets the desk, the agent and checked fields; a leader's consent arrives as the leader's name."""

    name: str
    fields: tuple[Field, ...]
    meaning: str
    call: Call


def _to(name: str, *fields: Field, meaning: str) -> Request:
    """A method of the desk by the same name, which returns nothing."""

    async def call(desk: Desk, agent: str, given: Mapping[str, Any]) -> Message:
        await getattr(desk, name)(agent, **given)
        return {}

    return Request(name, fields, meaning, call)


async def _directory(desk: Desk, _agent: str, _given: Mapping[str, Any]) -> Message:
    return {"directory": desk.directory()}


async def _history(desk: Desk, agent: str, given: Mapping[str, Any]) -> Message:
    return {"calls": desk.history(agent, **given)}


async def _queues(desk: Desk, agent: str, _given: Mapping[str, Any]) -> Message:
    return {"queues": desk.queues(agent)}


_LEADER = Field("approved_by", Type.LEADER, "who consents", optional=True)
_WHERE = Field("to", Type.TEXT, "a number of the directory, a group or an agent")

REQUESTS: Final[dict[str, Request]] = {
    request.name: request
    for request in (
        _to("sign_in", Field("seat", Type.TEXT, "where the agent sits", optional=True), meaning="Begin to work."),
        _to("sign_out", _LEADER, meaning="Stop working: now, or after the call in hand and its wrap-up."),
        _to("ready", meaning="Take calls."),
        _to(
            "not_ready",
            Field("reason", Type.TEXT, "one of the scenario's"),
            _LEADER,
            meaning="Take none for a while: from now on, or after the call in hand.",
        ),
        _to("reject", meaning="Decline the call that rings; it goes to somebody else."),
        _to("hold", meaning="Let the caller hear music."),
        _to("retrieve", meaning="Speak to the caller on hold."),
        _to("hang_up", meaning="End the call."),
        _to("transfer", _WHERE, meaning="Hand the caller over without asking first."),
        _to("consult", _WHERE, meaning="Hold the caller and speak to a colleague."),
        _to("complete", meaning="Hand the caller to the colleague consulted."),
        _to("undo", meaning="Leave the colleague and take the caller back."),
        _to(
            "dial",
            Field("to", Type.TEXT, "a number outside, or one of the directory that lies outside"),
            Field("purpose", Type.TEXT, "why, as `回访`", optional=True),
            Field("campaign", Type.TEXT, "of which campaign", optional=True),
            meaning="Call somebody: the agent's own phone rings first, or answers by itself.",
        ),
        _to(
            "result",
            Field("result", Type.TEXT, "one of the welcome's `results`"),
            meaning="Say what came of the call that the agent dialled.",
        ),
        _to("survey", meaning="Release the caller to the survey."),
        _to(
            "code",
            Field("code", Type.TEXT, "one of the scenario's, as `账单/查询`"),
            Field("resolved", Type.FLAG, "whether the matter is settled", optional=True),
            Field("note", Type.NOTE, "reference of a note", optional=True),
            meaning="Say what the call was about.",
        ),
        _to("wrapped_up", meaning="The writing up is done."),
        _to("extend", meaning="Have the limit of wrap-up once more, from now on."),
        _to("press", Field("digits", Type.KEYS, "0 to 9, *, #, A to D"), meaning="Press keys towards the caller."),
        _to(
            "pause_recording",
            Field("paused", Type.FLAG, "true: pause, false: go on"),
            meaning="Keep a number or a password out of the recording.",
        ),
        _to("ask_help", meaning="Call a leader."),
        Request("directory", (), "Numbers that can be dialled or transferred to.", _directory),
        Request(
            "history",
            (Field("last", Type.COUNT, "how many", optional=True),),
            "The agent's latest calls, newest first.",
            _history,
        ),
        Request("queues", (), "The groups that the agent may serve.", _queues),
    )
}


def find(name: object) -> Request:
    """The request of that name; raises :class:`RefusedError` (``unknown_request``)."""
    request = REQUESTS.get(name) if isinstance(name, str) else None
    if request is None:
        raise RefusedError("unknown_request", _("`do` is one of: {names}").format(names=", ".join(REQUESTS)))
    return request


def checked(request: Request, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields given, those that are ``null`` left out; raises :class:`RefusedError` (``field``)."""
    known = {field.name: field for field in request.fields}
    if unknown := [name for name in given if name not in known]:
        words = _("{request} has no field `{name}`; it has: {names}")
        raise RefusedError(
            "field", words.format(request=request.name, name=unknown[0][:40], names=", ".join(known) or "–")
        )
    return {name: value for name, field in known.items() if (value := _value(field, given)) is not None}


def _value(field: Field, given: Mapping[str, Any]) -> Any:
    value = given.get(field.name)
    if value is None and field.optional:
        return None
    if not _FITS[field.type](value):
        words = _("`{name}` must be given: {what}") if value is None else _("`{name}` is: {what}")
        raise RefusedError("field", words.format(name=field.name, what=_words(field.type)))
    return value


def _words(what: Type) -> str:
    return {
        Type.TEXT: _("a text of 1 to {limit} letters").format(limit=_LONG),
        Type.NOTE: _("a text of 1 to {limit} letters").format(limit=_NOTE),
        Type.KEYS: _("keys of a telephone: 0 to 9, *, #, A to D; 32 at most"),
        Type.FLAG: _("true or false"),
        Type.COUNT: _("a whole number from 1 to {limit}").format(limit=_LAST),
        Type.LEADER: _("name and secret of a leader"),
    }[what]


def _is_text(limit: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and 1 <= len(value) <= limit and value.isprintable()


def _is_keys(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 32 and set(value) <= set("0123456789*#ABCD")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LAST


def _is_leader(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"name", "secret"}:
        return False
    return all(isinstance(each, str) and len(each) <= _LONG for each in value.values())


_FITS: Final[dict[Type, Callable[[Any], bool]]] = {
    Type.TEXT: _is_text(_LONG),
    Type.NOTE: _is_text(_NOTE),
    Type.KEYS: _is_keys,
    Type.FLAG: lambda value: isinstance(value, bool),
    Type.COUNT: _is_count,
    Type.LEADER: _is_leader,
}
