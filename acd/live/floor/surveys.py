"""满意度评分: the caller rates the call by a key once the agent is gone (B15).

Knows what is asked, the keys and how long is waited. Refuses to know routing: the rules have done with the call.
"""

from collections.abc import Callable
from functools import partial

from acd.events import NOBODY, UNSAID, Kind
from acd.live.floor.callers import Callers
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.door import Door
from acd.live.floor.hearing import Hearing
from acd.live.floor.texts import Texts
from acd.rules import noted
from scenarios.schema.live.after import Survey


class Surveys:
    """``calls`` in a survey are those whose ``rating`` is awaited."""

    def __init__(
        self, survey: Survey, door: Door, calls: Calls, hearing: Hearing, texts: Texts, clock: Clock, callers: Callers
    ) -> None:
        self._survey = survey
        self._door = door
        self._calls = calls
        self._hearing = hearing
        self._texts = texts
        self._clock = clock
        self._callers = callers
        self._asked: dict[int, Callable[[], None]] = {}

    def ask(self, call: LiveCall) -> None:
        """Ask, and wait for a key; without one the caller is let go."""
        self._note(Kind.CALL_SURVEY_SENT, call) if call.goodbye != "survey" else None
        self._asked[call.number] = _nothing
        question = self._texts.of(self._survey.say)
        self._hearing.tell(call.caller_leg, question, partial(self._let_wait, call, self._survey.timeout))

    def _let_wait(self, call: LiveCall, span: int) -> None:
        self.forget(call)
        self._asked[call.number] = self._clock.call_at(self._clock.now() + span, partial(self._over, call))

    def pressed(self, call: LiveCall, digit: str) -> None:
        """A key; one that means nothing here is passed over."""
        if call.number not in self._asked or digit not in self._survey.keys:
            return
        self.forget(call)
        score = int(digit) if digit.isdigit() else UNSAID
        pleased = int(digit in self._survey.pleased)
        self._note(Kind.CALL_RATED, call, score, pleased, {"level": self._survey.keys[digit]})
        thanks = self._texts.of(self._survey.thanks, self._texts.words.thanks)
        self._hearing.tell(call.caller_leg, thanks, partial(self._callers.hang_up, call))

    def _over(self, call: LiveCall) -> None:
        self.forget(call)
        if not call.is_gone:
            self._callers.hang_up(call)

    def forget(self, call: LiveCall) -> None:
        """No rating is awaited any more: it came, its time is over, or the caller is gone."""
        call_off = self._asked.pop(call.number, None)
        if call_off is not None:
            call_off()

    def _note(
        self,
        kind: Kind,
        call: LiveCall,
        score: int = NOBODY,
        pleased: int = NOBODY,
        own: dict[str, object] | None = None,
    ) -> None:
        centre, number, a = self._door.centre, call.number, call.served_by
        said = {kind: own} if own else None
        self._door.enter(lambda now: noted(centre, now, kind, NOBODY, number, a, score, pleased), said)


def _nothing() -> None:
    """While the question is asked no time runs yet."""
