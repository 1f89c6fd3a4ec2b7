"""When a simulated day's centre closed and its ``on_duty`` lines wanted other numbers: the scenario says so.

Knows the calendar of a simulated day. Refuses to know anything that chance or people decide.
"""

from collections import deque
from typing import Final

from acd.config import CentreLayout
from acd.driven import Driven
from acd.replay.known import CLOSING, DUTY, LIMIT, Known
from acd.rules import centre_closed, duty_changed, limit_passed
from simulator.layout import lay_out
from simulator.workload.moments import Calendar
from simulator.world import Happening, Moment

_RANKS: Final = {Happening.DUTY_CHANGES: DUTY, Happening.CLOSES: CLOSING, Happening.LIMIT_PASSES: LIMIT}


def known_moments(layout: CentreLayout) -> deque[Known]:
    """All of a day's, in order."""
    rows = Calendar(lay_out(layout.scenario)).whole().tolist()
    moments = [Moment(*row) for row in rows]
    return deque(_known(moment) for moment in moments if moment.kind in _RANKS)


def _known(moment: Moment) -> Known:
    now, a, value = moment.t, moment.agent, moment.value

    def happen(replayed: Driven) -> None:
        match moment.kind:
            case Happening.DUTY_CHANGES:
                duty_changed(replayed.centre, replayed.policy, now, a, value)
            case Happening.CLOSES:
                centre_closed(replayed.centre, replayed.policy, now, value != 0)
            case Happening.LIMIT_PASSES:
                limit_passed(replayed.centre, replayed.policy, now)

    return Known(now, _RANKS[Happening(moment.kind)], happen)
