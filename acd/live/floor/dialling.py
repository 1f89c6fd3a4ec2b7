"""外呼, 回访: calls that agents dial. The agent's own phone is rung first and may answer by itself, then the number.

Knows who may be called over which trunk, and what a line's refusal means. Decides nothing: whether an agent may dial
now is asked of the rules.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from acd.config import CentreLayout
from acd.driven import Driven
from acd.events import NOBODY, AgentState, Kind, Result
from acd.language import _
from acd.live.desk import DeskError
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.door import Door
from acd.live.floor.hearing import Hearing
from acd.live.port import Busy, CallCame, Leg, Telephony
from acd.live.privacy import CallerNumbers
from acd.model import CallState
from acd.rules import may_dial, noted, number_answered, number_dialled, number_failed

TOLD_BY_AGENTS: Final = {
    result.name.lower(): result
    for result in (
        Result.INTERVIEWED, Result.HANDLED, Result.CONFIRMED, Result.REFUSED, Result.INVALID, Result.NO_ANSWER,
    )
}  # fmt: skip
"""What an agent may say came of a call that was connected; an answering machine is no answer."""

_BUSY: Final = (486, 600, 603)
_INVALID: Final = (404, 410, 484, 485, 604)
_ABSENT: Final = (408, 480, 487)
_NO_REPLY: Final = 408
"""Said by nobody, too, where the trunk does not reply at all."""
_REMEMBERED: Final = 50_000
"""Numbers dialled, to count attempts by; the one dialled longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a call goes out."""

    number: str
    trunk: str


class Dialling:
    """``there`` and the rest are told of the telephones of calls that are being dialled."""

    def __init__(
        self,
        layout: CentreLayout,
        driven: Driven,
        door: Door,
        calls: Calls,
        telephony: Telephony,
        hearing: Hearing,
        numbers: CallerNumbers,
        clock: Clock,
    ) -> None:
        self._scenario = layout.scenario
        self._names = {person.name: a for a, person in enumerate(layout.header.people)}
        self._driven = driven
        self._door = door
        self._calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._numbers = numbers
        self._clock = clock
        self._lines: dict[int, _Line] = {}
        self._attempts: OrderedDict[str, int] = OrderedDict()
        self.is_draining: Callable[[], bool] = lambda: False

    def dial(self, a: int, to: str, purpose: str = "", campaign: str = "", leg: Leg = "") -> None:
        """Call a number for an agent; ``leg``: the agent's phone dialled it and is on the line already."""
        line = self._line(to)
        self._must_be_known(purpose, campaign)
        self._door.wake()  # rows are freed and taken in the order in which a replay frees and takes them
        self._must_be_able(a)
        number = self._calls.next
        row = self._driven.take_row_to_dial(number)
        shown, key = self._numbers.shown(line.number), self._numbers.hashed(line.number)
        call = self._calls.begin_out(row, f"{number}.out", shown, key, to, purpose, leg)
        attempt = call.attempt = self._attempt(key)
        self._lines[number] = line
        said = {
            "to": self._numbers.kept(line.number), "purpose": purpose or None, "campaign": campaign or None,
        }  # fmt: skip
        centre = self._driven.centre
        self._door.enter(
            lambda now: number_dialled(centre, self._door.policy, now, row, a, attempt), {Kind.OUTBOUND_DIALLED: said}
        )
        if call.row == NOBODY:  # something came due at this very moment
            del self._lines[number]
            raise self._busy(a)

    def by_phone(self, came: CallCame) -> None:
        """An agent's phone dials a number itself."""
        try:
            self.dial(self._names[came.user], came.dialled, leg=came.leg)
        except (DeskError, KeyError) as refused:
            unknown = isinstance(refused, KeyError) or refused.code == "unknown"
            self._telephony.turn_away(came.leg, Busy.UNKNOWN if unknown else Busy.BUSY)

    def rings_agent(self, call: LiveCall) -> None:
        """The agent's own phone has been rung; nobody waits long for who dialled."""
        soon = self._clock.now() + self._scenario.ring.no_answer_after
        self._clock.call_at(soon, partial(self._not_picked_up, call))

    def _not_picked_up(self, call: LiveCall) -> None:
        if call.number in self._lines:
            self.failed(call, Result.CANCELLED)

    def there(self, call: LiveCall) -> None:
        """The agent's phone is on the line: now the number is called."""
        line = self._lines.pop(call.number, None)
        if line is not None and self._is_dialled(call):
            self._telephony.call(call.caller_leg, line.number, line.trunk, self._shown())

    def rings(self, call: LiveCall) -> None:
        """It rings at whoever is called."""
        call.has_rung = True
        self._hearing.ring_back(call.agent_leg)

    def connected(self, call: LiveCall) -> None:
        """Whoever was called is there."""
        self._door.enter(lambda now: number_answered(self._door.centre, now, call.row, call.number))

    def refused(self, call: LiveCall, leg: Leg, code: int) -> None:
        """A telephone did not take the call: the agent's own, or that of whoever was called."""
        if leg == call.agent_leg:
            self.failed(call, Result.CANCELLED)
        else:
            self.failed(call, result_of(code) if call.has_rung or code != _NO_REPLY else Result.FAULT)

    def failed(self, call: LiveCall, why: Result) -> None:
        """Nobody was reached."""
        self._lines.pop(call.number, None)
        centre, c = self._door.centre, call.row
        self._door.enter(lambda now: number_failed(centre, self._door.policy, now, c, call.number, why))

    def tell_result(self, number: int, a: int, result: str) -> None:
        """The agent says what came of a call."""
        if result not in TOLD_BY_AGENTS:
            words = _("{result}: no such result; known: {names}")
            raise DeskError("result", words.format(result=result, names=", ".join(TOLD_BY_AGENTS)))
        kind, value = Kind.OUTBOUND_RESULT, TOLD_BY_AGENTS[result].value
        self._door.enter(
            lambda now: noted(self._door.centre, now, kind, NOBODY, number, a, value),
        )

    def _is_dialled(self, call: LiveCall) -> bool:
        return self._door.centre.calls[call.row].state == CallState.DIALLED

    def _must_be_able(self, a: int) -> None:
        if self.is_draining():
            raise DeskError("draining", _("the centre takes and makes no more calls: it is closing down"))
        if not may_dial(self._door.centre, a):
            raise self._busy(a)

    def _busy(self, a: int) -> DeskError:
        state = _(AgentState(self._door.centre.agents[a].state).name.lower())
        return DeskError("busy", _("nothing can be dialled now ({state}, or every line is busy)").format(state=state))

    def _must_be_known(self, purpose: str, campaign: str) -> None:
        outbound = self._scenario.outbound
        if outbound is None:
            return
        for given, known in ((purpose, outbound.purposes), (campaign, outbound.campaigns)):
            if given and known and given not in known:
                words = _("{given} is none of: {names}")
                raise DeskError("purpose", words.format(given=given, names=", ".join(known)))

    def _line(self, to: str) -> _Line:
        """Over which trunk which number is called. Raises :class:`DeskError`: ``unknown``, ``not_allowed``."""
        entry, outbound = self._scenario.directory.get(to), self._scenario.outbound
        if entry is not None and entry.outside is not None and entry.trunk is not None:
            return _Line(entry.outside, entry.trunk)
        if entry is not None:
            raise DeskError("unknown", _("{to} is a number of this centre; transfer or consult instead").format(to=to))
        if outbound is None:
            raise DeskError("unknown", _("this centre calls nobody outside; add `outbound` to the scenario"))
        number = to.replace(" ", "").replace("-", "")
        if not outbound.allows(number):
            raise DeskError("not_allowed", _("{to} may not be called from here").format(to=to))
        return _Line(number, outbound.trunk)

    def _shown(self) -> str:
        outbound, directory = self._scenario.outbound, self._scenario.directory
        own = next((number for number, entry in directory.items() if entry.call_type is not None), "")
        return own if outbound is None or outbound.shown is None else outbound.shown

    def _attempt(self, key: str) -> int:
        attempt = self._attempts.pop(key, 0) + 1
        self._attempts[key] = attempt
        while len(self._attempts) > _REMEMBERED:
            self._attempts.popitem(last=False)
        return attempt


def result_of(code: int) -> Result:
    """What a SIP status says of whoever was called (RFC 3261 §21; 0: no reply at all)."""
    if code in _BUSY:
        return Result.BUSY
    if code in _INVALID:
        return Result.INVALID
    return Result.NO_ANSWER if code in _ABSENT else Result.FAULT
