"""What a centre does by the clock, of which a ledger shows the consequences only, and what comes first at one time.

Refuses to know when that is: the scenario says it (:mod:`simulator.replay.simulated`).
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from acd.driven import Driven
from acd.events import NOBODY, AgentState, Event, Intent, Kind

PEOPLE: Final = 0
DUTY: Final = 1
FAULTS: Final = 2
CLOSING: Final = 3
LIMIT: Final = 4
LAST: Final = 9
"""At one time: people's shifts, the wants of ``on_duty`` lines, faults, closing, the limit after it; then all else."""


class Known(NamedTuple):
    """Something the centre does by the clock."""

    t: int
    rank: int
    happen: Callable[[Driven], None]


def rank(replayed: Driven, event: Event) -> int:
    """Where an event stands among what is known, should it be the first that an input gives."""
    if event.kind in (Kind.FAULT_STARTED, Kind.FAULT_ENDED):
        return FAULTS
    return PEOPLE if _is_of_a_shift(replayed, event) else LAST


def _is_of_a_shift(replayed: Driven, event: Event) -> bool:
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
