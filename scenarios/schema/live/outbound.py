"""外呼 and 回访: whom agents may call outside, over which trunk, and how long it rings there."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StrictStr

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import DialledNumber, Said
from scenarios.values import PositiveDuration

_PATTERN: Final = re.compile(r"\+?[0-9*#x]+\.?")


def number_pattern(text: str) -> str:
    """Digits as they are, ``x`` any digit, a dot at the end any further digits: ``1xxxxxxxxxx``, ``0.``."""
    if len(text) <= 32 and _PATTERN.fullmatch(text):
        return text
    raise ValueError(_('numbers that may be called are written "1xxxxxxxxxx" (x: any digit) or "021." (.: any more)'))


NumberPattern = Annotated[StrictStr, AfterValidator(number_pattern)]


class Outbound(Part):
    """Calls that agents dial. Only numbers that a pattern of ``allowed`` fits are called, for phones are broken into;
    those ``outside`` of the directory always.

    ``shown`` is the number that whoever is called sees; absent: the first of the directory that callers reach the
    centre by. After ``no_answer_after`` of ringing nobody is there. Where ``purposes`` or ``campaigns`` are named,
    agents may give no others.
    """

    trunk: StrictStr
    allowed: Annotated[list[NumberPattern], Field(min_length=1)]
    shown: DialledNumber | None = None
    no_answer_after: PositiveDuration = 60_000_000
    purposes: list[Said] = Field(default_factory=list)
    campaigns: list[Said] = Field(default_factory=list)

    def allows(self, number: str) -> bool:
        """Whether a pattern fits the whole number."""
        return any(re.fullmatch(_expression(pattern), number) for pattern in self.allowed)


def _expression(pattern: str) -> str:
    dotted = pattern.endswith(".")
    body = re.escape(pattern.removesuffix(".")).replace("x", "[0-9]")
    return body + ("[0-9]+" if dotted else "")
