"""What a check has found so far.

Knows violations, and those that count only if the ledger records a certain thing at all: a minimal ledger without
``agent.state`` breaks no rule about states, one that has them for some agents only does.
"""

from dataclasses import dataclass, field

from acd.events import Event
from metrics.audit import Violation


@dataclass(slots=True)
class Findings:
    """Broken rules, and those still waiting to know whether the ledger records ``presence`` or ``states``."""

    _found: list[Violation] = field(default_factory=list)
    _waiting: dict[str, list[Violation]] = field(default_factory=dict)
    _recorded: set[str] = field(default_factory=set)

    def add(self, seq: int, event: Event, rule: str, message: str) -> None:
        """A rule that this event breaks."""
        self._found.append(Violation(seq, event.t, rule, message))

    def add_if(self, recorded: str, seq: int, event: Event, rule: str, message: str) -> None:
        """The same, but only in a ledger that records such things, before or after."""
        kept = self._found if recorded in self._recorded else self._waiting.setdefault(recorded, [])
        kept.append(Violation(seq, event.t, rule, message))

    def note(self, recorded: str) -> None:
        """The ledger records such things."""
        if recorded not in self._recorded:
            self._recorded.add(recorded)
            self._found.extend(self._waiting.pop(recorded, ()))

    def in_order(self) -> list[Violation]:
        """All of them, the first event first."""
        return sorted(self._found, key=lambda violation: violation.seq)
