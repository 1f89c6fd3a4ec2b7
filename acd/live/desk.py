"""What an agent may ask of the centre, and what an agent sees of it: the port between floor and agents' channel.

Each request is answered when its effect is on disk, or refused with words that say why and what to do; asking for what
is so already changes nothing and is no error. Knows no socket and no JSON. The floor implements :class:`Desk`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from acd.errors import HuawuError


class DeskError(HuawuError):
    """A request that cannot be met now: ``code`` is for programs, the words are for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(slots=True)
class Contact:
    """An agent's part in a call: ``ended`` is null while it goes on, ``how`` the event that ended it.

    Of a call that the agent dialled (``direction`` out) ``answered`` is when it was dialled until it is ``connected``.
    """

    call: int
    agent: str
    caller: str
    call_type: str
    group: str
    answered: float
    ended: float | None = None
    how: str = ""
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    direction: str = "in"
    connected: bool = True
    result: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """What comes next in the agent's shift: a break's reason, ``on`` or ``off``, between two moments."""

    what: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class CallView:
    """The call an agent has or is rung for. Times are seconds since local midnight of the ledger's first day.

    ``caller`` is shown as the site configures it (``caller_number``). ``waited`` is the age since ``call.offered``.
    """

    number: int
    caller: str
    call_type: str
    group: str
    segment: str
    offered: float
    ringing_since: float
    rings_until: float
    answered: float | None = None
    held_since: float | None = None
    holds: int = 0
    held: float = 0.0
    recording: str = ""
    consulting: str = ""
    direction: str = "in"
    """``out``: the agent dialled it at ``offered``, ``caller`` is who is called, ``rings_until`` how long at most."""
    purpose: str = ""
    attempt: int = 0
    earlier: Sequence[Contact] = ()
    """What this caller called about before, newest first."""


@dataclass(frozen=True, slots=True)
class AgentView:
    """Everything an agent's screen shows of the agent, as acknowledged by the centre.

    ``state`` is a word of ``acd.events.AgentState``; ``after_call`` the reason of a not-ready that waits for the call
    to end (empty: none). ``codes`` are those of the call in hand or being written up; ``result`` what came of it as
    the agent said, null of a call that came in.
    """

    agent: str
    state: str
    since: float
    reason: str = ""
    after_call: str = ""
    phone: bool = False
    call: CallView | None = None
    wrap_up_until: float | None = None
    codes: Sequence[str] = ()
    result: str | None = None
    help_asked: bool = False
    next: Activity | None = None


@dataclass(frozen=True, slots=True)
class QueueView:
    """One group as agents see it: callers waiting, the longest wait in seconds, who is ready, who is signed in."""

    group: str
    waiting: int
    longest: float
    ready: int
    signed_in: int


class Desk(Protocol):
    """Requests raise :class:`DeskError`; ``agent`` is a sign-in name of the scenario."""

    async def sign_in(self, agent: str, seat: str = "") -> None: ...

    async def sign_out(self, agent: str, approved_by: str = "") -> None:
        """At once, or after the call in hand and its wrap-up."""

    async def ready(self, agent: str) -> None: ...

    async def not_ready(self, agent: str, reason: str, approved_by: str = "") -> None:
        """At once, or after the call in hand; where the reason needs a leader's consent, ``approved_by`` names one."""

    async def reject(self, agent: str) -> None:
        """Decline the ringing call: it goes to somebody else."""

    async def hold(self, agent: str) -> None: ...

    async def retrieve(self, agent: str) -> None: ...

    async def hang_up(self, agent: str) -> None: ...

    async def transfer(self, agent: str, to: str) -> None:
        """Blind, to a number of the directory or the name of a group or agent."""

    async def consult(self, agent: str, to: str) -> None:
        """Hold the caller and speak to another agent."""

    async def complete(self, agent: str) -> None:
        """Hand the caller to the agent consulted."""

    async def undo(self, agent: str) -> None:
        """End the consultation and take the caller back."""

    async def dial(self, agent: str, to: str, purpose: str = "", campaign: str = "") -> None:
        """Call a number outside; the agent's own phone first."""

    async def result(self, agent: str, result: str) -> None:
        """Say what came of a call that the agent dialled and somebody answered."""

    async def survey(self, agent: str) -> None:
        """Release the caller to the satisfaction survey."""

    async def code(self, agent: str, code: str, resolved: bool | None = None, note: str = "") -> None:
        """Code the call in hand or being written up (``账单/查询``)."""

    async def wrapped_up(self, agent: str) -> None:
        """The wrap-up is done."""

    async def extend(self, agent: str) -> None:
        """A further wrap-up limit from now on, as often as the scenario allows."""

    async def press(self, agent: str, digits: str) -> None: ...

    async def pause_recording(self, agent: str, paused: bool) -> None: ...

    async def ask_help(self, agent: str) -> None: ...

    def view(self, agent: str) -> AgentView: ...

    def queues(self, agent: str) -> Sequence[QueueView]:
        """The groups that the agent may serve."""

    def directory(self) -> dict[str, str]:
        """Numbers that can be dialled or transferred to, with what people call them."""

    def history(self, agent: str, last: int = 50) -> Sequence[Contact]:
        """The agent's latest calls, newest first."""

    def watch(self, changed: Callable[[str], None]) -> Callable[[], None]:
        """Be told the name of each agent whose view changed, after it is on disk; returns how to stop."""
