"""What a prefix of a ledger shows of the floor: who is in which state since when, which calls wait, who may take them.

Knows only what events said. Decides nothing: an impossible event is noted like any other, and the checks speak.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from acd.events import ANYONE, NOBODY, AgentState, Event, Intent, Kind, OverflowReason, When
from metrics.audit.expectations import ANYONE_LEVEL, Expectations
from metrics.audit.seen import HANDLING, SHIFT_END, AgentSeen, CallSeen, Stage
from metrics.ledger.header import Header


class Picture:
    """The floor as the prefix shows it. Feed it with :meth:`note`; ``now`` is the time of the last event."""

    def __init__(self, centre: Expectations, header: Header) -> None:
        self.centre = centre
        self.header = header
        self.now = 0
        self.agents = [AgentSeen() for _member in centre.members]
        self.calls: dict[int, CallSeen] = {}
        self.last_rung = [NOBODY] * len(centre.groups)
        self.crews = [
            [a for a, member in enumerate(centre.members) if member.crew == crew] for crew in range(len(centre.crews))
        ]

    # who may take what

    def tier(self, agent: int, call: CallSeen) -> tuple[int, int] | None:
        """How good a choice the agent is for the call, smaller first; None where he may not take it.

        First the call's own group, then each applied overflow step in the order of the file; within each by level
        (`scenario.md`: overflow, who is rung), which ``levels: ignore`` makes equal in the call's own group.
        """
        group = self.centre.groups[call.group]
        skills = self.centre.members[agent].skills
        if call.group in skills:
            return 0, skills[call.group] if group.by_level else 0
        for step in sorted(call.steps):
            to = group.steps[step].to
            if to == ANYONE or to in skills:
                return step + 1, skills.get(to, ANYONE_LEVEL)
        return None

    def level(self, agent: int, call: CallSeen) -> int:
        """The level at which the agent would serve the call; 1 in a group where level plays no part."""
        skills = self.centre.members[agent].skills
        group = call.group if call.group in skills else self._reaching(agent, call)
        if group in skills:
            return skills[group] if self.centre.groups[group].by_level else 1
        return ANYONE_LEVEL

    def serving_group(self, agent: int, call: CallSeen) -> int:
        """The group for which this agent serves the call (`events.md`: ``group`` of ``call.ringing``)."""
        skills = self.centre.members[agent].skills
        if call.group in skills:
            return call.group
        to = self._reaching(agent, call)
        return next(iter(skills)) if to == ANYONE else to

    def _reaching(self, agent: int, call: CallSeen) -> int:
        skills = self.centre.members[agent].skills
        steps = self.centre.groups[call.group].steps
        return next((to for s in sorted(call.steps) if (to := steps[s].to) == ANYONE or to in skills), NOBODY)

    def free_choice(self, call: CallSeen) -> bool:
        """Whether a user's own policy chooses agents for the call; then only readiness and skill are judged."""
        return call.group == NOBODY or self.centre.groups[call.group].free_choice

    def could_ever_take(self, agent: int, call: CallSeen) -> bool:
        """Whether the agent may take the call now or by an overflow step still to come."""
        skills = self.centre.members[agent].skills
        steps = self.centre.groups[call.group].steps
        return call.group in skills or any(step.to == ANYONE or step.to in skills for step in steps)

    def ready(self) -> Iterator[int]:
        """Agents in state ready, in file order."""
        return (a for a, seen in enumerate(self.agents) if seen.state == AgentState.READY)

    def candidates(self, call: CallSeen) -> list[int]:
        """Ready agents who may take the call now; who just missed it only while there is no other."""
        able = [a for a in self.ready() if self.tier(a, call) is not None]
        others = [a for a in able if a != call.missed_by]
        return others or able

    def waiting(self) -> Iterator[CallSeen]:
        """Calls in a queue."""
        return (call for call in self.calls.values() if call.stage == Stage.WAITING)

    def ahead(self, call: CallSeen) -> int:
        """Calls waiting in the same group that would be served before this one."""
        mine = (-call.priority, call.offered, call.number)
        return sum(
            other.group == call.group and (-other.priority, other.offered, other.number) < mine
            for other in self.waiting()
        )

    def agent_name(self, agent: int) -> str:
        """The sign-in name."""
        return self.centre.members[agent].name

    # what events say

    def note(self, event: Event) -> None:
        """Take the event into the picture."""
        self.now = event.t
        if event.kind in _CALL_NOTES:
            call = self.calls.setdefault(event.call, CallSeen(event.call))
            _CALL_NOTES[event.kind](self, call, event)
            if call.stage == Stage.OVER:
                del self.calls[event.call]
        if event.agent != NOBODY and event.kind in _OWING:
            self.agents[event.agent].owed = Kind(event.kind)
        if event.kind in _AGENT_NOTES:
            _AGENT_NOTES[event.kind](self, self.agents[event.agent], event)


_OWING = (
    Kind.CALL_RINGING,
    Kind.CALL_UNANSWERED,
    Kind.CALL_ANSWERED,
    Kind.CALL_ABANDONED,
    Kind.CALL_HELD,
    Kind.CALL_RETRIEVED,
    Kind.CALL_ENDED,
    Kind.AGENT_SIGNED_IN,
    Kind.AGENT_SIGNED_OUT,
)


def _arrived(_seen: Picture, call: CallSeen, event: Event) -> None:
    call.type = event.a


def _offered(seen: Picture, call: CallSeen, event: Event) -> None:
    call.group, call.offered = event.group, event.t
    call.priority = seen.centre.call_types[call.type].priority if call.type != NOBODY else max(event.a, 0)
    call.stage = Stage.SEEKING


def _queued(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.stage = Stage.WAITING


def _overflowed(seen: Picture, call: CallSeen, event: Event) -> None:
    step = step_of(seen, call, event)
    call.widened = event.t
    if step is not None:
        call.steps.append(step)


def _ringing(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage, call.agent, call.serving, call.rung = Stage.RINGING, event.agent, event.group, event.t
    call.rings += 1
    seen.last_rung[call.group] = event.agent


def _unanswered(_seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage, call.agent = Stage.SEEKING, NOBODY
    call.missed_by, call.missed_at = event.agent, event.t


def _answered(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage = Stage.TALKING
    seen.agents[event.agent].answered += 1


def _ended(seen: Picture, call: CallSeen, event: Event) -> None:
    call.stage = Stage.OVER
    seen.agents[event.agent].last_type = call.type


def _over(_seen: Picture, call: CallSeen, _event: Event) -> None:
    call.stage = Stage.OVER


_CALL_NOTES: Final[Mapping[int, Callable[[Picture, CallSeen, Event], None]]] = {
    Kind.CALL_ARRIVED: _arrived,
    Kind.CALL_OFFERED: _offered,
    Kind.CALL_QUEUED: _queued,
    Kind.CALL_OVERFLOWED: _overflowed,
    Kind.CALL_RINGING: _ringing,
    Kind.CALL_UNANSWERED: _unanswered,
    Kind.CALL_ANSWERED: _answered,
    Kind.CALL_BLOCKED: _over,
    Kind.CALL_ABANDONED: _over,
    Kind.CALL_DEFLECTED: _over,
    Kind.CALL_ENDED: _ended,
    Kind.CALL_LOST: _over,
    Kind.IVR_COMPLETED: _over,
    Kind.IVR_ABANDONED: _over,
}


def step_of(seen: Picture, call: CallSeen, event: Event) -> int | None:
    """The place in the file of the overflow step that ``call.overflowed`` tells of: the first due, not yet applied."""
    timed = event.b == OverflowReason.WAIT
    steps = seen.centre.groups[call.group].steps
    fitting = (
        (step.after or 0, number)
        for number, step in enumerate(steps)
        if number not in call.steps and step.to == event.a and (step.after is not None) == timed
    )
    return min(fitting, default=(0, None))[1]


def _state(seen: Picture, agent: AgentSeen, event: Event) -> None:
    held = event.t - agent.since
    was, state = agent.state, AgentState(event.a)
    if was in HANDLING or (was == AgentState.RINGING and state == AgentState.TALKING):
        agent.handling += held
    agent.state, agent.since, agent.owed = state, event.t, None
    agent.reason = seen.header.reasons[event.c] if event.c != NOBODY else ""
    if agent.reason in agent.leaving:
        agent.leaving.remove(agent.reason)


def _signed_in(_seen: Picture, agent: AgentSeen, event: Event) -> None:
    agent.signed_in_at = event.t


def _signed_out(_seen: Picture, agent: AgentSeen, event: Event) -> None:
    agent.presence, agent.signed_in_at = agent.present(event.t), NOBODY
    agent.leaving.clear()


def _intent(seen: Picture, agent: AgentSeen, event: Event) -> None:
    if event.c != When.AFTER_CALL:
        agent.owed = Kind.AGENT_INTENT
        agent.asked = (AgentState.NOT_READY, event.b) if event.a == Intent.NOT_READY else (AgentState.READY, NOBODY)
    if event.a == Intent.NOT_READY and event.c != When.AFTER_CALL:
        return
    agent.leaving = [meant for meant in agent.leaving if meant == SHIFT_END]
    if event.a == Intent.NOT_READY:
        agent.leaving.append(seen.header.reasons[event.b] if event.b != NOBODY else "")


def _planned(seen: Picture, agent: AgentSeen, event: Event) -> None:
    if event.c != NOBODY:
        agent.planned.add((event.a, seen.header.reasons[event.c]))


_AGENT_NOTES: Final[Mapping[int, Callable[[Picture, AgentSeen, Event], None]]] = {
    Kind.AGENT_STATE: _state,
    Kind.AGENT_SIGNED_IN: _signed_in,
    Kind.AGENT_SIGNED_OUT: _signed_out,
    Kind.AGENT_INTENT: _intent,
    Kind.SHIFT_PLANNED: _planned,
}
