"""Whom to ring and whom to serve, decided slowly and obviously from the events alone (`scenario.md`)."""

from collections import defaultdict
from dataclasses import dataclass, field

from moves import Moves

from acd.events import ANYONE, NOBODY, AgentState, Event, Kind, OverflowReason
from acd.model import ANYONES_LEVEL, Call, CallState
from metrics.ledger.header import Header
from scenarios import Scenario

HANDLING = (AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP)

REASONS = {
    "all_busy": OverflowReason.ALL_BUSY,
    "after": OverflowReason.WAIT,
    "queue": OverflowReason.LENGTH,
    "wait_estimate": OverflowReason.WAIT,
    "unstaffed": OverflowReason.UNSTAFFED,
}


@dataclass
class Life:
    """What the events say of one agent."""

    ready_since: int = 0
    answered: int = 0
    signed_in_at: int = 0
    signed_in: int = 0
    busy_since: int = 0
    handling: int = 0


@dataclass
class Asked:
    """What the events say of one call."""

    call_type: int
    group: int = NOBODY
    offered: int = 0
    steps: list[int] = field(default_factory=list)
    missed_by: int = NOBODY


class Seen:
    """A centre as its events show it, and the scenario that says who may do what."""

    def __init__(self, scenario: Scenario, header: Header) -> None:
        self.scenario = scenario
        self.groups = [scenario.groups[name] for name in header.groups]
        names = header.groups
        self.skills = [{names.index(g): level for g, level in person.skills.items()} for person in header.people]
        self.steps = [[_place(names, step.to) for step in group.overflow] for group in self.groups]
        self.priorities = [kind.priority for kind in scenario.call_types.values()]
        self.moves = Moves()
        self.lives: dict[int, Life] = defaultdict(Life)
        self.calls: dict[int, Asked] = {}
        self.last_rung: dict[int, int] = defaultdict(lambda: NOBODY)

    def note(self, event: Event) -> None:
        self.moves.note(event)
        if event.kind == Kind.AGENT_STATE:
            self._state(self.lives[event.agent], event)
        elif event.kind == Kind.CALL_ARRIVED:
            self.calls[event.call] = Asked(event.a)
        elif event.kind == Kind.CALL_OFFERED:
            self.calls[event.call].group, self.calls[event.call].offered = event.group, event.t
        elif event.kind == Kind.CALL_OVERFLOWED:
            self._overflowed(self.calls[event.call], event)
        elif event.kind == Kind.CALL_RINGING:
            self.last_rung[self.calls[event.call].group] = event.agent
        elif event.kind == Kind.CALL_UNANSWERED:
            self.calls[event.call].missed_by = event.agent
        elif event.kind == Kind.CALL_TRANSFERRED:
            call = self.calls[event.call]
            call.group = call.group if event.a == NOBODY else event.a  # to an agent: it stays in its group
            call.steps, call.missed_by = [], event.agent
        elif event.kind == Kind.CALL_ANSWERED:
            self.lives[event.agent].answered += 1

    def _state(self, life: Life, event: Event) -> None:
        """Handling runs from the ring of an answered call to the end of its wrap-up."""
        if event.a == AgentState.READY:
            life.ready_since = event.t
        if event.b == AgentState.SIGNED_OUT:
            life.signed_in_at = event.t
        if event.a == AgentState.SIGNED_OUT:
            life.signed_in += event.t - life.signed_in_at
        if event.a == AgentState.RINGING:
            life.busy_since = event.t
        if event.b in HANDLING and event.a not in HANDLING:
            life.handling += event.t - life.busy_since

    def _overflowed(self, call: Asked, event: Event) -> None:
        """Of steps with the same target and reason the first not yet applied."""
        reason = OverflowReason(event.b)
        for k, (to, step) in enumerate(zip(self.steps[call.group], self.groups[call.group].overflow, strict=True)):
            if to == event.a and REASONS[step.condition] == reason and k not in call.steps:
                call.steps.append(k)
                return
        raise AssertionError(f"no such step: {event}")

    def level(self, a: int, call: Asked) -> tuple[int, int] | None:
        """How near an agent stands to a call: own group or which step, then the level there. None: may not take it."""
        mine = self.skills[a]
        if call.group in mine:
            return NOBODY, mine[call.group]
        for k in sorted(call.steps):
            to = self.steps[call.group][k]
            if to == ANYONE or to in mine:
                return k, mine.get(to, ANYONES_LEVEL)
        return None


def _place(names: list[str], to: str) -> int:
    return ANYONE if to == "anyone" else names.index(to)


def agent_to_ring(seen: Seen, row: Call, now: int) -> int:
    """The nearest ready agent, of the nearest the one whom the group's policy prefers."""
    call = seen.calls[row.number]
    group = seen.groups[call.group]
    near: dict[tuple[int, int], list[int]] = defaultdict(list)
    for a, state in sorted(seen.moves.agents.items()):
        place = seen.level(a, call)
        if state == AgentState.READY and a != call.missed_by and place is not None:
            own_and_ignored = group.levels == "ignore" and place[0] == NOBODY
            near[(NOBODY, 0) if own_and_ignored else place].append(a)
    if not near:
        return NOBODY
    candidates = near[min(near)]
    if group.choose_agent == "random":
        return candidates[row.chance * len(candidates) >> 16]
    return min(candidates, key=lambda a: (_preference(seen, group.choose_agent, call.group, a, now), a))


def _preference(seen: Seen, policy: str, group: int, a: int, now: int) -> float:
    life = seen.lives[a]
    present = life.signed_in + now - life.signed_in_at
    return {
        "longest_idle": life.ready_since,
        "least_occupied": life.handling / present if present else 0,
        "fewest_calls": life.answered,
        "round_robin": a <= seen.last_rung[group],
        "in_order": 0,
    }[policy]


def call_to_serve(seen: Seen, a: int, now: int) -> int:
    """Of the waiting calls that the agent may take: priority after ageing, level if asked, age, number."""
    by_level = seen.scenario.choose_call == "skill_level"
    waiting = [number for number, state in seen.moves.calls.items() if state == CallState.QUEUED]
    able = [number for number in waiting if seen.level(a, seen.calls[number]) is not None]

    def rank(number: int) -> tuple[int, ...]:
        call = seen.calls[number]
        return -_urgency(seen, call, now), _level(seen, a, call) if by_level else 0, call.offered, number

    return min(able, key=rank, default=NOBODY)


def _urgency(seen: Seen, call: Asked, now: int) -> int:
    ageing = seen.groups[call.group].priority_ageing
    raised = ageing.points * ((now - call.offered) // ageing.each) if ageing else 0
    return seen.priorities[call.call_type] + raised


def _level(seen: Seen, a: int, call: Asked) -> int:
    """The level at which the agent would serve the call; one and the same where the group served ignores levels."""
    step, level = seen.level(a, call) or (NOBODY, 0)
    group = call.group if step == NOBODY else seen.steps[call.group][step]
    return 1 if group != ANYONE and group in seen.skills[a] and seen.groups[group].levels == "ignore" else level
