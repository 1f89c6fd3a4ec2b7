"""The menu by DTMF: what is said, and where each key leads."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StrictStr, model_validator

from acd.language import _
from scenarios.errors import Path
from scenarios.schema.base import Part
from scenarios.schema.live.notation import TelephoneKey
from scenarios.schema.live.prompts import WrittenPrompt
from scenarios.values import Count, PositiveDuration

DEPTH: Final = 5
"""Menus within menus; callers lose their way sooner."""

_LEADS: Final = ("call_type", "menu", "hang_up", "repeat")


class Choice(Part):
    """Where a key leads: to a call type, a further ``menu``, the end of the call, or the same menu once more.

    ``say`` is told first: with ``hang_up: true`` it is self-service (自助).
    """

    say: WrittenPrompt | None = None
    call_type: StrictStr | None = None
    menu: "PhoneMenu | None" = None
    hang_up: Literal[True] | None = None
    repeat: Literal[True] | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if sum(getattr(self, key) is not None for key in _LEADS) != 1:
            names = "`call_type`, `menu`, `hang_up: true`, `repeat: true`"
            raise ValueError(_("a key leads to one of {names}").format(names=names))
        return self


class Otherwise(Part):
    """Where a caller goes who presses nothing that is understood."""

    say: WrittenPrompt | None = None
    call_type: StrictStr | None = None
    hang_up: Literal[True] | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.call_type is None) == (self.hang_up is None):
            raise ValueError(_("`otherwise` leads to one of {names}").format(names="`call_type`, `hang_up: true`"))
        return self


class PhoneMenu(Part):
    """What is said, the keys, how long a key is waited for and how often it is asked.

    ``otherwise`` absent: as the menu above; at the top: the call type of the number dialled.
    """

    say: WrittenPrompt
    keys: Annotated[dict[TelephoneKey, Choice], Field(min_length=1)]
    timeout: PositiveDuration = 5_000_000
    tries: Annotated[Count, Field(le=10)] = 3
    otherwise: Otherwise | None = None

    def walk(self, path: Path = ("menu",)) -> Iterator[tuple[Path, "PhoneMenu"]]:
        """This menu and all within it, with where each stands."""
        yield path, self
        for key, choice in self.keys.items():
            if choice.menu is not None:
                yield from choice.menu.walk((*path, "keys", key, "menu"))
