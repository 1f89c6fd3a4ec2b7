"""What the log itself says of why simulated days differ from recorded ones.

Knows the recorded weekdays. Refuses to know simulated ones.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from bench.recorded.bank_log import Recorded
from bench.recorded.people import GROUPS, services
from bench.recorded.scenario import Month

AWAY: Final = 900
"""A gap between services, in seconds, that is taken for time off."""

BUSY_HOURS: Final = (9 * 3_600, 17 * 3_600)
WAITED: Final = ((0, 10), (10, 20), (20, 50), (50, 60), (60, 120), (120, 180))


def rows(month: Month) -> list[tuple[str, str]]:
    """Findings and their figures, each computed from the log."""
    talks = [[c.talk for c in month.calls[day] if c.talk is not None] for day in month.days]
    means = [float(np.mean(own)) for own in talks]
    by_chance = float(np.mean([np.std(own) / np.sqrt(len(own)) for own in talks]))
    every, leaving = (np.mean(list(share)) for share in zip(*_waiting(month), strict=True))
    return [
        ("mean talk of a day: least, most, s", f"{min(means):.0f}, {max(means):.0f}"),
        ("its standard deviation over days, s", f"{np.std(means):.1f}"),
        ("what chance alone would give, s", f"{by_chance:.1f}"),
        ("services under 10 s", f"{100 * np.mean([t < 10 for own in talks for t in own]):.1f} %"),
        ("a service ends 9–17 h, somebody waits whom the agent may serve", f"{100 * every:.0f} %"),
        (f"… and the agent then serves nobody for {AWAY // 60} min", f"{100 * leaving:.0f} %"),
        *((f"hang up per minute after {low}–{high} s", f"{hazard:.3f}") for low, high, hazard in _hazards(month)),
    ]


def _waiting(month: Month) -> Iterator[tuple[float, float]]:
    """Of each day: share of all ends of services with somebody waiting, and of those before time off."""
    for day in month.days:
        held, every, leaving = month.skills(day), [], []
        for agent, own in services(month.calls[day]).items():
            groups = set(held.get(agent, held[""]))
            for (_begins, ends), (begins, _ends) in pairwise(own):
                if BUSY_HOURS[0] <= ends < BUSY_HOURS[1]:
                    every.append(any(_waits(call, groups, ends) for call in month.calls[day]))
                    leaving += [every[-1]] if begins - ends > AWAY else []
        yield float(np.mean(every)), float(np.mean(leaving))


def _waits(call: Recorded, groups: set[str], moment: int) -> bool:
    """Whether the call waits, well within the log's slack of 2 s."""
    return call.offered < moment - 2 and call.offered + call.wait > moment + 2 and GROUPS[call.kind] in groups


def _hazards(month: Month) -> Iterator[tuple[int, int, float]]:
    """Hang-ups per minute of waiting, by time waited."""
    queued = [call for day in month.days for call in month.calls[day] if call.queued]
    for low, high in WAITED:
        exposed = sum(min(call.wait, high) - low for call in queued if call.wait > low)
        yield low, high, 60 * sum(not c.answered and low <= c.wait < high for c in queued) / exposed
