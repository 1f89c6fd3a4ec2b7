"""Agents' telephones: rung, connected, let go.

Knows which leg rings for whom, what agent and caller hear before they hear each other, and recordings. Decides nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from acd.events import MICROSECONDS, NOBODY
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.hearing import Hearing
from acd.live.floor.texts import Texts
from acd.live.port import Telephony

Effect = Callable[[], None]


class Phones:
    """``users`` are the sign-in names of the agents, in order, ``numbers`` what callers are told of them."""

    def __init__(
        self,
        calls: Calls,
        telephony: Telephony,
        hearing: Hearing,
        texts: Texts,
        users: Sequence[str],
        numbers: Sequence[str],
        connected: Callable[[LiveCall], None],
    ) -> None:
        self._calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._texts = texts
        self._users = users
        self._numbers = numbers
        self._connected = connected
        self.consult_over: Callable[[int], None] = lambda _a: None
        """Told who is being consulted no more."""
        self.there: Callable[[LiveCall], None] = lambda _call: None
        self.rung: Callable[[LiveCall], None] = lambda _call: None
        """Told of a call being dialled: that the agent's own phone is on the line, that it has been rung."""

    def ring(self, call: LiveCall, a: int, attempt: int) -> Iterator[Effect]:
        """Let an agent's phone ring for a call."""
        leg = f"{call.number}.{attempt}"
        call.agent, call.agent_leg = a, leg
        self._calls.give(call, leg)
        headers = (("X-Call", str(call.number)), ("X-Dialled", call.dialled))
        yield partial(self._telephony.ring, leg, self._users[a], call.caller, headers)

    def dial(self, call: LiveCall, a: int) -> Iterator[Effect]:
        """The agent's own phone first, for a call that the agent dialled; it may answer by itself."""
        call.agent = a
        if call.agent_leg:
            yield partial(self._telephony.answer, call.agent_leg)
            yield partial(self.there, call)
            return
        call.agent_leg = f"{call.number}.dials"
        self._calls.give(call, call.agent_leg)
        headers = (("X-Call", str(call.number)),)
        yield partial(self._telephony.ring, call.agent_leg, self._users[a], call.caller, headers, True)
        yield partial(self.rung, call)

    def ask(self, call: LiveCall, a: int) -> Iterator[Effect]:
        """Let a colleague's phone ring, to be consulted about a call."""
        call.asks += 1
        leg = f"{call.number}.asks.{self._users[a]}.{call.asks}"
        call.asked, call.asked_leg = a, leg
        self._calls.give(call, leg)
        yield partial(self._telephony.ring, leg, self._users[a], self._users[call.agent])

    def let_go(self, call: LiveCall) -> Iterator[Effect]:
        """Whoever rings, talks or is asked for a call does so no longer."""
        yield from self.let_asked_go(call)
        leg = call.agent_leg
        call.agent, call.agent_leg = NOBODY, ""
        if leg:
            self._calls.take(leg)
            yield partial(self._telephony.hang_up, leg)

    def let_asked_go(self, call: LiveCall) -> Iterator[Effect]:
        """Whoever is being consulted is no longer: the call, or the agent who asked, has gone."""
        a, leg = call.asked, call.asked_leg
        call.asked, call.asked_leg = NOBODY, ""
        if leg:
            self._calls.take(leg)
            yield partial(self._telephony.hang_up, leg)
            yield partial(self.consult_over, a)

    def connect(self, call: LiveCall) -> None:
        """The caller is told who answers, the agent hears a short tone; then they hear each other."""
        leg = call.agent_leg
        if not leg:
            return
        self._connected(call)  # at once: a hold may come before what is said here has been said
        if call.is_out:
            self._hearing.join(call)
            return

        def join() -> None:
            if call.agent_leg == leg:
                self._hearing.join(call)

        soon = 10 * MICROSECONDS
        number = self._texts.agent_number(self._numbers[call.agent])
        tone = self._texts.zip_tone()
        if tone:
            self._hearing.tell(leg, tone, join if not number else _nothing, soon)
        if number or not tone:
            self._hearing.tell(call.caller_leg, number, join, soon)


def _nothing() -> None:
    """The agent has heard the tone; the caller still hears the number."""
