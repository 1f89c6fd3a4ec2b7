"""Routing that was changed on the way: ``policy.activated`` says to what, in its own fields.

Knows how a ledger tells it. Refuses to judge whether it is what was announced: that shows in the decisions.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

from acd.config import lay_out_centre, routing
from acd.config.rerouting import as_served, take_over
from acd.driven import Driven
from acd.events import Kind
from acd.replay.drawing import Drawn
from acd.rules import routing_changed
from metrics.ledger import Ledger


class Rerouted:
    """The changes of one ledger, looked for when the first is met; ``folder``: where own policies lie."""

    def __init__(self, ledger: Ledger, replayed: Driven, drawn: Drawn, folder: Path) -> None:
        self._ledger = ledger
        self._replayed = replayed
        self._drawn = drawn
        self._source = folder / "policy.activated"
        self.latest = ""
        """The routing changed to last, as ``run.started.policy`` has it."""

    @cached_property
    def _said(self) -> dict[int, dict[str, Any]]:
        return {seq: dict(line) for seq, line in self._ledger.told(Kind.POLICY_ACTIVATED.type) if "config" in line}

    def is_told(self, seq: int) -> bool:
        """Whether the ledger says to what the routing was changed."""
        return seq in self._said

    def happen(self, seq: int, t: int) -> None:
        """Let the rules decide by it from now on."""
        said = self._said[seq]
        self.latest = f"{said['policy']} {said['hash']}"
        scenario = as_served(said["config"], self._source)
        take_over(self._replayed.centre, lay_out_centre(scenario))
        self._drawn.decide_by(routing(scenario).policy)
        routing_changed(self._replayed.centre, self._replayed.policy, t)
