"""Waiting times in log-linear buckets: exact below 64 µs, then 64 buckets an octave; histograms add up.

Knows buckets. Refuses to know whose waits they hold. The middle of a bucket is within 1/128 of every value in it, so a
percentile is within 1 % of the exact order statistic.
"""

from typing import Any, Final, TypeAlias

import numpy as np

Waiting: TypeAlias = "np.ndarray[Any, np.dtype[np.signedinteger[Any]]]"
FINE: Final = 64
FINE_BITS: Final = 6
OCTAVES: Final = 34
"""The last octave ends at 2^40 µs, twelve days; longer waits fall into the last bucket."""
BUCKETS: Final = FINE * (OCTAVES + 1)


def bucket(wait: int) -> int:
    """The bucket of a wait in microseconds."""
    if wait < FINE:
        return max(wait, 0)
    octave = 0
    while octave < OCTAVES - 1 and (wait >> octave) >= 2 * FINE:
        octave += 1
    return min(FINE * octave + (wait >> octave), BUCKETS - 1)


def middles() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The middle of each bucket in microseconds (exact where the bucket holds one value)."""
    index = np.arange(BUCKETS)
    octave = np.maximum(index // FINE - 1, 0)
    low = (index - FINE * octave) << octave
    return np.asarray(low + ((1 << octave) - 1) / 2)


_MIDDLES: Final = middles()


class Waits:
    """Histograms of several places, each a row of one of two tables; the rows of the second are counted on."""

    def __init__(self, single: Waiting, added: Waiting, rows: Waiting) -> None:
        self.tables = _octaves(single), _octaves(added)
        self.rows = rows
        reached = [table.sum(axis=-1, dtype=np.int32).cumsum(axis=-1) for table in self.tables]
        self._reached = np.concatenate(reached)[rows]

    def at(self, share: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """The smallest wait (µs) that at least ``share`` of the waits do not exceed, first its octave; else NaN."""
        total = self._reached[..., -1]
        rank = np.maximum(np.ceil(share * total), 1)[..., None]
        octave = np.argmax(self._reached >= rank, axis=-1)
        within = self._within(octave).cumsum(axis=-1)
        below = self._reached[(*np.indices(octave.shape), octave)] - within[..., -1]
        bucket = FINE * octave + np.argmax(below[..., None] + within >= rank, axis=-1)
        return np.where(total > 0, _MIDDLES[bucket], np.nan)

    def _within(self, octave: Waiting) -> Waiting:
        """The buckets of one octave of each place."""
        single, added = self.tables
        first = len(single)
        return np.where(
            (self.rows < first)[..., None],
            single[np.minimum(self.rows, first - 1), octave],
            added[np.maximum(self.rows - first, 0), octave],
        )

    def __getitem__(self, places: slice) -> "Waits":
        """Some of the places."""
        return self._with(self.rows[places])

    def reshape(self, shape: tuple[int, ...]) -> "Waits":
        """The same places in another shape."""
        return self._with(self.rows.reshape(shape))

    def _with(self, rows: Waiting) -> "Waits":
        single, added = (table.reshape(len(table), BUCKETS) for table in self.tables)
        return Waits(single, added, rows)


def _octaves(counts: Waiting) -> Waiting:
    """Buckets by octave and within it."""
    return counts.reshape(len(counts), -1, FINE)
