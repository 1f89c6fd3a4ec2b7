"""Messages of the channel as text, and text as messages: JSON objects, nothing else.

Knows JSON. Refuses to know what the messages mean.
"""

import json
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from acd.errors import HuawuError
from acd.language import _

Message = dict[str, Any]


class RefusedError(HuawuError):
    """What is not done: ``code`` is for programs, the words are for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def refused(error: HuawuError, **also: object) -> Message:
    """The answer that says so."""
    return also | {"refused": {"code": getattr(error, "code", "refused"), "words": str(error)}}


def written(message: object) -> str:
    """As JSON; what is no finite number is ``null``, since JSON has no other word for it."""
    return json.dumps(plain(message), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plain(value: Any) -> Any:
    """Dataclasses, enumerations and numbers of arrays as what JSON knows."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence | AbstractSet):
        return [plain(each) for each in value]
    return plain(value.tolist()) if hasattr(value, "tolist") else str(value)


def read(text: str) -> Message:
    """A message; raises :class:`RefusedError` (``malformed``)."""
    try:
        message = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RefusedError("malformed", _("this is no JSON")) from None
    if not isinstance(message, dict):
        raise RefusedError("malformed", _("a message is a JSON object, in braces"))
    return message


def _no_constant(word: str) -> None:
    raise ValueError(word)
