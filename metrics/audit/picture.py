"""What a prefix of a ledger shows of the floor: who is in which state since when, which calls wait, who may take them.

Knows only what events said, as ``metrics.audit.notes`` wrote it down. Decides nothing.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

from acd.events import ANYONE, NOBODY, AgentState
from metrics.audit.expectations import ANYONE_LEVEL, Expectations
from metrics.audit.seen import AgentSeen, CallSeen, Stage
from metrics.ledger.header import Header

LAST: Final = 50
"""Handlings of a group that its wait estimate looks back on."""


class Picture:
    """The floor as the prefix shows it; ``now`` is the time of the event that is judged, or of the instant.

    ``handlings``: by group, how long the last ones took. ``faults``: how many last now, the latest since ``struck``.
    """

    def __init__(self, centre: Expectations, header: Header) -> None:
        self.centre = centre
        self.header = header
        self.now = 0
        self.agents = [AgentSeen() for _member in centre.members]
        self.calls: dict[int, CallSeen] = {}
        self.last_rung = [NOBODY] * len(centre.groups)
        self.handlings: list[deque[int]] = [deque(maxlen=LAST) for _group in centre.groups]
        self.faults = 0
        self.struck = NOBODY
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
        return call.offered == NOBODY or self.centre.groups[call.group].free_choice

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

    def waiting_for(self, group: int) -> int:
        """How many calls wait in the group's queue."""
        return sum(call.group == group for call in self.waiting())

    def urgency(self, call: CallSeen) -> int:
        """The priority after ageing: points for each full span since the offer, as the call's group gives them."""
        ageing = self.centre.groups[call.group].ageing
        if ageing is None:
            return call.priority
        points, span = ageing
        return call.priority + points * ((self.now - call.offered) // span)

    def ahead(self, call: CallSeen) -> int:
        """Calls waiting in the same group that would be served before this one."""
        mine = (-self.urgency(call), call.offered, call.number)
        return sum(
            other.group == call.group and (-self.urgency(other), other.offered, other.number) < mine
            for other in self.waiting()
        )

    def called(self, group: int) -> str:
        """The name of a group."""
        return self.centre.groups[group].name

    def agent_name(self, agent: int) -> str:
        """The sign-in name."""
        return self.centre.members[agent].name
