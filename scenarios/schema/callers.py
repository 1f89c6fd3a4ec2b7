"""Call types: who calls, when, how patiently, and for how long."""

from typing import Final, Literal

from pydantic import Field, GetJsonSchemaHandler, StrictInt, StrictStr, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from acd.language import _
from scenarios.distributions import Constant, Delay, Law, Never, Patience
from scenarios.errors import Path
from scenarios.schema.base import Part
from scenarios.schema.journeys import Hold, Menu, OwnMenu, Retry, Transfer
from scenarios.values import Number, Rate, Share

_VOLUMES = ("per_interval", "rate", "table", "trace")

SIMULATED: Final = ("arrivals", "talk")
"""Keys of a call type that a simulation needs, and a live centre does without: there, calls come and people talk."""


class Arrivals(Part):
    """When calls come: expected numbers per interval, a rate, a table of volumes, or a recorded trace."""

    at: Literal["offered", "lines"] = "offered"
    per_interval: list[Number] | None = None
    rate: Rate | None = None
    table: StrictStr | None = None
    trace: StrictStr | None = None
    columns: dict[str, str] | None = None
    counts: Literal["first_attempts", "attempts"] | None = None
    process: Literal["poisson"] = "poisson"
    busyness: Delay | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "Arrivals":
        if sum(getattr(self, name) is not None for name in _VOLUMES) != 1:
            names = ", ".join(f"`{name}`" for name in _VOLUMES)
            raise ValueError(_("arrivals are given by one of {names}").format(names=names))
        if self.columns is not None and self.table is None and self.trace is None:
            raise ValueError(_("`columns` needs `table` or `trace`"))
        if self.busyness is not None and self.busyness.values_per_day is not None:
            raise ValueError(_("`busyness` is one factor for the day: its mean is no list"))
        return self


class CallType(Part):
    """Calls of one kind: where they queue, how they arrive and behave.

    With ``like`` it is as that type but for what it says itself; with ``share`` it takes that part of its arrivals.
    """

    like: StrictStr | None = None
    share: Share | None = None
    group: StrictStr
    segment: Literal["normal", "vip", "complaint"] = "normal"
    priority: StrictInt = 0
    arrivals: Arrivals = Field(default_factory=lambda: Arrivals.model_validate({"rate": "0/h"}))
    ivr: OwnMenu | None = None
    balk: Share = 0.0
    patience: Patience = Never()
    talk: Delay = Field(default_factory=lambda: Constant(value=0.0))
    hold: Hold | None = None
    wrap_up: Delay | None = None
    transfer: Transfer | None = None
    retry: Retry | None = None

    @model_validator(mode="after")
    def _shares_with_another(self) -> "CallType":
        if self.share is not None and self.like is None:
            raise ValueError(_("`share` needs `like`: the type whose calls it takes"))
        if self.arrivals.counts is not None and self.retry is None:
            raise ValueError(_("`counts` in `arrivals` needs `retry`: without it every call is a first attempt"))
        return self

    def laws(self) -> dict[Path, Law]:
        """Every distribution of this type, by where it stands."""
        named: dict[Path, Law | None] = {
            ("patience",): self.patience,
            ("talk",): self.talk,
            ("wrap_up",): self.wrap_up,
            ("ivr", "time"): self.ivr.time if isinstance(self.ivr, Menu) else None,
            ("hold", "each"): self.hold.each if self.hold else None,
            ("transfer", "talk"): self.transfer.talk if self.transfer else None,
            ("retry", "delay"): self.retry.delay if self.retry else None,
        }
        return {path: law for path, law in named.items() if law is not None}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Nothing is required of a type that is like another."""
        written = super().__get_pydantic_json_schema__(schema, handler)
        target = handler.resolve_ref_schema(written)
        target["if"] = {"not": {"required": ["like"]}}
        target["then"] = {"required": target.pop("required")}
        return written
