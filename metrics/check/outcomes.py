"""Calls: one final outcome each, and every offered call in exactly one of the sums that must make up the offered.

Knows `events.md`, "What must always hold": one final outcome; offered = answered + abandoned + deflected + lost + still
waiting; overflowed out = overflowed in; what an agent dialled is either connected, and then ends as a talk, or not.
Refuses to know agents.
"""

from dataclasses import dataclass, field
from typing import Final

from acd.events import ANYONE, NOBODY, Direction, Event, Kind
from acd.language import _
from metrics.check.findings import Findings
from metrics.ledger.header import Header

ONE_OUTCOME: Final = "one final outcome"
DIALLED: Final = "a call dialled is connected or not"
OFFERED: Final = "offered = answered + abandoned + deflected + lost + waiting"
OVERFLOW: Final = "overflowed out = overflowed in"
_SUMMED: Final = (Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED, Kind.CALL_LOST)
_UNSUMMED: Final = (Kind.CALL_BLOCKED, Kind.IVR_COMPLETED, Kind.IVR_ABANDONED, Kind.CALL_ENDED)


@dataclass(slots=True)
class Story:
    """One call: where it was offered, in which sum it counts, how it ended, which groups may have it."""

    arrived: bool = False
    out: bool = False
    offered: bool = False
    group: int = NOBODY
    summed: Kind | None = None
    over: Kind | None = None
    transferred: bool = False
    dialled: bool = False
    connected: bool = False
    reach: set[int] = field(default_factory=set)


class Outcomes:
    """All calls met so far."""

    def __init__(self, header: Header, findings: Findings) -> None:
        self._header = header
        self._findings = findings
        self._stories: dict[int, Story] = {}
        self.handlers = {
            Kind.CALL_ARRIVED: self._arrives,
            Kind.CALL_OFFERED: self._offered,
            Kind.CALL_ANSWERED: self._answered,
            Kind.CALL_OVERFLOWED: self._overflowed,
            Kind.CALL_TRANSFERRED: self._transferred,
            Kind.OUTBOUND_DIALLED: self._dialled,
            Kind.OUTBOUND_CONNECTED: self._connected,
            Kind.OUTBOUND_RESULT: self._came_of_it,
            **dict.fromkeys(_SUMMED, self._leaves),
            **dict.fromkeys(_UNSUMMED, self._ends),
        }

    def _arrives(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if story.arrived:
            self._say(seq, event, ONE_OUTCOME, _("call {call} arrives again; expected once"))
        story.arrived = True
        story.out = event.c == Direction.OUT

    def _offered(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if story.offered:
            self._say(seq, event, OFFERED, _("call {call} is offered again; expected once"))
        else:
            story.offered, story.group = True, event.group

    def _answered(self, seq: int, event: Event) -> None:
        story = self._story(event)
        self._judge_offered(seq, event, story)
        if story.summed not in (None, Kind.CALL_ANSWERED):
            self._say_twice(seq, event, OFFERED, story.summed)
        story.summed = story.summed or Kind.CALL_ANSWERED
        self._judge_group(seq, event, story)

    def _judge_group(self, seq: int, event: Event, story: Story) -> None:
        foreign = NOBODY not in (event.group, story.group) and event.group != story.group
        if foreign and not story.transferred and story.reach.isdisjoint((event.group, ANYONE)):
            message = _("call {call}, offered to {own}, is answered for {group}; expected an overflow to it before")
            self._say(seq, event, OVERFLOW, message, own=self._header.groups[story.group])

    def _overflowed(self, seq: int, event: Event) -> None:
        if NOBODY in (event.group, event.a):
            self._say(seq, event, OVERFLOW, _("call {call} overflows; expected a group it leaves and one it goes to"))
        self._story(event).reach.add(event.a)

    def _transferred(self, _seq: int, event: Event) -> None:
        self._story(event).transferred = True

    def _dialled(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if story.dialled or story.arrived:
            self._say(
                seq, event, DIALLED, _("call {call} is dialled, but there was one of this number; expected a new")
            )
        story.dialled = story.out = True

    def _connected(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if not story.dialled or story.connected or story.over is not None:
            self._say(seq, event, DIALLED, _("call {call} is connected; expected it dialled, and neither before"))
        story.connected = True

    def _came_of_it(self, seq: int, event: Event) -> None:
        """What the agent says of a call that was connected ends nothing."""
        story = self._story(event)
        if not story.dialled:
            self._say(seq, event, DIALLED, _("call {call} has a result; expected outbound.dialled before"))
        if not story.connected:
            self._close(seq, event, story)

    def _leaves(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if event.kind == Kind.CALL_ABANDONED:
            self._judge_offered(seq, event, story)
        again = story.transferred or event.kind == Kind.CALL_LOST
        if story.summed == Kind.CALL_ANSWERED and not again:
            self._say_twice(seq, event, OFFERED, story.summed)
        story.summed = story.summed or Kind(event.kind)
        self._close(seq, event, story)

    def _ends(self, seq: int, event: Event) -> None:
        story = self._story(event)
        if story.offered and story.summed is None:
            message = _("{type}: call {call} was offered; expected it answered, abandoned, deflected or lost")
            self._say(seq, event, OFFERED, message)
        if event.kind == Kind.CALL_ENDED and story.dialled and not story.connected:
            self._say(seq, event, DIALLED, _("call {call} ends; expected outbound.connected before"))
        self._close(seq, event, story)

    def _close(self, seq: int, event: Event, story: Story) -> None:
        if story.over is not None:
            self._say_twice(seq, event, ONE_OUTCOME, story.over)
        story.over = story.over or Kind(event.kind)

    def _judge_offered(self, seq: int, event: Event, story: Story) -> None:
        if not story.offered and not story.out:
            self._say(seq, event, OFFERED, _("{type}: call {call} was never offered; expected call.offered before"))

    def _story(self, event: Event) -> Story:
        story = self._stories.get(event.call)
        if story is None:
            story = self._stories[event.call] = Story()
        return story

    def _say_twice(self, seq: int, event: Event, rule: str, before: Kind | None) -> None:
        message = _("{type}: call {call} had {before} before; expected only one of them")
        self._say(seq, event, rule, message, before="" if before is None else before.type)

    def _say(self, seq: int, event: Event, rule: str, message: str, **more: str) -> None:
        group = "" if event.group == NOBODY else self._header.groups[event.group]
        said = message.format(type=Kind(event.kind).type, call=event.call, group=group, **more)
        self._findings.add(seq, event, rule, said)
