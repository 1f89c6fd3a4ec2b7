"""What the day brings: faults of the lines, and times when more people call than usual."""

from typing import Literal

from pydantic import Field, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.values import Number, PositiveDuration, TimeOfDay


class Incident(Part):
    """A fault of the lines, or a surge: arrivals of call types multiplied, ``at`` a time and ``for`` a while."""

    at: TimeOfDay
    length: PositiveDuration = Field(alias="for")
    fault: Literal["lines"] | None = None
    multiply_arrivals: dict[str, Number] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_kind(self) -> "Incident":
        if (self.fault is None) == (self.multiply_arrivals is None):
            raise ValueError(_("an incident has one of `fault: lines` and `multiply_arrivals: {call_type: 1.6}`"))
        return self

    @property
    def ends(self) -> int:
        """When it is over."""
        return self.at + self.length
