"""A small change to a centre that a planner could decide today, with its price in person-hours a day.

Knows what a change is and how it is said. Refuses to know which changes are worth trying.
"""

from dataclasses import dataclass
from typing import Any, Final

from acd.language import _
from scenarios import Scenario
from simulator.called import called

GROUPS: Final = ("group", "helper")
"""Parts of a text that name a group."""


@dataclass(frozen=True)
class Change:
    """Overrides for ``sim run --set``, said as ``text`` (English, for the catalogue) with the names in ``parts``."""

    overrides: tuple[str, ...]
    hours: float
    text: str
    parts: dict[str, Any]

    def said(self, scenario: Scenario) -> str:
        """What is changed, in the language spoken: the middle of a sentence."""
        names = {key: called(scenario, value) if key in GROUPS else value for key, value in self.parts.items()}
        return _(self.text).format(**names)
