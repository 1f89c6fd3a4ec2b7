"""What is remembered of one agent and one call: where they are, since when, and what is still owed.

Knows no event and no rule; ``metrics.audit.picture`` keeps these rows.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from acd.events import NOBODY, AgentState, Kind, QueueCause

TALK = (AgentState.TALKING, AgentState.HOLDING)
HANDLING = (*TALK, AgentState.WRAP_UP)
WORKING = (AgentState.RINGING, *HANDLING)


SHIFT_END: Final = "shift_end"
"""The reason of an intent to sign out after the call."""


class Stage(IntEnum):
    """Where a call is; ``ARRIVED`` and ``SEEKING`` last no time: not yet let in, and not yet rung or queued."""

    ARRIVED = 0
    MENU = 1
    SEEKING = 2
    WAITING = 3
    RINGING = 4
    TALKING = 5
    OVER = 6


@dataclass(slots=True)
class AgentSeen:
    """An agent so far.

    ``owed`` is the event at this instant whose change of state has not been seen yet, ``leaving`` what the agent means
    to do after the work in hand: the last reason given, and the end of the shift, which nothing takes back, ``planned``
    the starts (in seconds, as the ledger has them) and reasons of ``shift.planned``, ``withdrawn`` whether the last
    ended by no fault of the agent's, ``handled_for`` the group of the call in hand, taken at ``took``.
    """

    state: AgentState = AgentState.SIGNED_OUT
    reason: str = ""
    since: int = 0
    signed_in_at: int = NOBODY
    presence: int = 0
    handling: int = 0
    answered: int = 0
    owed: Kind | None = None
    asked: tuple[int, int] = (NOBODY, NOBODY)
    last_type: int = NOBODY
    leaving: list[str] = field(default_factory=list)
    planned: set[tuple[int, str]] = field(default_factory=set)
    withdrawn: bool = False
    handled_for: int = NOBODY
    took: int = NOBODY

    def present(self, now: int) -> int:
        """Signed-in time up to now."""
        return self.presence + (now - self.signed_in_at if self.signed_in_at != NOBODY else 0)


@dataclass(slots=True)
class CallSeen:
    """A call so far.

    ``group`` is the one whose queue it is in or was offered to: after a transfer the new one, since ``came``. ``steps``
    are the places in the file of the overflow steps that apply to it there. ``seeks`` says what it looks for an agent
    after, since ``sought``; ``missed_by`` who is rung for it only if nobody else is ready: he missed it, or
    transferred it.
    """

    number: int
    type: int = NOBODY
    group: int = NOBODY
    priority: int = 0
    offered: int = NOBODY
    came: int = NOBODY
    stage: Stage = Stage.ARRIVED
    seeks: QueueCause = QueueCause.NO_AGENT
    sought: int = NOBODY
    agent: int = NOBODY
    rung: int = NOBODY
    rings: int = 0
    missed_by: int = NOBODY
    serving: int = NOBODY
    widened: int = NOBODY
    transferred: bool = False
    held: bool = False
    holds: int = 0
    steps: list[int] = field(default_factory=list)
