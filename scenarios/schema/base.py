"""What every part of a scenario has in common: only known keys, and errors in our words.

Knows how a mismatch between file and model is said. Refuses to know any particular key.
"""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails, PydanticCustomError

from acd.language import _
from scenarios.errors import clauses, nearest


class Part(BaseModel):
    """A mapping of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_alias=True, validate_by_name=True)

    @classmethod
    def own_keys(cls) -> list[str]:
        """The keys that may stand here."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    @model_validator(mode="wrap")
    @classmethod
    def _say_in_our_words(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(value)
        except ValidationError as error:
            raise ValidationError.from_exception_data(cls.__name__, list(_reworded(cls, error))) from None

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        written = handler(schema)
        target = handler.resolve_ref_schema(written)
        plain = not inspect.isabstract(cls)
        as_written = cls.model_construct().model_dump(mode="json", by_alias=True, warnings=False) if plain else {}
        for key, value in target["properties"].items():
            if "default" in value and key in as_written:
                value["default"] = as_written[key]  # 20 (seconds), not our microseconds
        return written


def _reworded(part: type[Part], error: ValidationError) -> Sequence[InitErrorDetails]:
    return [_detail(each, _words(part, each)) for each in error.errors(include_url=False)]


def _detail(error: ErrorDetails, words: str) -> InitErrorDetails:
    kind = PydanticCustomError("missing" if error["type"] == "missing" else "scenario", verbatim(words))
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])


def verbatim(words: str) -> Any:
    """Text that pydantic's template (no context given) repeats as it is."""
    return words


def _words(part: type[Part], error: ErrorDetails) -> str:
    kind, stands = error["type"], shown(error["input"])
    facts = error.get("ctx", {})
    match kind:
        case "scenario":
            return error["msg"]
        case "missing":
            return error["msg"] if len(error["loc"]) > 1 else _("is missing; it must be given")
        case "extra_forbidden":
            return unknown_key(str(error["loc"][-1]), part)
        case "value_error":
            return clauses("" if isinstance(error["input"], Mapping) else stands, str(facts["error"]))
        case "literal_error":
            may = str(facts["expected"]).replace("'", "").replace(" or ", ", ").replace("True", "true")
            return clauses(stands, _("may be {may}").format(may=may), nearest(str(error["input"]), may.split(", ")))
        case "model_type" | "dict_type" | "model_attributes_type":
            return clauses(stands, _("a mapping of keys to values is expected; an empty one is written {}"))
        case _:
            return clauses(stands, _expected(kind, facts) or error["msg"])


def _expected(kind: str, facts: Mapping[str, Any]) -> str:
    bounds = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
    if kind in bounds:
        bound = facts[bounds[kind]]
        return {
            "greater_than": _("must be more than {bound}"),
            "greater_than_equal": _("must be at least {bound}"),
            "less_than": _("must be less than {bound}"),
            "less_than_equal": _("must be at most {bound}"),
        }[kind].format(bound=f"{bound:g}")
    return {
        "int_type": _("a whole number is expected"),
        "float_type": _("a number is expected"),
        "finite_number": _("a finite number is expected"),
        "string_type": _("a text is expected"),
        "bool_type": _("true or false is expected"),
        "list_type": _("a list is expected, written [a, b]"),
        "too_short": _("at least one is expected"),
        "too_long": _("at most {count} are possible").format(count=facts.get("max_length", "")),
    }.get(kind, "")


def unknown_key(key: str, part: type[Part]) -> str:
    """Why ``key`` may not stand in ``part``, and what may."""
    known = _("known here: {keys}").format(keys=", ".join(part.own_keys()))
    return clauses(_("`{key}` is no key of this place").format(key=key), known, nearest(key, part.own_keys()))


def shown(value: object) -> str:
    """What stands in the file, short enough for one line."""
    if value is None:
        return _("nothing stands there")
    if isinstance(value, Mapping):
        return _("a mapping stands there")
    if isinstance(value, list | tuple):
        return _("a list stands there")
    text = {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else repr(value)
    text = text if len(text) <= 60 else text[:57] + "…'"
    return _("{value} stands there").format(value=text)
