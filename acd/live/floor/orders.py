"""What the rules ask for, done with telephones once it is on disk.

Each command becomes effects at the moment it is written, while the rows still say whom it concerns; the effects happen
later, in order. Knows commands and which telephone each is for. Decides nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from acd.events import NOBODY, Blocked, Deflected, DeflectedTo, Event, Kind, Transfer
from acd.live.floor.callers import Callers
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.hearing import Hearing
from acd.live.floor.phones import Phones
from acd.live.floor.waits import Waits
from acd.live.port import Telephony
from acd.model import Centre, Command, Order

Effect = Callable[[], None]

_TOLD: Final = {Deflected.CLOSED.value: "closed", Deflected.QUEUE_FULL.value: "full", Deflected.MAX_WAIT.value: "full"}


class Orders:
    """``tell`` is told the events of each input, once they are on disk and after their effects."""

    def __init__(
        self,
        centre: Centre,
        calls: Calls,
        telephony: Telephony,
        hearing: Hearing,
        callers: Callers,
        phones: Phones,
        waits: Waits,
        tell: Callable[[Sequence[Event]], None],
    ) -> None:
        self._centre = centre
        self._calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._callers = callers
        self._phones = phones
        self._waits = waits
        self._tell = tell
        self.served: Callable[[str, int, int], None] = lambda _key, _a, _now: None
        self.watched: Callable[[LiveCall], None] = lambda _call: None

    def follow(self, events: Sequence[Event], commands: Sequence[Command]) -> list[Effect]:
        """What is to happen for one input."""
        effects: list[Effect] = []
        for event in events:
            call = self._calls.numbered(event.call) if event.call != NOBODY else None
            if call is not None:
                self._waits.note(event, call.row)
                effects.extend(self._seen(call, event))
        at_once = {command.call for command in commands if command.order == Order.CONNECT}
        for command in commands:
            if command.order == Order.RING and command.call in at_once:
                continue  # handed over: the colleague is on the line already
            call = self._calls.numbered(self._centre.calls[command.call].number) if command.call >= 0 else None
            if call is not None:
                effects.extend(self._asked(call, command))
        return [*effects, partial(self._tell, events)]  # a phone need not wait for the wallboard

    def _seen(self, call: LiveCall, event: Event) -> Iterator[Effect]:
        """Keep what an event says of the call; a transfer takes the agent's phone out of it."""
        match event.kind:
            case Kind.CALL_OFFERED:
                call.offered = event.t
            case Kind.CALL_RINGING:
                call.rings_since = event.t
            case Kind.CALL_ANSWERED:
                call.answered, call.serving, call.holds, call.held = event.t, event.group, 0, 0
                call.served_by = event.agent
                self.served(call.key, event.agent, event.t)
                self._calls.latest[event.agent] = call.number
            case Kind.OUTBOUND_DIALLED:
                call.dialled_at = event.t
            case Kind.OUTBOUND_CONNECTED:
                call.answered, call.served_by, call.is_answered = event.t, event.agent, True
                self._calls.latest[event.agent] = call.number
            case Kind.CALL_HELD:
                call.held_since, call.holds = event.t, call.holds + 1
            case Kind.CALL_RETRIEVED:
                call.held, call.held_since = call.held + event.t - call.held_since, NOBODY
            case Kind.CALL_ENDED:
                call.ended_by = event.a
            case Kind.CALL_BLOCKED:
                call.goodbye = call.goodbye or ("fault" if event.a == Blocked.FAULT else "busy")
            case Kind.CALL_DEFLECTED:
                call.goodbye = "busy" if event.b == DeflectedTo.BUSY else _TOLD.get(event.a, "full")
            case Kind.CALL_LOST:
                call.goodbye = "fault"
            case Kind.CALL_TRANSFERRED:
                yield from self._leaves_agent(call, handed_over=event.c == Transfer.ATTENDED)

    def _leaves_agent(self, call: LiveCall, handed_over: bool) -> Iterator[Effect]:
        leg = call.agent_leg
        self._calls.take(leg)
        call.held_since = NOBODY
        call.agent, call.agent_leg = (call.asked, call.asked_leg) if handed_over else (NOBODY, "")
        if handed_over:
            call.asked, call.asked_leg = NOBODY, ""
        else:
            yield from self._phones.let_asked_go(call)
        yield partial(self._telephony.part, call.caller_leg)
        yield partial(self._telephony.hang_up, leg)
        yield partial(self._hearing.music, call.caller_leg)

    def _asked(self, call: LiveCall, command: Command) -> Iterator[Effect]:
        match command.order:
            case Order.RING:
                yield from self._phones.ring(call, command.agent, self._centre.calls[command.call].attempt)
                yield partial(self._callers.answer, call)
                yield partial(self.watched, call)
            case Order.STOP_RINGING:
                yield from self._phones.let_go(call)
            case Order.DIAL:
                yield from self._phones.dial(call, command.agent)
            case Order.CONNECT:
                yield partial(self._phones.connect, call)
                yield partial(self.watched, call)
            case Order.WAIT:
                yield partial(self._callers.wait, call)
                yield partial(self.watched, call)
            case Order.MENU:
                yield partial(self._callers.choose, call)
                yield partial(self.watched, call)
            case Order.HOLD:
                yield partial(self._hearing.part, call)
            case Order.RESUME:
                yield partial(self._hearing.join, call)
            case Order.RELEASE:
                self._calls.leave_row(call)
                yield from self._phones.let_go(call)
                yield partial(self._callers.let_go, call)
