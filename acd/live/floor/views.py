"""What each agent sees, as acknowledged: made of events that are on disk, and of the calls that are up.

Knows the latest state of everybody. Counts nothing: figures come from the tally.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from acd.config import CentreLayout
from acd.events import MICROSECONDS, NOBODY, AgentState, Event, Intent, Kind, Segment, When
from acd.live.desk import Activity, AgentView, CallView, Contact, QueueView
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.contacts import Contacts
from acd.live.floor.door import Door
from acd.live.floor.shifts import next_activity
from acd.live.port import Telephony
from acd.model import CallState


class Seen:
    """One agent as the events on disk tell."""

    __slots__ = ("after_call", "codes", "help_asked", "reason", "since", "state")

    def __init__(self) -> None:
        self.state = AgentState.SIGNED_OUT
        self.since = 0
        self.reason = NOBODY
        self.after_call = NOBODY
        self.help_asked = False


class Views:
    """``note`` is told all events in order, once they are on disk."""

    def __init__(
        self, layout: CentreLayout, door: Door, calls: Calls, telephony: Telephony, contacts: Contacts
    ) -> None:
        self._layout = layout
        self._header = layout.header
        self._door = door
        self._calls = calls
        self._telephony = telephony
        self._contacts = contacts
        self._shifts = [*layout.scenario.shifts.values()]
        self._names = [person.name for person in layout.header.people]
        self._seen = [Seen() for _ in self._names]
        self._watchers: list[Callable[[str], None]] = []
        self._queues: dict[int, tuple[QueueView, int]] = {}
        self._limit = layout.scenario.wrap_up_limit.after if layout.scenario.wrap_up_limit else None

    def note(self, events: Sequence[Event]) -> None:
        """Keep what the events say of agents, and tell whoever watches them."""
        self._queues.clear()
        changed = dict.fromkeys(event.agent for event in events if event.agent != NOBODY)
        for event in events:
            if event.kind == Kind.AGENT_STATE:
                seen = self._seen[event.agent]
                seen.state, seen.since, seen.reason = AgentState(event.a), event.t, event.c
                if event.a != AgentState.WRAP_UP:
                    seen.help_asked = False
                if event.a in (AgentState.READY, AgentState.NOT_READY, AgentState.SIGNED_OUT):
                    seen.after_call = NOBODY
            elif event.kind == Kind.AGENT_INTENT and event.c == When.AFTER_CALL:
                self._seen[event.agent].after_call = event.b if event.a == Intent.NOT_READY else NOBODY
            elif event.kind == Kind.AGENT_HELP_REQUESTED:
                self._seen[event.agent].help_asked = True
        for a in changed:
            for watcher in self._watchers:
                watcher(self._names[a])

    def watch(self, changed: Callable[[str], None]) -> Callable[[], None]:
        """Be told the name of each agent whose view changed; returns how to stop."""
        self._watchers.append(changed)
        return lambda: self._watchers.remove(changed)

    def agent(self, a: int) -> AgentView:
        """All that the screen of an agent shows."""
        seen, call, name = self._seen[a], self._calls.of_agent(a), self._names[a]
        contact = self._in_hand(a, call, seen)
        writing = seen.state == AgentState.WRAP_UP and self._limit is not None
        return AgentView(
            agent=name,
            state=seen.state.name.lower(),
            since=seconds(seen.since),
            reason=self._reason(seen.reason),
            after_call=self._reason(seen.after_call),
            phone=self._telephony.is_registered(name),
            call=None if call is None else self.call(call),
            wrap_up_until=seconds(self._door.centre.agents[a].wraps_until) if writing else None,
            codes=() if contact is None else contact.codes,
            result=contact.result if contact is not None and contact.direction == "out" else None,
            help_asked=seen.help_asked,
            next=self._next(a),
        )

    def _in_hand(self, a: int, call: LiveCall | None, seen: Seen) -> Contact | None:
        """The agent's part in the call that he or she has, or writes up."""
        number = self._calls.latest.get(a) if call is None and seen.state == AgentState.WRAP_UP else None
        number = number if call is None else call.number
        return None if number is None else self._contacts.latest(self._names[a], number)

    def _next(self, a: int) -> Activity | None:
        shift = self._door.centre.agents[a].shift
        return None if shift == NOBODY else next_activity(self._shifts[shift], self._door.now())

    def call(self, call: LiveCall) -> CallView:
        """A call as its agent sees it."""
        row, header = self._door.centre.calls[call.row], self._header
        if call.is_out:
            return self._call_out(call)
        rings = max(call.rings_since, 0)
        return CallView(
            number=call.number,
            caller=call.caller,
            call_type=header.call_types[row.call_type],
            group=header.groups[row.serving if row.serving != NOBODY else row.group],
            segment=Segment(row.segment).name.lower(),
            offered=seconds(max(call.offered, 0)),
            ringing_since=seconds(rings),
            rings_until=seconds(rings + self._door.centre.floor[0].no_answer_after),
            answered=None if call.answered == NOBODY else seconds(call.answered),
            held_since=None if call.held_since == NOBODY else seconds(call.held_since),
            holds=call.holds,
            held=seconds(call.held),
            recording=call.recording,
            consulting="" if call.asked == NOBODY else self._names[call.asked],
            earlier=self._contacts.earlier(call),
        )

    def _call_out(self, call: LiveCall) -> CallView:
        limit = self._door.centre.floor[0].dial_limit
        return CallView(
            number=call.number,
            caller=call.caller,
            call_type="",
            group="",
            segment="normal",
            offered=seconds(call.dialled_at),
            ringing_since=seconds(call.dialled_at),
            rings_until=seconds(call.dialled_at + limit),
            answered=None if call.answered == NOBODY else seconds(call.answered),
            held_since=None if call.held_since == NOBODY else seconds(call.held_since),
            holds=call.holds,
            held=seconds(call.held),
            recording=call.recording,
            consulting="" if call.asked == NOBODY else self._names[call.asked],
            direction="out",
            purpose=call.purpose,
            attempt=call.attempt,
            earlier=self._contacts.earlier(call),
        )

    def queues(self, a: int) -> list[QueueView]:
        """The groups that an agent may serve."""
        centre = self._door.centre
        profile = centre.profiles[centre.agents[a].profile]
        return [self._queue(centre.served[k]) for k in range(profile.first_group, profile.end_group)]

    def _queue(self, g: int) -> QueueView:
        if g not in self._queues:
            self._queues[g] = self._counted(g)
        queue, since = self._queues[g]
        return queue if since == NOBODY else replace(queue, longest=seconds(self._door.now() - since))

    def _counted(self, g: int) -> tuple[QueueView, int]:
        """The same until the next event; and since when the one who waits longest does."""
        centre, name = self._door.centre, self._header.groups[g]
        own = [seen for seen, person in zip(self._seen, self._header.people, strict=True) if name in person.skills]
        waiting = [call.offered for call in centre.calls if call.state == CallState.QUEUED and call.group == g]
        queue = QueueView(
            group=name,
            waiting=len(waiting),
            longest=0.0,
            ready=sum(seen.state == AgentState.READY for seen in own),
            signed_in=sum(seen.state != AgentState.SIGNED_OUT for seen in own),
        )
        return queue, min(waiting, default=NOBODY)

    def _reason(self, reason: int) -> str:
        return "" if reason == NOBODY else self._header.reasons[reason]


def seconds(t: int) -> float:
    """Microseconds as seconds."""
    return t / MICROSECONDS
