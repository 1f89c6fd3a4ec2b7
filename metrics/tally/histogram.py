"""Waiting times in log-linear buckets: exact below 64 µs, then 64 buckets an octave; histograms add up.

Knows buckets. Refuses to know whose waits they hold. The middle of a bucket is within 1/128 of every value in it, so a
percentile is within 1 % of the exact order statistic.
"""

from typing import Final

import numpy as np

from metrics.tally.rows import Counts

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


def reached(counts: Counts) -> Counts:
    """How many waits do not exceed each bucket, along the last axis."""
    return np.cumsum(counts, axis=-1)


def waits_at(reached: Counts, share: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The smallest wait (µs) that at least ``share`` of the waits do not exceed; NaN where there are none."""
    total = reached[..., -1:]
    rank = np.maximum(np.ceil(share * total), 1)
    return np.where(total[..., 0] > 0, _MIDDLES[np.argmax(reached >= rank, axis=-1)], np.nan)
