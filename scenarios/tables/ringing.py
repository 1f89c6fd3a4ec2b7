"""How long phones ring, as far as an interval report tells: the shortest mean answer wait is ringing alone.

Knows that every answered call has the ring in its wait, so that no interval's mean lies below it. Refuses to guess
where every interval queued or nothing was recorded: that is said, and the phones are answered at once.
"""

from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.tables.volumes import ActualRow, VolumeRow

LONGEST: Final = 15.0
"""Seconds; a shortest wait beyond it is a queue, not a ring."""

FEWEST: Final = 10
"""Calls of an interval below which its mean is chance."""


def mean_ring(rows: Sequence[VolumeRow]) -> tuple[float, str]:
    """Seconds that phones ring before they are answered (0: at once), and in words where that comes from."""
    waits = [wait for row in rows if (wait := _wait(row)) is not None and row.offered >= FEWEST]
    if not waits:
        return 0.0, _("phones are answered at once: the table has no mean answer wait")
    ring = float(round(min(waits)))
    if ring > LONGEST:
        return 0.0, _("phones are answered at once: waits of {ring:g} s and more hide the ring").format(ring=ring)
    if ring == 0:
        return 0.0, _("phones are answered at once: the shortest mean answer waits of the table are 0 s")
    return ring, _(
        "phones ring {ring:g} s before they are answered: the shortest mean answer waits of the table"
    ).format(ring=ring)


def _wait(row: VolumeRow) -> float | None:
    return row.mean_answer_wait if isinstance(row, ActualRow) else None
