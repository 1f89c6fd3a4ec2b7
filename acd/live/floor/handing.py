"""Calls that go on: to a group, to a colleague unannounced, or to one who was asked first.

Knows directory and colleagues by number and name, and the telephones of a consultation. Decides nothing about routing.
"""

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState
from acd.language import _
from acd.live.desk import DeskError
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.door import Door
from acd.live.floor.hearing import Hearing
from acd.live.floor.phones import Phones
from acd.live.port import Telephony, TransferAsked
from acd.model import CallState
from acd.rules import (
    call_handed_over,
    call_held,
    call_retrieved,
    call_sent_to,
    call_transferred,
    consult_ended,
    consult_started,
    phone_went,
)


class Handing:
    """Transfers and consultations, asked for over the channel or by a phone's REFER."""

    def __init__(
        self,
        layout: CentreLayout,
        door: Door,
        calls: Calls,
        telephony: Telephony,
        hearing: Hearing,
        phones: Phones,
    ) -> None:
        self._layout = layout
        self._door = door
        self._calls = calls
        self._telephony = telephony
        self._hearing = hearing
        self._phones = phones
        self._agents = {person.name: a for a, person in enumerate(layout.header.people)}
        self._groups = {name: g for g, name in enumerate(layout.header.groups)}

    def phone_went(self, a: int) -> None:
        """An agent signs in whose phone is not there."""
        self._door.enter(lambda now: phone_went(self._door.centre, self._door.policy, now, a))

    def asked_by_phone(self, call: LiveCall, asked: TransferAsked) -> None:
        """REFER: told how it went by its progress."""
        other = self._calls.with_leg(asked.replaces) if asked.replaces else None
        try:
            if other is call or (call.asked != NOBODY and asked.replaces == call.asked_leg):
                self.complete(call)
            else:
                self.transfer(call, asked.to)
        except DeskError as refused:
            self._telephony.transfer_told(asked.leg, 404 if refused.code == "unknown" else 480)
        else:
            self._telephony.transfer_told(asked.leg, 200)

    def transfer(self, call: LiveCall, to: str) -> None:
        """Blind, to a group or an agent who is ready."""
        _must_have_come_in(call)
        kind, place = self._destination(to)
        centre, c = self._door.centre, call.row
        if kind == "group":
            self._door.enter(lambda now: call_transferred(centre, self._door.policy, now, c, place))
            return
        self._must_be_free(call, place)
        self._door.enter(lambda now: call_sent_to(centre, self._door.policy, now, c, place))

    def consult(self, call: LiveCall, to: str) -> None:
        """The caller is held, the colleague's phone rings."""
        kind, a = self._destination(to)
        if kind != "agent":
            raise DeskError("unknown", _("{to} is no colleague; a group cannot be consulted").format(to=to))
        if call.asked != NOBODY:
            raise DeskError("consulting", _("a colleague is being consulted; undo that or hand the call over"))
        self._must_be_free(call, a)
        centre, c, number = self._door.centre, call.row, call.number
        if centre.calls[c].state == CallState.TALKING:
            self._door.enter(lambda now: call_held(centre, now, c, number))
        self._door.enter(lambda now: consult_started(centre, self._door.policy, now, c, a))
        for effect in self._phones.ask(call, a):
            effect()

    def _must_be_free(self, call: LiveCall, a: int) -> None:
        state = AgentState(self._door.centre.agents[a].state)
        name = self._layout.header.people[a].name
        if a == call.agent:
            raise DeskError("self", _("that is your own number"))
        if not self._telephony.is_registered(name) or state != AgentState.READY:
            words = _("{agent} is {state} and cannot take a call now; choose a group or somebody else")
            raise DeskError("busy", words.format(agent=name, state=_(state.name.lower())))

    def answered(self, call: LiveCall) -> None:
        """The colleague answers: agent and colleague hear each other, the caller hears music."""
        self._hearing.forget(call.asked_leg)
        self._telephony.join(call.agent_leg, call.asked_leg)

    def complete(self, call: LiveCall) -> None:
        """The colleague has the caller from now on."""
        if call.asked == NOBODY:
            raise DeskError("nobody", _("nobody is being consulted"))
        _must_have_come_in(call)
        centre, c, to = self._door.centre, call.row, call.asked
        self._telephony.part(call.agent_leg)
        self._door.enter(lambda now: call_handed_over(centre, self._door.policy, now, c, to))

    def undo(self, call: LiveCall) -> None:
        """The colleague is let go, the caller taken back."""
        if call.asked == NOBODY:
            raise DeskError("nobody", _("nobody is being consulted"))
        self.colleague_gone(call)
        centre, c, number = self._door.centre, call.row, call.number
        self._door.enter(lambda now: call_retrieved(centre, now, c, number))

    def colleague_gone(self, call: LiveCall) -> None:
        """Whoever was consulted declined, hung up or is let go; the caller stays on hold."""
        a, leg = call.asked, call.asked_leg
        call.asked, call.asked_leg = NOBODY, ""
        self._calls.take(leg)
        self._telephony.hang_up(leg)
        self.consult_over(a)

    def consult_over(self, a: int) -> None:
        """Whoever was consulted is free again, unless somebody else consults them now."""
        if self._calls.asking(a) is None:
            self._door.enter(lambda now: consult_ended(self._door.centre, self._door.policy, now, a))

    def _destination(self, to: str) -> tuple[str, int]:
        """A number of the directory, or the name of a group or an agent."""
        entry = self._layout.scenario.directory.get(to)
        group, agent = (entry.group, entry.agent) if entry is not None else (to, to)
        if group in self._groups:
            return "group", self._groups[group]
        if agent in self._agents:
            return "agent", self._agents[agent]
        raise DeskError(
            "unknown", _("{to} is neither a number of the directory nor a group nor an agent").format(to=to)
        )


def _must_have_come_in(call: LiveCall) -> None:
    if call.is_out:
        raise DeskError("outgoing", _("a call that you dialled cannot be handed on"))
