"""The desk whole: what agents ask (:mod:`acd.live.floor.staff`) and what they see."""

from collections.abc import Awaitable, Callable, Sequence

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState, Event, Kind, Result
from acd.live.desk import AgentView, Contact, QueueView
from acd.live.floor.calls import Calls
from acd.live.floor.dialling import Dialling
from acd.live.floor.door import Door
from acd.live.floor.handing import Handing
from acd.live.floor.staff import Staff
from acd.live.floor.views import Views, seconds
from acd.live.port import Telephony

_LEAVES = (Kind.CALL_ENDED, Kind.CALL_TRANSFERRED, Kind.CALL_LOST)


class FloorDesk(Staff):
    """Implements :class:`acd.live.desk.Desk`; ``note`` is told all events, once they are on disk."""

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
        super().__init__(layout, door, calls, telephony, handing, dialling, kept)
        self._views = Views(layout, door, calls, telephony, self._contacts)

    def note(self, events: Sequence[Event]) -> None:
        """What has happened."""
        for event in events:
            self._remember(event)
        self._views.note(events)

    def _remember(self, event: Event) -> None:
        """Keep which calls whom an agent took."""
        if event.agent == NOBODY:
            return
        header, agent = self._layout.header, self._layout.header.people[event.agent].name
        if event.kind == Kind.CALL_ANSWERED:
            call = self._calls.numbered(event.call)  # none where it is over again before it was on disk
            shown, key = ("", "") if call is None else (call.caller, call.key)
            call_type = "" if call is None else header.call_types[call.call_type]
            group, since = header.groups[event.group], seconds(event.t)
            self._contacts.begin(Contact(event.call, agent, shown, call_type, group, since), key)
        elif event.kind in _LEAVES:
            contact = self._contacts.latest(agent, event.call)
            if contact is not None:
                contact.ended, contact.how = seconds(event.t), Kind(event.kind).type
        elif event.kind == Kind.OUTBOUND_DIALLED:
            call = self._calls.numbered(event.call)
            shown, key = ("", "") if call is None else (call.caller, call.key)
            self._contacts.begin(
                Contact(event.call, agent, shown, "", "", seconds(event.t), direction="out", connected=False), key
            )
        elif event.kind == Kind.OUTBOUND_CONNECTED:
            contact = self._contacts.latest(agent, event.call)
            if contact is not None:
                contact.answered, contact.connected = seconds(event.t), True
        elif event.kind == Kind.OUTBOUND_RESULT:
            self._came_of_it(agent, event)

    def _came_of_it(self, agent: str, event: Event) -> None:
        contact = self._contacts.latest(agent, event.call)
        if contact is not None:
            contact.result = Result(event.a).name.lower()
            if not contact.connected:
                contact.ended, contact.how = seconds(event.t), Kind(event.kind).type

    def phone_is_missing(self, a: int) -> None:
        """An agent who was signed in before has no phone yet."""
        if self._door.centre.agents[a].state != AgentState.SIGNED_OUT:
            self._handing.phone_went(a)

    def view(self, agent: str) -> AgentView:
        return self._views.agent(self.place(agent))

    def queues(self, agent: str) -> Sequence[QueueView]:
        return self._views.queues(self.place(agent))

    def directory(self) -> dict[str, str]:
        entries = self._layout.scenario.directory.items()
        return {
            number: entry.label or entry.group or entry.agent or entry.outside or ""
            for number, entry in entries
            if entry.call_type is None
        }

    def history(self, agent: str, last: int = 50) -> Sequence[Contact]:
        self.place(agent)
        return self._contacts.of_agent(agent)[:last]

    def watch(self, changed: Callable[[str], None]) -> Callable[[], None]:
        return self._views.watch(changed)
