"""What a simulated day did at times known from its scenario, and of which its ledger shows the consequences only.

Changes of how many people an ``on_duty`` line wants, closing, and the limit after closing. Knows when, and what comes
first at one time. Refuses to know anything that chance or people decide.
"""

from collections import deque
from collections.abc import Callable
from typing import Final, NamedTuple

from acd.config import CentreLayout
from acd.events import NOBODY, AgentState, Event, Intent, Kind
from acd.rules import centre_closed, duty_changed, limit_passed
from simulator.layout import lay_out
from simulator.replay.driver import Replayed
from simulator.workload.moments import Calendar
from simulator.world import Happening, Moment

PEOPLE: Final = 0
FAULTS: Final = 2
LAST: Final = 9
RANKS: Final = {Happening.DUTY_CHANGES: 1, Happening.CLOSES: 3, Happening.LIMIT_PASSES: 4}
"""What comes first at one time: people's shifts, the wants of ``on_duty`` lines, faults, closing; then all else."""


class Known(NamedTuple):
    """Something the centre does by the clock."""

    t: int
    rank: int
    happen: Callable[[Replayed], None]


def known_moments(layout: CentreLayout) -> deque[Known]:
    """All of a simulated day's, in order."""
    rows = Calendar(lay_out(layout.scenario)).whole().tolist()
    moments = [Moment(*row) for row in rows]
    return deque(_known(moment) for moment in moments if moment.kind in RANKS)


def _known(moment: Moment) -> Known:
    now, a, value = moment.t, moment.agent, moment.value

    def happen(replayed: Replayed) -> None:
        match moment.kind:
            case Happening.DUTY_CHANGES:
                duty_changed(replayed.centre, replayed.policy, now, a, value)
            case Happening.CLOSES:
                centre_closed(replayed.centre, replayed.policy, now, value != 0)
            case Happening.LIMIT_PASSES:
                limit_passed(replayed.centre, replayed.policy, now)

    return Known(now, RANKS[Happening(moment.kind)], happen)


def rank(replayed: Replayed, event: Event) -> int:
    """Where an event stands among what is known, should it be the first that an input gives."""
    if event.kind in (Kind.FAULT_STARTED, Kind.FAULT_ENDED):
        return FAULTS
    return PEOPLE if _is_of_a_shift(replayed, event) else LAST


def _is_of_a_shift(replayed: Replayed, event: Event) -> bool:
    """Whether an agent with a shift begins it, breaks or ends it; after closing no shift says anything any more."""
    people = replayed.centre.agents
    if not 0 <= event.agent < len(people) or event.t >= replayed.layout.scenario.closes:
        return False
    agent = people[event.agent]
    if agent.roster != NOBODY:
        return False
    match event.kind:
        case Kind.AGENT_SIGNED_IN:
            return True
        case Kind.AGENT_SIGNED_OUT:
            return agent.state != AgentState.WRAP_UP
        case Kind.AGENT_INTENT:
            return event.a == Intent.NOT_READY
    return False
