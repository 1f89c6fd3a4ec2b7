"""The random streams of a replication: one child of the scenario's seed per purpose and name (`scenario.md`, chance).

Knows how streams are told apart, so that nothing drawn depends on what else a scenario holds. Refuses to know what the
numbers are used for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from simulator.workload.seeds import Seeded, Words, children
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
    """What belongs to people, a row each: uniforms for coming to work, for coming back, and for stepping away."""

    presence: npt.NDArray[np.float64]
    returns: npt.NDArray[np.float64]
    away: npt.NDArray[np.float64]


Key = tuple[Purpose, str]


class Names:
    """Whose streams are wanted daily: the scenario's and its kinds of callers' for each purpose, and each person's."""

    def __init__(self, callers: Sequence[str] = (), people: Sequence[str] = ()) -> None:
        keys = [(purpose, name) for name in ("", *callers) for purpose in Purpose]
        self.places = {key: place for place, key in enumerate(keys)}
        self.words = _words([*keys, *((Purpose.PERSON, name) for name in people)])


class Streams:
    """The random streams of one replication; those of ``names`` are made all at once, which is quicker."""

    def __init__(self, seed: int, replication: int, names: Names | None = None) -> None:
        self._seed, self._replication = seed, replication
        self._names = names or Names()
        states = children(seed, replication, self._names.words)
        self._states, self._people = np.split(states, [len(self._names.places)])

    def of(self, purpose: Purpose, name: str = "") -> np.random.Generator:
        """The stream of a purpose for a kind of caller; the same whatever else the scenario holds."""
        place = self._names.places.get((purpose, name))
        if place is not None:
            return _generator(self._states[place])
        return _generator(children(self._seed, self._replication, _words([(purpose, name)]))[0])

    def habits(self, away: int) -> Habits:
        """Each person's draws, as many for stepping ``away``: always in one order, each person's from an own stream."""
        drawn = np.empty((len(self._people), 1 + ATTEMPTS + away))
        for state, row in zip(self._people, drawn, strict=True):
            _generator(state).random(out=row)
        return Habits(drawn[:, 0], drawn[:, 1 : 1 + ATTEMPTS], drawn[:, 1 + ATTEMPTS :])


def _words(keys: Sequence[Key]) -> Words:
    return np.array([(purpose, crc32(name.encode())) for purpose, name in keys], np.uint64)


def _generator(state: Words) -> np.random.Generator:
    child: Any = Seeded(state)  # NumPy's types know no other ISeedSequence than its own
    return np.random.Generator(np.random.PCG64(child))
