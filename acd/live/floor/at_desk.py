"""The desk whole: what agents ask (:mod:`acd.live.floor.staff`) and what they see."""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState, Event, Kind
from acd.live.desk import AgentView, QueueView
from acd.live.floor.calls import Calls
from acd.live.floor.door import Door
from acd.live.floor.handing import Handing
from acd.live.floor.staff import Staff
from acd.live.floor.views import Views, seconds
from acd.live.port import Telephony

_LEAVES = (Kind.CALL_ENDED, Kind.CALL_TRANSFERRED, Kind.CALL_LOST)
_KEPT = 50
"""Calls of each agent's own history; what is older stands in the ledger."""


class FloorDesk(Staff):
    """Implements :class:`acd.live.desk.Desk`; ``note`` is told all events, once they are on disk."""

    def __init__(
        self,
        layout: CentreLayout,
        door: Door,
        calls: Calls,
        telephony: Telephony,
        handing: Handing,
        kept: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(layout, door, calls, telephony, handing, kept)
        self._views = Views(layout, door, calls, telephony)
        self._histories: list[deque[dict[str, object]]] = [deque(maxlen=_KEPT) for _ in layout.header.people]

    def note(self, events: Sequence[Event]) -> None:
        """What has happened."""
        for event in events:
            self._remember(event)
        self._views.note(events)

    def _remember(self, event: Event) -> None:
        """Keep a line a call for the agent's own history."""
        if event.agent == NOBODY:
            return
        history = self._histories[event.agent]
        if event.kind == Kind.CALL_ANSWERED:
            group = self._layout.header.groups[event.group]
            history.appendleft({"call": event.call, "group": group, "answered": seconds(event.t)})
        elif event.kind in _LEAVES and history and history[0]["call"] == event.call:
            history[0] |= {"ended": seconds(event.t), "how": Kind(event.kind).type}

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

    def history(self, agent: str, last: int = 50) -> Sequence[dict[str, object]]:
        return [*self._histories[self.place(agent)]][:last]

    def watch(self, changed: Callable[[str], None]) -> Callable[[], None]:
        return self._views.watch(changed)
