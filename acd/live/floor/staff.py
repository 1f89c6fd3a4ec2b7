"""What agents ask of the floor: the desk behind the agents' channel.

Knows which input a request is, what must be so for it, and how to say why not. A request is done when its events are on
disk. Decides nothing about routing; who may do what is asked of the rows, never remembered here.
"""

from collections.abc import Awaitable, Callable

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState, EndedBy, Kind, Result, Unanswered
from acd.language import _
from acd.live.desk import DeskError
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.contacts import Contacts
from acd.live.floor.dialling import Dialling
from acd.live.floor.door import Door, Rule, Said
from acd.live.floor.handing import Handing
from acd.live.port import Telephony
from acd.model import CallState
from acd.rules import (
    call_ended,
    call_held,
    call_retrieved,
    not_ready_asked,
    noted,
    ready_asked,
    ring_refused,
    shift_ended,
    signed_in,
    wrap_up_extended,
    wrapped_up,
)
from scenarios.schema.live.codes import leaves


class Staff:
    """The requests of :class:`acd.live.desk.Desk`; ``kept`` waits until all that was written is on disk."""

    def __init__(
        self,
        layout: CentreLayout,
        door: Door,
        calls: Calls,
        telephony: Telephony,
        handing: Handing,
        dialling: Dialling,
        kept: Callable[[], Awaitable[None]],
    ) -> None:
        self._layout = layout
        self._door = door
        self._calls = calls
        self._telephony = telephony
        self._handing = handing
        self._dialling = dialling
        self._kept = kept
        self._places = {person.name: a for a, person in enumerate(layout.header.people)}
        self._codes = set(leaves(layout.scenario.codes))
        self._contacts = Contacts()

    async def sign_in(self, agent: str, seat: str = "") -> None:
        """Ready where the agent's phone is registered, else not ready until it is."""
        a = self.place(agent)
        self._enter(
            lambda now: signed_in(self._door.centre, self._door.policy, now, a, NOBODY),
            {Kind.AGENT_SIGNED_IN: {"seat": seat or None}},
        )
        if not self._telephony.is_registered(agent):
            self._handing.phone_went(a)
        await self._kept()

    async def sign_out(self, agent: str, approved_by: str = "") -> None:
        a = self.place(agent)
        said = {kind: {"approved_by": approved_by or None} for kind in (Kind.AGENT_SIGNED_OUT, Kind.AGENT_INTENT)}
        self._enter(lambda now: shift_ended(self._door.centre, self._door.policy, now, a), said)
        await self._kept()

    async def ready(self, agent: str) -> None:
        a = self._signed_in(agent)
        if not self._telephony.is_registered(agent):
            raise _no_phone(agent)
        self._enter(lambda now: ready_asked(self._door.centre, self._door.policy, now, a))
        await self._kept()

    async def not_ready(self, agent: str, reason: str, approved_by: str = "") -> None:
        a, known = self._signed_in(agent), self._layout.scenario.not_ready.reasons
        if reason not in known:
            names = ", ".join(known)
            raise DeskError("reason", _("{reason}: no such reason; known: {names}").format(reason=reason, names=names))
        if known[reason].consent and not approved_by:
            raise DeskError("consent", _("{reason} needs a leader's consent").format(reason=reason))
        place = self._layout.header.reasons.index(reason)
        self._enter(
            lambda now: not_ready_asked(self._door.centre, self._door.policy, now, a, place),
            {Kind.AGENT_INTENT: {"approved_by": approved_by or None}},
        )
        await self._kept()

    async def reject(self, agent: str) -> None:
        call = self._call(agent, CallState.RINGING)
        centre, c, number = self._door.centre, call.row, call.number
        attempt, why = centre.calls[c].attempt, Unanswered.REJECTED
        self._enter(lambda now: ring_refused(centre, self._door.policy, now, c, number, attempt, why))
        await self._kept()

    async def hold(self, agent: str) -> None:
        call = self._call(agent, CallState.TALKING)
        self._enter(lambda now: call_held(self._door.centre, now, call.row, call.number))
        await self._kept()

    async def retrieve(self, agent: str) -> None:
        call = self._call(agent, CallState.HELD)
        if call.asked != NOBODY:
            raise DeskError("consulting", _("a colleague is being consulted; undo that or hand the call over"))
        self._enter(lambda now: call_retrieved(self._door.centre, now, call.row, call.number))
        await self._kept()

    async def hang_up(self, agent: str) -> None:
        call = self._call(agent, CallState.TALKING, CallState.HELD, CallState.DIALLED)
        if self._door.centre.calls[call.row].state == CallState.DIALLED:
            self._dialling.failed(call, Result.CANCELLED)
        else:
            self._enter(lambda now: call_ended(self._door.centre, self._door.policy, now, call.row, EndedBy.AGENT))
        await self._kept()

    async def dial(self, agent: str, to: str, purpose: str = "", campaign: str = "") -> None:
        a = self._signed_in(agent)
        if not self._telephony.is_registered(agent):
            raise _no_phone(agent)
        self._dialling.dial(a, to, purpose, campaign)
        await self._kept()

    async def result(self, agent: str, result: str) -> None:
        a = self._signed_in(agent)
        number = self._coded(a)
        contact = self._contacts.latest(agent, number)
        if contact is None or contact.direction != "out" or not contact.connected:
            raise DeskError("no_call", _("there is no call that you dialled and somebody answered"))
        self._dialling.tell_result(number, a, result)
        await self._kept()

    async def transfer(self, agent: str, to: str) -> None:
        self._handing.transfer(self._call(agent, CallState.TALKING, CallState.HELD), to)
        await self._kept()

    async def consult(self, agent: str, to: str) -> None:
        call = self._call(agent, CallState.TALKING, CallState.HELD)
        self._handing.consult(call, to)
        await self._kept()

    async def complete(self, agent: str) -> None:
        self._handing.complete(self._call(agent, CallState.HELD))
        await self._kept()

    async def undo(self, agent: str) -> None:
        self._handing.undo(self._call(agent, CallState.HELD))
        await self._kept()

    async def survey(self, agent: str) -> None:
        if self._layout.scenario.survey is None:
            raise DeskError("no_survey", _("this centre asks for no rating; add `survey` to the scenario"))
        call = self._call(agent, CallState.TALKING, CallState.HELD)
        call.goodbye = "survey"
        self._note(Kind.CALL_SURVEY_SENT, call.number, self.place(agent))
        self._enter(lambda now: call_ended(self._door.centre, self._door.policy, now, call.row, EndedBy.AGENT))
        await self._kept()

    async def code(self, agent: str, code: str, resolved: bool | None = None, note: str = "") -> None:
        if code not in self._codes:
            names = ", ".join(sorted(self._codes))
            raise DeskError("code", _("{code}: no such code; known: {names}").format(code=code, names=names))
        a = self._signed_in(agent)
        number = self._coded(a)
        flag = NOBODY if resolved is None else int(resolved)
        self._note(Kind.CALL_CODED, number, a, flag, {"code": code, "note_ref": note or None})
        contact = self._contacts.latest(agent, number)
        if contact is not None:
            contact.codes += (code,)
            contact.notes += (note,) if note else ()
        await self._kept()

    def _coded(self, a: int) -> int:
        """The call that an agent has, or writes up."""
        call = self._calls.of_agent(a)
        if call is not None:
            return call.number
        if self._door.centre.agents[a].state != AgentState.WRAP_UP or a not in self._calls.latest:
            raise DeskError("no_call", _("there is no call to code"))
        return self._calls.latest[a]

    async def wrapped_up(self, agent: str) -> None:
        a = self._in_state(agent, AgentState.WRAP_UP)
        answered = self._door.centre.agents[a].answered
        self._enter(lambda now: wrapped_up(self._door.centre, self._door.policy, now, a, answered))
        await self._kept()

    async def extend(self, agent: str) -> None:
        a = self._in_state(agent, AgentState.WRAP_UP)
        self._enter(lambda now: wrap_up_extended(self._door.centre, now, a))
        await self._kept()

    async def press(self, agent: str, digits: str) -> None:
        self._telephony.press(self._call(agent, CallState.TALKING).caller_leg, digits)

    async def pause_recording(self, agent: str, paused: bool) -> None:
        call = self._call(agent, CallState.TALKING, CallState.HELD)
        if not call.recording:
            raise DeskError("no_recording", _("this call is not recorded"))
        self._telephony.pause_recording(call.caller_leg, paused)
        kind = Kind.RECORDING_PAUSED if paused else Kind.RECORDING_RESUMED
        self._note(kind, call.number, self.place(agent), said={"recording": call.recording})
        await self._kept()

    async def ask_help(self, agent: str) -> None:
        a = self._signed_in(agent)
        call = self._calls.of_agent(a)
        self._note(Kind.AGENT_HELP_REQUESTED, NOBODY if call is None else call.number, a)
        await self._kept()

    def place(self, agent: str) -> int:
        """The agent's row."""
        a = self._places.get(agent)
        if a is None:
            raise DeskError("unknown", _("{agent} is no agent of this centre").format(agent=agent))
        return a

    def _signed_in(self, agent: str) -> int:
        a = self.place(agent)
        if self._door.centre.agents[a].state == AgentState.SIGNED_OUT:
            raise DeskError("signed_out", _("{agent} is not signed in; sign in first").format(agent=agent))
        return a

    def _in_state(self, agent: str, state: AgentState) -> int:
        a = self._signed_in(agent)
        now = AgentState(self._door.centre.agents[a].state)
        if now != state:
            words = _("{agent} is {now}, not {state}")
            raise DeskError("state", words.format(agent=agent, now=_(now.name.lower()), state=_(state.name.lower())))
        return a

    def _call(self, agent: str, *states: CallState) -> LiveCall:
        a = self._signed_in(agent)
        call = self._calls.of_agent(a)
        if call is None or self._door.centre.calls[call.row].state not in states:
            raise DeskError("no_call", _("{agent} has no call with which that can be done now").format(agent=agent))
        return call

    def _enter(self, rule: Rule, said: Said | None = None) -> None:
        self._door.enter(rule, said)

    def _note(self, kind: Kind, call: int, a: int, value: int = NOBODY, said: dict[str, object] | None = None) -> None:
        self._enter(
            lambda now: noted(self._door.centre, now, kind, NOBODY, call, a, value), {kind: said} if said else None
        )


def _no_phone(agent: str) -> DeskError:
    return DeskError("no_phone", _("the phone of {agent} is not registered; connect it first").format(agent=agent))
