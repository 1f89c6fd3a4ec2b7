"""What goes wrong in a soak, how often, and the count of it. Knows names and shares only."""

import random
from collections import Counter
from collections.abc import Iterable
from typing import Final

RATES: Final[dict[str, float]] = {
    "happening lost": 0.01,
    "happening twice": 0.01,
    "happening late": 0.02,
    "happening out of order": 0.02,
    "happening of a leg long gone": 0.02,
    "phone dies silently": 0.01,
    "phone unregisters": 0.02,
    "audio dies": 0.01,
    "timer late": 0.1,
    "request at a wrong moment": 0.15,
    "disk slow": 0.3,
    "crash and restart": 0.0003,
}
"""Shares: of happenings, of rings (phones), of joins (audio), of timers, of agents' doings, of groups written, of
inputs (crashes)."""


class Faults:
    """Drawn from ``rng``; those of ``on`` only, all where not said. ``count`` says how many of each there were."""

    def __init__(self, rng: random.Random, on: Iterable[str] | None = None) -> None:
        self._rng = rng
        self._on = frozenset(RATES if on is None else on)
        assert self._on <= RATES.keys()
        self.count: Counter[str] = Counter()

    def strikes(self, fault: str) -> bool:
        """Whether this one happens now; it is counted."""
        if fault not in self._on or self._rng.random() >= RATES[fault]:
            return False
        self.count[fault] += 1
        return True
