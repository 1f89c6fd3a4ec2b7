"""A ledger made ready for a replay: its scenario laid out, its policy found, its names numbered as the rules number.

Knows what a ledger must have for that (``run.started.config``) and says what is missing. Refuses to know its events.
"""

import json
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from acd.config import CentreLayout, lay_out_centre
from acd.config.policy import Routing, routing
from acd.config.rerouting import as_served
from acd.language import _
from acd.replay.known import Known
from metrics.ledger import Header, Ledger
from scenarios import Scenario
from scenarios.document import Document
from scenarios.errors import dotted
from scenarios.loader import validate
from simulator.replay.errors import ReplayError
from simulator.replay.simulated import known_moments

_SIMULATION: Final = "simulation"
"""In this mode the scenario alone says when the centre closes and how many people a line wants."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that a replay starts from."""

    ledger: Ledger
    layout: CentreLayout
    routing: Routing
    known: deque[Known]

    @property
    def is_simulated(self) -> bool:
        """Whether people, telephones and clock were simulated."""
        return self.ledger.header.mode == _SIMULATION


def opened(ledger: Ledger, name: str, folder: Path) -> Opened:
    """Make a ledger ready; its scenario's own policies are looked for in ``folder``, then on the Python path.

    Raises :class:`ReplayError` where the ledger does not say enough, ``ScenarioError`` and ``PolicyError`` where what
    it says cannot be used here.
    """
    scenario = _scenario(ledger.header, name, folder)
    layout = _laid_out(scenario, name)
    _check_names(ledger.header, layout.header, name)
    for ours, theirs in _numbered(ledger.header, layout.header):
        theirs[:] = ours
    known = known_moments(layout) if ledger.header.mode == _SIMULATION else deque()
    return Opened(ledger, layout, routing(scenario), known)


def _scenario(header: Header, name: str, folder: Path) -> Scenario:
    if header.config is None:
        raise ReplayError(
            _(
                "{ledger}: run.started has no config, and without its scenario nobody can decide its calls again; "
                "ledgers of sim run and acd serve have one"
            ).format(ledger=name)
        )
    config, source = json.loads(json.dumps(header.config)), folder / "run.started"
    if header.mode == _SIMULATION:
        return validate(Document(_("{ledger}: config of run.started").format(ledger=name), config), source)
    return _as_served(config, source, name)


def _as_served(config: dict[str, Any], source: Path, name: str) -> Scenario:
    """A live centre's; its prompts need not be here."""
    try:
        return as_served(config, source)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = dotted(tuple(first["loc"]))
        raise ReplayError(
            _("{ledger}: config of run.started cannot be used: {why}").format(
                ledger=name, why=f"{place}: {first['msg']}"
            )
        ) from None


def _laid_out(scenario: Scenario, name: str) -> CentreLayout:
    """As rows; a config that names what it has not is none of ours."""
    try:
        return lay_out_centre(scenario)
    except (LookupError, ValueError, StopIteration) as wrong:
        raise ReplayError(
            _("{ledger}: config of run.started cannot be used: {why}").format(ledger=name, why=wrong)
        ) from None


def _check_names(theirs: Header, ours: Header, name: str) -> None:
    """Rows must mean the same to both."""
    same = {
        "agents": ([person.name for person in theirs.people], [person.name for person in ours.people]),
        "groups": (theirs.groups, ours.groups),
    }
    for what, (written, meant) in same.items():
        if written != meant:
            raise ReplayError(
                _("{ledger}: {what} of run.started are not those of its config; it cannot be replayed").format(
                    ledger=name, what=what
                )
            )


def _numbered(theirs: Header, ours: Header) -> list[tuple[list[str], list[str]]]:
    """Lists that a reader fills as it goes: begun as the rules have them, every name keeps its number."""
    return [
        (ours.call_types, theirs.call_types),
        (ours.teams, theirs.teams),
        (ours.shifts, theirs.shifts),
        (ours.reasons, theirs.reasons),
    ]
