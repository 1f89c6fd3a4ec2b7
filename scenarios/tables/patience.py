"""How patient callers are, as far as an interval report tells: all the time they waited ÷ the calls that were given up.

Of exponential patience that ratio is the mean, whatever the queue: calls are given up at the patience rate times the
queue length. A report has the wait of answered calls only, and it stands for that of all. Refuses to guess from few.
"""

from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.tables.volumes import ActualRow, VolumeRow

UNKNOWN: Final = 180.0
"""Seconds, where a table does not tell: the usual order of magnitude."""

FEWEST: Final = 20
"""Abandoned calls below which a ratio is chance."""


def mean_patience(rows: Sequence[VolumeRow]) -> tuple[float, str]:
    """Mean patience in seconds, and in words where it comes from."""
    told = [row for row in rows if isinstance(row, ActualRow) and _tells(row)]
    abandoned = sum(row.abandoned or 0.0 for row in told)
    waited = sum(row.offered * (row.mean_answer_wait or 0.0) for row in told)
    if abandoned < FEWEST or waited <= 0:
        return UNKNOWN, _("callers wait 3 min on average before they hang up")
    return float(round(waited / abandoned)), _(
        "patience as waiting time ÷ abandoned calls of the table ({abandoned:.0f} abandoned)"
    ).format(abandoned=abandoned)


def _tells(row: ActualRow) -> bool:
    return row.abandoned is not None and row.mean_answer_wait is not None
