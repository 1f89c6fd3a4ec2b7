"""The keys of scenario files, as the reference page lists them, out of the models that read them.

Used in cog blocks (``import scenario_keys``). Knows how a model's field is said in words. Refuses to know any key.
"""

from collections.abc import Callable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from listed import code, table
from pydantic import PlainValidator

from scenarios import distributions, values
from scenarios.schema import groups, journeys
from scenarios.schema.base import Part
from scenarios.schema.callers import SIMULATED, CallType
from scenarios.schema.centre import CHOOSE_AGENT, CHOOSE_CALL, ChooseAgent, ChooseCall
from scenarios.schema.live import calendar
from scenarios.schema.live.codes import CodeTree
from scenarios.schema.live.notation import size
from scenarios.schema.live.prompts import WrittenPrompt

_NOTATIONS: Final[dict[Callable[..., Any], str]] = {
    values.duration: "duration",
    values.seconds: "duration",
    values.time_of_day: "time of day",
    values.share: "share",
    values.fraction: "share, of either sign",
    values.rate: "rate",
    distributions._means: "duration, or one per interval",
    distributions._law: "[distribution](#distributions)",
    groups._ageing: "points of priority per time waited: `1 per 60s`",
    groups._condition: '`all_busy`, `unstaffed`, `"queue > 20"`, `"wait_estimate > 2min"`',
    journeys._menu: "[menu](#menu) or `none`",
    size: "size: `1GB`, `500MB`",
    calendar._day_hours: '`["08:00", "20:00"]` or `closed`',
}
_PLAIN: Final = {int: "whole number", float: "number", str: "text", bool: "true or false", Any: "anything"}


def keys(part: type[Part]) -> str:
    """What may stand in one mapping of the file, and what holds where a key is absent."""
    hints = get_type_hints(part, include_extras=True)
    rows = (
        (code(field.alias or name), _words(hints[name]), _absent(part, name, hints[name]))
        for name, field in part.model_fields.items()
    )
    return table(("key", "value", "where absent"), rows)


def _words(hint: Any) -> str:
    if _notation(hint) in _NOTATIONS:
        return _NOTATIONS[_notation(hint)]
    if hint in (ChooseAgent, ChooseCall):
        return ", ".join(map(code, (*(CHOOSE_AGENT if hint == ChooseAgent else CHOOSE_CALL), "module:function")))
    origin, inner = get_origin(hint), get_args(hint)
    if hint == WrittenPrompt:
        return "text, or [prompt](#prompt)"
    if hint is CodeTree:
        return "mapping of names to mappings of names …, `{}` at the end"
    if origin is Annotated:
        return _words(inner[0])
    if origin is Literal:
        return ", ".join(code("true" if word is True else word) for word in inner)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(_words(each) for each in inner if each is not NoneType))
    if origin in (list, tuple):
        return f"list of: {_words(inner[0])}"
    if origin is dict:
        return f"mapping of names to: {_words(inner[1])}"
    if isinstance(hint, type) and issubclass(hint, Part):
        return f"[{_title(hint)}](#{_title(hint).replace(' ', '-')})"
    return _PLAIN.get(hint, getattr(hint, "__name__", ""))


def _title(part: type[Part]) -> str:
    """``NotReadyReason`` as a heading: ``not ready reason``."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip()


def section(part: type[Part], described: str | None = None) -> str:
    """A part's name, what it is, its keys."""
    return f"### {_title(part)}\n\n{described or _described(part)}\n\n{keys(part)}"


def laws() -> str:
    """The distributions, with their parameters."""
    rows = []
    for key, hint in get_type_hints(distributions.Choice, include_extras=True).items():
        law = next((each for each in _parts(hint)), None)
        if law:
            rows.append((code(key), ", ".join(code(name) for name in law.own_keys()), _described(law)))
    return table(("name", "parameters", ""), rows)


def _parts(hint: Any) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for inner in get_args(hint):
        yield from _parts(inner)


def _described(part: type[Part]) -> str:
    return " ".join((part.__doc__ or "").replace("``", "`").split())


def _notation(hint: Any) -> Any:
    """The function that reads the value, where it has a notation of its own."""
    if get_origin(hint) is not Annotated:
        return None
    return next((each.func for each in hint.__metadata__ if isinstance(each, PlainValidator)), None)


def _absent(part: type[Part], name: str, hint: Any) -> str:
    field = part.model_fields[name]
    if part is CallType and name in SIMULATED:
        return "must be given to simulate"
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ({}, [], ""):
        return ""
    if isinstance(value, distributions.Law):
        return code(_flow(value.written()))
    if isinstance(value, Part):
        return "its own defaults" if value.model_fields_set == set() else code(value)
    notation = _notation(hint)
    if notation is values.duration:
        return code(f"{values.write_duration(value)}s")
    if notation is size:
        return code(f"{value / 10**9:g}GB")
    if notation is values.share or notation is values.fraction:
        return code(f"{value:g}")
    return code(values.write_time_of_day(value) if notation is values.time_of_day else _flow(value))


def _flow(value: Any) -> str:
    """A value as one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)
