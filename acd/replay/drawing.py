"""The policy ``random`` in a replay: its draws are chance, so they are taken from whom the ledger shows being rung.

What is checked is that the agent was one of those to draw from, and everything else. Refuses to draw.
"""

from bisect import bisect_left
from typing import Final

from acd.driven import Driven
from acd.events import NOBODY, Kind, Why
from acd.model import Centre, Policy
from acd.replay.recorded import Recorded

DRAWS: Final = 1 << 16
"""``Call.chance`` is in so many parts."""


class Drawn:
    """The draws of a recorded day; ``count`` of them so far."""

    def __init__(self, replayed: Driven, recorded: Recorded) -> None:
        """Let every choice by chance be made as recorded from now on."""
        self.count = 0
        self._replayed = replayed
        self._recorded = recorded
        self.decide_by(replayed.policy)

    def decide_by(self, policy: Policy) -> None:
        """Choices are this policy's from now on, those by chance as recorded."""
        self._policy = policy
        self._replayed.policy = Policy(self._choose_agent, policy.choose_call)

    def _choose_agent(self, centre: Centre, now: int, c: int) -> int:
        call = centre.calls[c]
        if centre.groups[call.group].choose_agent == Why.RANDOM and (rung := self._rung(call.number)) != NOBODY:
            call.chance = self._draw_for(centre, now, c, rung)
        return self._policy.choose_agent(centre, now, c)

    def _draw_for(self, centre: Centre, now: int, c: int, rung: int) -> int:
        """The least draw that chooses this agent, or one that chooses another: a greater draw chooses a later agent."""

        def chosen(draw: int) -> int:
            centre.calls[c].chance = draw
            return self._policy.choose_agent(centre, now, c)

        draw = min(bisect_left(range(DRAWS), rung, key=chosen), DRAWS - 1)
        self.count += chosen(draw) == rung
        return draw

    def _rung(self, number: int) -> int:
        """Whom the ledger shows being rung for this call right after what the rules have written so far."""
        line = self._recorded.peek(self._replayed.written)
        if line is None or line.event.kind != Kind.CALL_RINGING or line.event.call != number:
            return NOBODY
        return line.event.agent
