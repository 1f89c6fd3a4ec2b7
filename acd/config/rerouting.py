"""Other routing for a centre that runs: what of it can change while calls are up, and how rows take it over.

Knows which fields of rows are parameters. Refuses to know what follows: that is the rules' business.
"""

from pathlib import Path
from typing import Any, Final

from acd.config.layout import CentreLayout
from acd.errors import HuawuError
from acd.language import _
from acd.model import Centre, Group
from scenarios import Scenario

_OWN: Final = (
    "waiting", "open", "last_rung", "handled", "handlings", "first_tier", "end_tier", "first_step", "end_step",
)  # fmt: skip
"""What a group's row remembers of the day, or where its tiers and steps stand: no parameter of routing."""


class ReroutingError(HuawuError):
    """Routing that cannot be taken over while calls are up."""


def must_fit(old: CentreLayout, new: CentreLayout) -> None:
    """Rows stay where they are: :class:`ReroutingError` where groups, people, skills, call types or steps differ."""
    for what in ("tiers", "members", "skills", "steps"):
        if getattr(new.centre, what) != getattr(old.centre, what):
            raise ReroutingError(_("skills and overflow steps cannot change while calls are up; drain and start anew"))
    for what in ("groups", "people", "call_types"):
        if getattr(new.header, what) != getattr(old.header, what):
            words = _("{what} cannot change while calls are up; drain and start anew")
            raise ReroutingError(words.format(what=what))


def take_over(centre: Centre, new: CentreLayout) -> None:
    """From now on the rows hold the other parameters."""
    for row, told in zip(centre.groups, new.centre.groups, strict=True):
        for name in Group.__slots__:
            if name not in _OWN:
                setattr(row, name, getattr(told, name))
    floor, said = centre.floor[0], new.centre.floor[0]
    floor.choose_call, floor.no_answer_after = said.choose_call, said.no_answer_after
    floor.no_answer_ready, floor.wrap_up_limit = said.no_answer_ready, said.wrap_up_limit
    floor.dial_limit = said.dial_limit


def as_served(config: dict[str, Any], source: Path) -> Scenario:
    """The scenario of a live centre by its resolved form, which was checked where it was served; ``source`` is the file
    beside which its own policies lie, and need not be there. Raises pydantic's ``ValidationError``."""
    scenario = Scenario.model_validate(config, context={"folder": source.parent})
    scenario._source = source
    return scenario
