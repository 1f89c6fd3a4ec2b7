"""One replay from a ledger to its outcome.

Knows what is put together. Refuses to know how an outcome is told.
"""

from dataclasses import dataclass
from pathlib import Path

from acd.driven import Driven
from acd.replay.drawing import Drawn
from acd.replay.matching import Difference, Matching
from acd.replay.recorded import Line, Recorded
from acd.replay.rerouted import Rerouted
from acd.replay.situation import Situation
from metrics.ledger import Header, Ledger
from simulator.replay.opened import opened


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a replay found.

    Of ``events`` in the ledger the rules were handed ``inputs`` and gave ``decisions`` the same, ``drawn`` of these by
    chance; ``difference`` is the first where they did not, met in ``situation``; ``rerouted`` where the routing was
    changed to something that the ledger does not tell, at which a replay ends. ``policy`` is what decided here, the
    header's what decided then.
    """

    header: Header
    policy: str
    events: int
    inputs: int
    decisions: int
    drawn: int
    difference: Difference | None
    situation: Situation
    rerouted: Line | None = None

    @property
    def is_same(self) -> bool:
        """Whether the rules gave the whole ledger."""
        return self.difference is None and self.rerouted is None

    @property
    def other_policy(self) -> bool:
        """Whether the ledger was decided by another text of rules and policy, or with other parameters."""
        return bool(self.header.policy) and not self.header.policy.startswith(self.policy)


def replay(ledger: Ledger, name: str, folder: Path) -> Outcome:
    """Feed the recorded inputs of a ledger to the rules and compare, event for event.

    ``name`` is what messages call it, ``folder`` where its scenario's own policies lie. Raises ``ReplayError``,
    ``LedgerError``, ``ScenarioError``, ``PolicyError`` where it cannot be done.
    """
    ready = opened(ledger, name, folder)
    replayed, recorded = Driven(ready.layout, ready.routing.policy), Recorded(ledger)
    if ledger.header.carried is not None:
        replayed.go_on(ledger.header.carried["rows"])
    drawn = Drawn(replayed, recorded)
    rerouted = Rerouted(ledger, replayed, drawn, folder)
    matching = Matching(replayed, recorded, ready.known, not ready.is_simulated, rerouted)
    try:
        difference = matching.run()
    except Exception as wrong:
        ready.routing.blame(wrong)
        raise
    return Outcome(
        ledger.header,
        str(ready.routing),
        recorded.events if matching.rerouted is None else matching.rerouted.seq,
        matching.inputs,
        matching.decisions,
        drawn.count,
        difference,
        matching.situation,
        matching.rerouted,
    )
