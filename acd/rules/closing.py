"""What follows when the centre closes, and when the time for serving those who still wait is over."""

from acd.events import NOBODY
from acd.model import Centre, Policy, dequeue
from acd.rules.agents import leave
from acd.rules.freeing import settle
from acd.rules.leaving import deflect_closed


def centre_closed(centre: Centre, policy: Policy, now: int, dismiss: bool) -> None:
    """No more arrivals: agents stay until what they may take is served, or leave as soon as they finish."""
    centre.floor[0].closed = 1
    if dismiss:
        for a in range(len(centre.agents)):
            leave(centre, now, a)
    settle(centre, policy, now)


def limit_passed(centre: Centre, policy: Policy, now: int) -> None:
    """``at_close_limit`` after closing: whoever still waits is deflected, and nobody waits any more."""
    centre.floor[0].past_limit = 1
    for queue in centre.queues:
        while queue.head != NOBODY:
            c = queue.head
            dequeue(centre, c)
            deflect_closed(centre, now, c)
    settle(centre, policy, now)
