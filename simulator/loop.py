"""The order of events: the plain loop, which is also the text that the fast engine compiles.

Next comes whichever is first of the list of moments, the list of arrivals and the agenda; at the same time in order of
rank (shift changes 0, arrivals 1, the rest 2), then of scheduling. The loop stops and says why when a table is full,
and goes on where it stopped: so neither ledger nor tables need to be as long as the day.
"""

from enum import IntEnum

from acd.model import Centre, Policy
from simulator.agenda import Agenda, pop, push
from simulator.world import FOREVER, Happening, World, call_comes, happens, moment_comes, obey


class Pause(IntEnum):
    """Why the loop returned: the day is over, the ledger block is full, or tables must grow."""

    OVER = 0
    LEDGER_FULL = 1
    TABLES_FULL = 2


RANKS = 4
"""Times are multiplied by this, so that one comparison orders by time and then by rank."""


def run(centre: Centre, policy: Policy, world: World, agenda: Agenda, most: int) -> int:
    """Run until the day is over or a table is full.

    ``most`` is how many events one input can at most write, beside four for each call in the centre (a fault).
    """
    floor = centre.floor[0]
    progress = world.progress[0]
    tip = agenda.tip[0]
    while True:
        if tip.pending + floor.commands > len(agenda.heap) or progress.used == len(centre.calls):
            return Pause.TABLES_FULL.value
        settle(centre, world, agenda)
        if floor.events + 4 * floor.up + most > len(centre.log):
            return Pause.LEDGER_FULL.value
        moment = world.moments[progress.next_moment]
        moment_key = moment.t * RANKS + moment.rank
        call_key = world.draws[progress.next_call].arrives * RANKS + 1
        entry_key = FOREVER * RANKS
        if tip.pending > 0:
            entry_key = agenda.entries[agenda.heap[0]].t * RANKS + 2
        if moment_key <= call_key and moment_key <= entry_key:
            if moment.t == FOREVER:
                return Pause.OVER.value
            moment_comes(centre, policy, world)
        elif call_key <= entry_key:
            call_comes(centre, policy, world)
        else:
            entry = agenda.entries[pop(agenda)]
            happens(centre, policy, world, entry.t, entry.kind, entry.call, entry.agent, entry.mark, entry.step)


def settle(centre: Centre, world: World, agenda: Agenda) -> None:
    """Hand every command of the rules to the people concerned, and schedule what they will do."""
    floor = centre.floor[0]
    now = world.progress[0].now
    for k in range(floor.commands):
        command = centre.commands[k]
        kind, at, mark, step = obey(centre, world, now, command)
        if kind != Happening.NOTHING:
            push(agenda, at, kind, command.call, command.agent, mark, step)
    floor.commands = 0
