"""The random streams of a replication: one child of the scenario's seed per purpose and name (`scenario.md`, chance).

Knows how streams are told apart, so that nothing drawn depends on what else a scenario holds. Refuses to know what the
numbers are used for.
"""

from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

import numpy as np
import numpy.typing as npt

from simulator.world import ATTEMPTS


class Purpose(IntEnum):
    """What a stream of random numbers is for; its number is part of the seed and never changes."""

    ARRIVALS = 0
    BUSYNESS = 1
    PATIENCE = 2
    TALK = 3
    WRAP_UP = 4
    BALK = 5
    ANSWER = 6
    MISS = 7
    CHANCE = 8
    FORECAST = 9
    ABSENCE = 10
    PERSON = 11
    SHARE = 12
    SURGE_THINS = 13
    SURGE_ADDS = 14
    SURGE_PLACES = 15
    MENU_TIME = 16
    MENU_END = 17
    MENU_POINT = 18
    HOLD = 19
    HOLD_POINT = 20
    HOLD_LENGTH = 21
    TRANSFER = 22
    SECOND_PATIENCE = 23
    SECOND_TALK = 24
    SECOND_WRAP_UP = 25
    RETRY = 26
    RETRY_DELAY = 27
    FIRST_ATTEMPTS = 28
    EXTENSION = 64


@dataclass(frozen=True, slots=True)
class Habits:
    """What belongs to a person: uniforms for coming to work and for coming back, then a stream for stepping away."""

    presence: float
    returns: npt.NDArray[np.float64]
    rng: np.random.Generator


class Streams:
    """The random streams of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self._seed = seed
        self._replication = replication

    def of(self, purpose: Purpose, name: str = "") -> np.random.Generator:
        """The stream of a purpose for a call type or person; the same whatever else the scenario holds."""
        key = (self._replication, purpose.value, crc32(name.encode()))
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(self._seed, spawn_key=key)))

    def habits(self, name: str) -> Habits:
        """A person's draws, always as many in the same order, so that one setting does not move another's."""
        rng = self.of(Purpose.PERSON, name)
        return Habits(rng.random(), rng.random(ATTEMPTS), rng)
