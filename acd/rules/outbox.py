"""The only two ways out of the rules: events for the ledger, commands for the telephone system and the clock."""

from acd.events import NOBODY, AgentState, Kind
from acd.model import Centre, Order, count_people


def emit(
    centre: Centre,
    now: int,
    kind: Kind,
    group: int,
    call: int,
    agent: int,
    a: int = NOBODY,
    b: int = NOBODY,
    c: int = NOBODY,
) -> None:
    """Write one event; what ``a``, ``b`` and ``c`` mean for its kind stands in ``acd.events.FIELDS``."""
    floor = centre.floor[0]
    event = centre.log[floor.events]
    event.t = now
    event.kind = kind
    event.group = group
    event.call = call
    event.agent = agent
    event.a = a
    event.b = b
    event.c = c
    floor.events += 1


def change_state(centre: Centre, now: int, a: int, state: AgentState, reason: int, number: int) -> None:
    """Move an agent to a state and write the change, the only source of time in state."""
    agent = centre.agents[a]
    emit(centre, now, Kind.AGENT_STATE, NOBODY, number, a, state, agent.state, reason)
    if centre.floor[0].watching:
        count_people(centre, a, state)
    agent.state = state


def order(centre: Centre, what: Order, call: int, agent: int, at: int = 0, step: int = NOBODY) -> None:
    """Ask the telephone system, or the clock (``WAKE…`` at a time), for something."""
    floor = centre.floor[0]
    command = centre.commands[floor.commands]
    command.order = what
    command.call = call
    command.agent = agent
    command.at = at
    command.step = step
    floor.commands += 1
