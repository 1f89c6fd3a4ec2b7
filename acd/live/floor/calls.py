"""Which call has which telephones: the calls that are up, by number, row and leg.

Knows names, and of a call what people outside the rules need. Refuses to know states: those are in the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from acd.events import NOBODY
from acd.live.port import Leg


@dataclass(slots=True)
class LiveCall:
    """A call that is up. Times are microseconds; ``caller`` is as people are shown it, ``key`` tells equal callers.

    ``agent_leg`` is the phone that rings or talks, ``asked_leg`` that of a colleague who is consulted (``asked``).
    ``row`` is ``NOBODY`` once the rules have done with the call: the caller may still hear a message or rate the call.
    """

    number: int
    row: int
    caller_leg: Leg
    caller: str
    key: str
    dialled: str
    call_type: int
    agent: int = NOBODY
    agent_leg: Leg = ""
    asked: int = NOBODY
    asked_leg: Leg = ""
    asks: int = 0
    """How often somebody has been consulted: no leg has the name of an earlier one."""
    offered: int = NOBODY
    rings_since: int = NOBODY
    answered: int = NOBODY
    serving: int = NOBODY
    served_by: int = NOBODY
    """Who answered last."""
    held_since: int = NOBODY
    held: int = 0
    holds: int = 0
    is_answered: bool = False
    """Whether the caller's leg has been answered, so that something can be heard."""
    is_gone: bool = False
    """Whether the caller has hung up."""
    ended_by: int = NOBODY
    goodbye: str = ""
    """What the caller is told before being let go: ``closed``, ``full``, ``busy``, ``survey``, ``fault``."""
    recording: str = ""
    is_out: bool = False
    """Whether an agent dialled it: ``caller`` is who is called, and there is no group and no call type."""
    attempt: int = 0
    purpose: str = ""
    dialled_at: int = NOBODY
    has_rung: bool = False

    def legs(self) -> Iterator[Leg]:
        """Every leg that it has now."""
        yield from (leg for leg in (self.caller_leg, self.agent_leg, self.asked_leg) if leg)


class Calls:
    """All calls that are up. Numbers go on where the ledger left off."""

    def __init__(self, first: int = 0) -> None:
        self.next = first
        self._by_number: dict[int, LiveCall] = {}
        self._by_leg: dict[Leg, LiveCall] = {}
        self.latest: dict[int, int] = {}
        """Of each agent, the number of the call answered last."""

    def __iter__(self) -> Iterator[LiveCall]:
        return iter([*self._by_number.values()])

    def __len__(self) -> int:
        return len(self._by_number)

    def begin(self, row: int, leg: Leg, caller: str, key: str, dialled: str, call_type: int) -> LiveCall:
        """A call that has just come."""
        call = LiveCall(self.next, row, leg, caller, key, dialled, call_type)
        self.next += 1
        self._by_number[call.number] = call
        self._by_leg[leg] = call
        return call

    def begin_out(
        self, row: int, leg: Leg, called: str, key: str, dialled: str, purpose: str, agent_leg: Leg
    ) -> LiveCall:
        """A call that an agent has just dialled, maybe on the phone itself."""
        call = self.begin(row, leg, called, key, dialled, NOBODY)
        call.is_out, call.purpose, call.agent_leg = True, purpose, agent_leg
        if agent_leg:
            self._by_leg[agent_leg] = call
        return call

    def numbered(self, number: int) -> LiveCall | None:
        """The call of this number, as long as the rules have it."""
        return self._by_number.get(number)

    def with_leg(self, leg: Leg) -> LiveCall | None:
        """The call that a leg belongs to; none where the call is over or the leg has left it."""
        return self._by_leg.get(leg)

    def of_agent(self, a: int) -> LiveCall | None:
        """The call that rings at an agent or that the agent has."""
        return next((call for call in self._by_number.values() if call.agent == a), None)

    def asking(self, a: int) -> LiveCall | None:
        """The call for which an agent is being consulted."""
        return next((call for call in self._by_number.values() if call.asked == a), None)

    def give(self, call: LiveCall, leg: Leg) -> None:
        """The call has one more leg."""
        self._by_leg[leg] = call

    def take(self, leg: Leg) -> None:
        """A leg is gone, or has left its call."""
        self._by_leg.pop(leg, None)

    def leave_row(self, call: LiveCall) -> None:
        """The rules have done with the call; its caller may still be on the line."""
        self._by_number.pop(call.number, None)
        call.row = NOBODY
