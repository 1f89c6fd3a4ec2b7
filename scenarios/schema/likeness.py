"""Call types that are like another but for what they say themselves (``like``, ``share``).

Knows what is taken over from the other type. Refuses to know what the keys mean.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import InitErrorDetails, PydanticCustomError

from acd.language import _
from scenarios.errors import no_such
from scenarios.schema.base import verbatim

Written = Mapping[str, Any]


def filled_in(types: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """The call types, each with what it takes over; what is wrong with ``like`` is said beside everything else."""
    if not isinstance(types, Mapping):
        return validate(types)
    wrong = list(_wrong(types))
    left_out = {name for name, _key, _message in wrong}
    details = [_detail((name, key), "scenario", message, types[name][key]) for name, key, message in wrong]
    described = {name: _whole(types, own) for name, own in types.items() if name not in left_out}
    if not wrong:
        return validate(described)
    try:
        validate(described or types)
    except ValidationError as error:
        found = error.errors(include_url=False) if described else []
        details += [_detail(each["loc"], each["type"], each["msg"], each["input"]) for each in found]
    raise ValidationError.from_exception_data("call_types", details)


def _detail(location: tuple[int | str, ...], kind: str, words: str, stands: Any) -> InitErrorDetails:
    return InitErrorDetails(type=PydanticCustomError(verbatim(kind), verbatim(words)), loc=location, input=stands)


def _whole(types: Written, own: Any) -> Any:
    """What a type says itself, and what it takes over; arrivals only where it takes a share of them."""
    if not isinstance(own, Mapping) or "like" not in own or not isinstance(types[own["like"]], Mapping):
        return own
    other = {key: value for key, value in types[own["like"]].items() if key != "arrivals" or "share" in own}
    return {**other, **own}


def _wrong(types: Written) -> Iterator[tuple[str, str, str]]:
    """Type, key and message of what cannot be."""
    for name, own in types.items():
        if not isinstance(own, Mapping) or "like" not in own:
            continue
        other = own["like"]
        if not isinstance(other, str) or other not in types:
            known = [each for each in types if each != name]
            yield name, "like", no_such(_("there is no call type `{name}`"), str(other), known)
        elif isinstance(types[other], Mapping) and "like" in types[other]:
            message = _("`{name}` is itself like another type; name one that stands on its own")
            yield name, "like", message.format(name=other)
        elif "share" in own and "arrivals" in own:
            message = _("`share` takes calls of `{name}`: remove `arrivals` or `share`")
            yield name, "arrivals", message.format(name=other)


def said_of_the_other(types: Any, location: tuple[int | str, ...]) -> tuple[int | str, ...] | None:
    """Where the same stands in the type that this one is like; ``None`` where it is said by the type itself."""
    own = types.get(location[0]) if isinstance(types, Mapping) and location else None
    if len(location) < 2 or not isinstance(own, Mapping) or "like" not in own or location[1] in own:
        return None
    return (own["like"], *location[1:])
