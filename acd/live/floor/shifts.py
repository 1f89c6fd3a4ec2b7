"""What comes next in an agent's shift, for the agent to see; people come, go and rest when they ask for it.

Knows shifts as the scenario has them. Refuses to know who keeps to them: adherence is a figure of the ledger.
"""

from acd.events import MICROSECONDS
from acd.live.desk import Activity
from scenarios.schema.shifts import Shift
from scenarios.values import DAY


def next_activity(shift: Shift, now: int) -> Activity:
    """The first thing that is not over by ``now`` (microseconds since midnight of the ledger's first day, which may be
    days ago), of last night's shift or today's.

    A break that lies somewhere in a window is told with its window.
    """
    today = now // DAY * DAY
    days = (today - DAY, today, today + DAY)
    planned = [(what, begins + day, ends + day) for day in days for what, begins, ends in _planned(shift)]
    what, begins, ends = min((each for each in planned if each[1] > now), key=lambda each: each[1])
    return Activity(what, begins / MICROSECONDS, ends / MICROSECONDS)


def _planned(shift: Shift) -> list[tuple[str, int, int]]:
    rests = [(rest.reason, *shift.window(rest)) for rest in shift.breaks]
    return [("on", shift.on, shift.on), *rests, ("off", shift.ends, shift.ends)]
