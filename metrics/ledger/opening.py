"""``run.started`` and :class:`Header`: the first line of a ledger, both ways.

Knows the fields of that one event (`events.md`, Types). Refuses to know any other.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, TypeVar, get_args

from acd.events import SCHEMA, Kind
from acd.language import _
from metrics.ledger.errors import Malformed
from metrics.ledger.header import Header, Mode, Person
from metrics.ledger.seconds import microseconds, number

TYPE: Final = Kind.RUN_STARTED.type
_T = TypeVar("_T")
_TIMES: Final = ("interval", "ring_cycle", "short_ring", "short_abandon")


def fields_of(header: Header) -> dict[str, Any]:
    """The own fields of ``run.started``, times in seconds; what the header does not say is left out."""
    said = {
        "schema": SCHEMA,
        "mode": header.mode,
        "epoch": header.epoch,
        "scenario": header.scenario or None,
        "policy": header.policy or None,
        "seed": header.seed,
        "interval": number(header.interval),
        "groups": header.groups,
        "agents": [_listed(person) for person in header.people],
        "measured": header.measured and [number(t) for t in header.measured],
        "within": {group: number(t) for group, t in header.within.items()} or None,
        **{name: number(getattr(header, name)) for name in _TIMES[1:]},
        "config": header.config,
        "carried": header.carried,
    }
    return {name: value for name, value in said.items() if value is not None}


def header_of(line: object) -> Header:
    """The header that the first line of a ledger states; :class:`Malformed` says what is missing or wrong."""
    if not isinstance(line, dict) or line.get("type") != TYPE:
        raise Malformed(_("a ledger begins with {type}, this one does not").format(type=TYPE))
    _check_schema(line)
    said: dict[str, Any] = {
        "mode": _one_of(_needed(line, "mode", str), get_args(Mode)),
        "epoch": _date(_needed(line, "epoch", str)),
        "scenario": _given(line, "scenario", str),
        "policy": _given(line, "policy", str),
        "seed": _given(line, "seed", int),
        "groups": _distinct("groups", _each(line, "groups", str)),
        "people": [_person(agent) for agent in _each(line, "agents", dict)],
        "measured": _window(_given(line, "measured", list)),
        "within": {group: microseconds(t, "within") for group, t in (_given(line, "within", dict) or {}).items()},
        "config": _given(line, "config", dict),
        "carried": _given(line, "carried", dict),
        **{name: microseconds(line[name], name) for name in _TIMES if line.get(name) is not None},
    }
    header = Header(**{name: value for name, value in said.items() if value is not None})
    _distinct("agents", [person.name for person in header.people])
    header.teams.extend(dict.fromkeys(person.team for person in header.people if person.team))
    header.call_types.extend(_call_types(header.config or {}))
    return header


def _call_types(config: Mapping[str, Any]) -> list[str]:
    """Announced nowhere else; in the scenario's own order a row means the same as where it was made."""
    said = config.get("call_types")
    return list(said) if isinstance(said, dict) else []


def _listed(person: Person) -> dict[str, Any]:
    said = {field.name: getattr(person, field.name) for field in fields(person)}
    return {name: value for name, value in said.items() if value or name == "name"}


def _person(said: Mapping[str, Any]) -> Person:
    return Person(
        name=_needed(said, "name", str),
        team=_given(said, "team", str) or "",
        experience=_given(said, "experience", str) or "",
        skills=_given(said, "skills", dict) or {},
    )


def _check_schema(line: Mapping[str, Any]) -> None:
    schema = _needed(line, "schema", int)
    if schema > SCHEMA:
        raise Malformed(
            _("the ledger is of schema {schema}, this program reads up to {known}; read it with a newer one").format(
                schema=schema, known=SCHEMA
            )
        )


def _window(said: list[Any] | None) -> tuple[int, int] | None:
    if said is None:
        return None
    if len(said) != 2:
        raise Malformed(_("measured: expected [from, to], found {value!r}").format(value=said))
    begin, end = (microseconds(t, "measured") for t in said)
    return begin, end


def _given(line: Mapping[str, Any], name: str, kind: type[_T]) -> _T | None:
    value = line.get(name)
    if value is None or type(value) is kind:
        return value
    raise Malformed(_("{name}: {value!r} is not what this field holds").format(name=name, value=value))


def _needed(line: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    value = _given(line, name, kind)
    if value is None:
        raise Malformed(_("{name} is missing").format(name=name))
    return value


def _each(line: Mapping[str, Any], name: str, kind: type[_T]) -> list[_T]:
    return [_needed({name: value}, name, kind) for value in _given(line, name, list) or []]


def _one_of(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise Malformed(_("mode: {word!r} is none of {words}").format(word=word, words=", ".join(words)))
    return word


def _date(epoch: str) -> str:
    try:
        datetime.fromisoformat(epoch)
    except ValueError:
        raise Malformed(_("epoch: {value!r} is not a date and time as in ISO 8601").format(value=epoch)) from None
    return epoch


def _distinct(name: str, names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        twice = next(each for each in names if names.count(each) > 1)
        raise Malformed(_("{name}: {twice!r} stands there twice").format(name=name, twice=twice))
    return names
