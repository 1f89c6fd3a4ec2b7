"""How many people are on in each interval: as recorded, else by a plain rule that is said.

Refuses to know queueing formulas: those are the planner's (`sim staff`).
"""

import math

from acd.events import MICROSECONDS
from acd.language import _
from scenarios.tables.days import MeanDay
from scenarios.tables.handling import Handling


def on_duty(mean: MeanDay, group: str, spent: Handling) -> tuple[list[int], list[str]]:
    """People per interval, and what was assumed about them."""
    assumptions: dict[str, None] = {}
    people = []
    for n, start in enumerate(mean.starts):
        interval = mean.groups[group].get(start)
        if interval is None or (interval.agents is None and interval.offered == 0):
            people.append(0)
        elif interval.agents is not None:
            people.append(max(math.floor(interval.agents + 0.5), int(interval.offered > 0)))
            assumptions[_("people as recorded on the phones, rounded")] = None
        else:
            people.append(square_root_rule(interval.offered * spent.total(n) * MICROSECONDS / mean.interval))
            assumptions[_("no people in the table: as many as the load plus its square root, rounded up")] = None
    return people, list(assumptions)


def square_root_rule(load: float) -> int:
    """``load`` + √``load`` people, rounded up: about 80 % answered within 20 s (Halfin and Whitt 1981)."""
    return math.ceil(load + math.sqrt(load) - 1e-9)
