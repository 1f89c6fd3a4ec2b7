"""What befalls a call besides queue and talk: the menu before, holds within, a transfer after, another attempt."""

from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, StrictStr, ValidationInfo, model_validator

from acd.language import _
from scenarios.distributions import Delay
from scenarios.errors import clauses
from scenarios.schema.base import Part, shown
from scenarios.values import Count, Share


class Menu(Part):
    """The menu (IVR) before the queue: how long it takes, and the shares of callers served or giving up there."""

    time: Delay
    self_service: Share = 0.0
    hang_up: Share = 0.0

    @model_validator(mode="after")
    def _somebody_asks(self) -> "Menu":
        if self.self_service + self.hang_up >= 1:
            raise ValueError(_("`self_service` and `hang_up` together are less than 1: somebody asks for a person"))
        return self

    @property
    def onward(self) -> float:
        """The share of callers who ask for a person."""
        return 1 - self.self_service - self.hang_up


def _menu(value: object, info: ValidationInfo) -> Menu | Literal["none"]:
    if value == "none":
        return "none"
    if isinstance(value, str):
        may = _("may be {may}").format(may="none, {time: {constant: 30s}, self_service: 35%, hang_up: 3%}")
        raise ValueError(clauses(shown(value), may))
    return Menu.model_validate(value, context=info.context)


def _written(menu: Menu | Literal["none"]) -> Any:
    return menu if isinstance(menu, str) else menu.model_dump(mode="json", exclude_none=True)


OwnMenu = Annotated[
    Menu | Literal["none"],
    PlainValidator(_menu, json_schema_input_type=Menu | Literal["none"]),
    PlainSerializer(_written, when_used="json"),
]
"""The menu of one call type in place of the centre's; ``none``: without."""


class Hold(Part):
    """How many calls are held while an agent looks something up, how often, and how long each time."""

    chance: Share
    times: Annotated[Count, Field(le=20)] = 1
    each: Delay


class Transfer(Part):
    """How many calls are handed on to another group (blind), and how long the talk there is."""

    chance: Share
    to: StrictStr
    talk: Delay


Again = Annotated[Share, Field(lt=1)]


class Retry(Part):
    """How many callers try again after giving up or after a busy tone, and how much later."""

    after_abandon: Again = 0.0
    after_busy: Again = 0.0
    delay: Delay

    @property
    def most(self) -> float:
        """The larger of the two chances: above it no attempt is followed by another."""
        return max(self.after_abandon, self.after_busy)
