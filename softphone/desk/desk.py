"""The desk: everything a screen shows of an agent, folded from what centre and phone tell.

Knows what is acknowledged, what is pending, and which of the two ends is there. Refuses to know sockets, screens and
what time it is: ``now`` is handed in, in seconds of any clock that only counts up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from acd.live.desk import AgentView, CallView, Contact, QueueView
from softphone.desk.situation import HAS_CALL, IN_CALL, Situation, at_centre, first, on_phone
from softphone.desk.views import Connection, Figure, Notice, Pending, PhoneCall, PhoneView, Reason, Spent

_OF_THE_CENTRE: Final = "x-call"
"""The header by which the centre says which of its calls rings."""

_NOT_YET: Final = Connection()
_NOTICE_STAYS: Final = 8.0
"""Seconds that a line for the agent is shown."""


@dataclass(slots=True)
class Desk:
    """``has_centre`` and ``has_phone``: which ends this softphone has at all; without a phone a desk telephone speaks.

    ``ahead`` is what the centre's clock is ahead of ours, in seconds. ``viewed`` is when ``agent`` was told,
    ``own_at`` when ``own`` and ``spent`` were.
    """

    has_centre: bool = True
    has_phone: bool = True
    name: str = ""
    seat: str = ""
    centre: Connection = _NOT_YET
    phone: Connection = _NOT_YET
    agent: AgentView | None = None
    viewed: float = 0.0
    ahead: float = 0.0
    line: PhoneView | None = None
    queues: tuple[QueueView, ...] = ()
    own: tuple[Figure, ...] = ()
    own_at: float = 0.0
    spent: dict[str, Spent] = field(default_factory=dict)
    experience: str = ""
    directory: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Numbers of the directory that can be dialled."""
    history: tuple[Contact, ...] = ()
    devices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    levels: tuple[float, float] = (0.0, 0.0)
    auto_answer: bool = False
    paused: int | None = None
    """The call whose recording was paused by this screen, as acknowledged."""

    draft: str = ""
    """The remark on this call that is being written."""

    pending: dict[int, Pending] = field(default_factory=dict)
    notice: Notice | None = None
    asked: int = 0

    @property
    def situation(self) -> Situation:
        """The one word for it."""
        return at_centre(self.agent) if self.has_centre else on_phone(self.line)

    @property
    def call(self) -> CallView | None:
        """The call in hand, as the centre tells it."""
        return None if self.agent is None else self.agent.call

    @property
    def leg(self) -> PhoneCall | None:
        """The call in hand, as the phone tells it."""
        if self.situation == Situation.RINGING:
            return first(self.line, "ringing", "talking")
        return first(self.line, "talking", "held_by_peer", "held", "dialling", "ringing")

    @property
    def aside(self) -> PhoneCall | None:
        """A call on the phone that is none of the centre's for this agent: a colleague asks, or rings directly."""
        if not self.has_centre or self.situation in HAS_CALL:
            return None
        calls = () if self.line is None else self.line.calls
        return next((call for call in calls if call.state != "over" and not _is_of_the_centre(call)), None)

    @property
    def left_over(self) -> PhoneCall | None:
        """A call on the phone that the centre has ended, or lost in a crash: somebody must hang up."""
        if not self.has_centre or not self.centre.up or self.situation in HAS_CALL:
            return None
        call = first(self.line, "talking", "held", "held_by_peer")
        return call if call is not None and _is_of_the_centre(call) else None

    @property
    def rings(self) -> bool:
        """Whether the phone rings."""
        return first(self.line, "ringing") is not None

    @property
    def muted(self) -> bool:
        """Whether the caller cannot hear the agent."""
        leg = self.leg
        return leg is not None and leg.muted and (self.situation in IN_CALL or self.aside is not None)

    @property
    def recording_paused(self) -> bool:
        """Whether this screen paused the recording of the call in hand."""
        return self.call is not None and self.paused == self.call.number

    def begin(self, intent: str, now: float) -> int:
        """Something is asked: it is pending until :meth:`end`."""
        self.asked += 1
        self.pending[self.asked] = Pending(intent, now)
        return self.asked

    def end(self, number: int) -> None:
        """It is answered, one way or the other."""
        self.pending.pop(number, None)

    def say(self, words: str, now: float, bad: bool = True) -> None:
        """Show a line for a while."""
        self.notice = Notice(words, bad, now)

    def words(self, now: float) -> Notice | None:
        """The line to be shown now."""
        return self.notice if self.notice and now - self.notice.since < _NOTICE_STAYS else None

    def centre_time(self, now: float) -> float:
        """The centre's seconds since local midnight."""
        return now + self.ahead


def _is_of_the_centre(call: PhoneCall) -> bool:
    return any(name.lower() == _OF_THE_CENTRE for name in call.headers)


def facts(desk: Desk) -> Mapping[str, Any]:
    """What may be told of the call in hand to a command or a robot; absent values are empty."""
    call, leg = desk.call, desk.leg
    told: dict[str, Any] = {"agent": desk.name, "seat": desk.seat}
    for name in ("number", "caller", "call_type", "group", "segment", "consulting", "recording"):
        told["call" if name == "number" else name] = "" if call is None else getattr(call, name)
    told |= {"number": "" if leg is None else leg.number, "name": "" if leg is None else leg.name}
    told["caller"] = told["caller"] or told["number"]
    return told
