"""What centre and phone tell, read with care: JSON of any shape becomes our views, or nothing worse than a default.

Knows dataclasses and the types of their fields. Refuses to know what they mean.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from softphone.desk.cleaning import clean

_MOST: Final = 500
"""Entries kept of a list or a table."""

_PARTS: Final[dict[type, tuple[tuple["Field[Any]", Any], ...]]] = {}

T = TypeVar("T")


def read(kind: type[T], told: object) -> T:
    """A view from what was told: unknown fields are passed over, unfit ones take their default; texts are cleaned."""
    given = told if isinstance(told, Mapping) else {}
    return kind(**{field.name: _fit(hint, given.get(field.name), field) for field, hint in _parts(kind)})


def read_all(kind: type[T], told: object) -> tuple[T, ...]:
    """As many views as a list holds."""
    return tuple(read(kind, each) for each in told[:_MOST]) if isinstance(told, list) else ()


def read_table(told: object) -> dict[str, Any]:
    """A table with cleaned names, its values as they came."""
    given = list(told.items())[:_MOST] if isinstance(told, Mapping) else []
    return {clean(str(name)): value for name, value in given}


def _parts(kind: Any) -> tuple[tuple["Field[Any]", Any], ...]:
    """Each field with its type; looked up once."""
    if kind not in _PARTS:
        hints = get_type_hints(kind)
        _PARTS[kind] = tuple((field, hints[field.name]) for field in fields(kind))
    return _PARTS[kind]


def _fit(hint: Any, value: object, field: "Field[Any]") -> Any:
    fitting = _value(hint, value)
    return _default(hint, field) if fitting is None else fitting


def _value(hint: Any, value: object) -> Any:
    """The value as that type; nothing where it is none."""
    if isinstance(hint, UnionType):
        return next((fit for each in get_args(hint) if (fit := _value(each, value)) is not None), None)
    if hint is str:
        return clean(value) if isinstance(value, str) else None
    if hint is bool:
        return value if isinstance(value, bool) else None
    if hint in (int, float):
        return _number(hint, value)
    return _composed(hint, value)


def _composed(hint: Any, value: object) -> Any:
    if get_origin(hint) in (Sequence, tuple):
        return _several(get_args(hint)[0], value) if isinstance(value, list) else None
    if get_origin(hint) in (dict, Mapping):
        return {name: clean(str(each)) for name, each in read_table(value).items()}
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, Mapping):
        return read(hint, value)
    return None


def _several(kind: Any, value: list[object]) -> tuple[Any, ...]:
    return tuple(fit for each in value[:_MOST] if (fit := _value(kind, each)) is not None)


def _number(kind: type, value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return kind(value)


def _default(hint: Any, field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    return {str: "", bool: False, int: 0, float: 0.0}.get(hint)
