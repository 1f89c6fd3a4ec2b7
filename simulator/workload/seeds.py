"""Children of a seed by the hundred: what ``numpy.random.SeedSequence`` gives for each, in a few operations for all.

Knows NumPy's way of hashing a seed and a key (O'Neill's ``seed_seq_fe``), which NumPy promises to keep. Refuses to know
what keys stand for. Works on Python's integers as on arrays of ``uint64``, of whose 64 bits 32 are kept.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from numpy.random.bit_generator import ISeedSequence

Words = npt.NDArray[np.uint64]

WORD: Final = 0xFFFF_FFFF
POOL: Final = 4
TAKE_IN: Final = (0x43B0D7E5, 0x931E8875)
GIVE_OUT: Final = (0x8B51F9DD, 0x58F38DED)
LEFT: Final = 0xCA01F9DD
RIGHT: Final = 0x4973F715


class Seeded(ISeedSequence):
    """A child's state, for a ``BitGenerator`` to begin with."""

    def __init__(self, state: Words) -> None:
        self._state = state

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> Words:  # noqa: ARG002 - as PCG64 asks for it
        """The four words that PCG64 asks for."""
        return self._state


def children(seed: int, first: int, keys: Words) -> Words:
    """The states of ``SeedSequence(seed, spawn_key=(first, *key))`` for each row of keys: four words each."""
    constants = _powers(*TAKE_IN)
    entropy = [*_words(seed), *[0] * POOL]
    pool: Any = [_hashed(word, *next(constants)) for word in entropy[:POOL]]
    for source in range(POOL):
        for at in range(POOL):
            if at != source:
                pool[at] = _mixed(pool[at], _hashed(pool[source], *next(constants)))
    for word in [*_words(seed)[POOL:], *_words(first), *keys.T]:
        pool = [_mixed(each, _hashed(word, *next(constants))) for each in pool]
    constants = _powers(*GIVE_OUT)
    low_and_high = np.stack([_hashed(pool[k % POOL], *next(constants)) for k in range(2 * POOL)], axis=-1)
    return np.asarray(low_and_high[:, 0::2] | low_and_high[:, 1::2] << np.uint64(32))


def _words(number: int) -> list[int]:
    """A whole number as its words of 32 bits, lowest first."""
    words = [number & WORD]
    while number := number >> 32:
        words.append(number & WORD)
    return words


def _powers(constant: int, factor: int) -> Iterator[tuple[int, int]]:
    """The constant of each hash in turn, and the next."""
    while True:
        before, constant = constant, constant * factor & WORD
        yield before, constant


def _hashed(value: Any, constant: int, factor: int) -> Any:
    value = (value ^ constant) * factor & WORD
    return value ^ value >> 16


def _mixed(one: Any, other: Any) -> Any:
    value = LEFT * one - RIGHT * other & WORD
    return value ^ value >> 16
