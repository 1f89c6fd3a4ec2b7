"""Every ``call.ringing`` is closed exactly once: answered, unanswered, or abandoned while ringing (`events.md`)."""

from typing import Final

from acd.events import NOBODY, Event, Kind, Stage
from acd.language import _
from metrics.check.findings import Findings
from metrics.ledger.header import Header

RULE: Final = "ringing is closed once"
_OVER: Final = (Kind.CALL_BLOCKED, Kind.CALL_DEFLECTED, Kind.CALL_ENDED, Kind.CALL_LOST)


class Rings:
    """Which agents ring for which call."""

    def __init__(self, header: Header, findings: Findings) -> None:
        self._header = header
        self._findings = findings
        self._open: dict[int, set[int]] = {}
        self._any = False
        self._ended: dict[int, tuple[int, Event]] = {}
        self.handlers = {
            Kind.CALL_RINGING: self._rings,
            Kind.CALL_ANSWERED: self._answered,
            Kind.CALL_UNANSWERED: self._closes,
            Kind.CALL_ABANDONED: self._abandoned,
            **dict.fromkeys(_OVER, self._over),
        }

    def settle(self) -> None:
        """At the end of an instant: a call that is over rings nowhere."""
        for call, (seq, event) in self._ended.items():
            for agent in sorted(self._open.pop(call, ())):
                self._say(seq, event, _("call {call} is over and its ringing at {agent} was never closed"), agent)
        self._ended.clear()

    def _rings(self, seq: int, event: Event) -> None:
        self._any = True
        ringing = self._open.setdefault(event.call, set())
        if event.agent in ringing:
            self._say(seq, event, _("call {call} rings at {agent} where it is ringing already"), event.agent)
        ringing.add(event.agent)

    def _answered(self, seq: int, event: Event) -> None:
        if self._any:
            self._closes(seq, event)

    def _closes(self, seq: int, event: Event) -> None:
        ringing = self._open.get(event.call, set())
        if event.agent not in ringing:
            self._say(seq, event, _("{kind}: no ringing of call {call} at {agent} is open"), event.agent)
        ringing.discard(event.agent)

    def _abandoned(self, seq: int, event: Event) -> None:
        ringing = self._open.get(event.call, set())
        if event.a == Stage.RINGING and event.agent != NOBODY:
            self._closes(seq, event)
        elif event.a == Stage.RINGING:
            if not ringing:
                self._say(seq, event, _("{kind}: call {call} is ringing nowhere"), event.agent)
            ringing.clear()
        self._over(seq, event)

    def _over(self, seq: int, event: Event) -> None:
        if self._open.get(event.call):
            self._ended[event.call] = seq, event
        else:
            self._open.pop(event.call, None)

    def _say(self, seq: int, event: Event, message: str, agent: int) -> None:
        name = "" if agent == NOBODY else self._header.people[agent].name
        self._findings.add(seq, event, RULE, message.format(kind=Kind(event.kind).type, call=event.call, agent=name))
