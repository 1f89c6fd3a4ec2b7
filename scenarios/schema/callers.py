"""Call types: who calls, when, how patiently, and for how long."""

from typing import ClassVar, Literal

from pydantic import StrictInt, StrictStr, model_validator

from acd.language import _
from scenarios.distributions import Delay, Law, Never, Patience
from scenarios.schema.base import Part
from scenarios.values import Number, Rate, Share

_VOLUMES = ("per_interval", "rate", "table", "trace")


class Arrivals(Part):
    """When calls come: expected numbers per interval, a rate, a table of volumes, or a recorded trace."""

    later: ClassVar[frozenset[str]] = frozenset({"counts"})
    at: Literal["offered", "lines"] = "offered"
    per_interval: list[Number] | None = None
    rate: Rate | None = None
    table: StrictStr | None = None
    trace: StrictStr | None = None
    columns: dict[str, str] | None = None
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
    """Calls of one kind: where they queue, how they arrive and behave."""

    later: ClassVar[frozenset[str]] = frozenset({"like", "share", "ivr", "hold", "transfer", "retry"})
    group: StrictStr
    segment: Literal["normal", "vip", "complaint"] = "normal"
    priority: StrictInt = 0
    arrivals: Arrivals
    balk: Share = 0.0
    patience: Patience = Never()
    talk: Delay
    wrap_up: Delay | None = None

    def laws(self) -> dict[str, Law]:
        """Every distribution of this type, by key."""
        named = {"patience": self.patience, "talk": self.talk, "wrap_up": self.wrap_up}
        return {key: law for key, law in named.items() if law is not None}
