"""How patient callers are, as far as an interval report tells: all the time they waited ÷ the calls they gave up.

Of exponential patience that ratio is the mean, whatever the queue: calls are given up at the patience rate times the
number waiting. Patience runs while a phone rings too, so the ring stays in the wait. A report has the wait of answered
calls only, and it stands for that of all. From few abandoned calls the ratio is rough, which is said; without waits or
abandonment it is not to be had.
"""

from collections.abc import Sequence
from typing import Final

from acd.language import _
from scenarios.tables.volumes import ActualRow, VolumeRow

UNKNOWN: Final = 180.0
"""Seconds, where a table does not tell: the usual order of magnitude."""

LONGEST: Final = 3600.0
"""Seconds that few abandoned calls can show at most."""

FEWEST: Final = 20
"""Abandoned calls below which a ratio is rough."""


def mean_patience(rows: Sequence[VolumeRow]) -> tuple[float, str]:
    """Mean patience in seconds, and in words where it comes from."""
    told = [row for row in rows if isinstance(row, ActualRow) and _tells(row)]
    abandoned = sum(row.abandoned or 0.0 for row in told)
    waited = sum(row.offered * (row.mean_answer_wait or 0.0) for row in told)
    if not told or (abandoned >= FEWEST and waited <= 0):
        return UNKNOWN, _("callers wait 3 min on average before they hang up")
    if abandoned < FEWEST:
        rough = min(max(waited / (abandoned + 1), UNKNOWN), LONGEST)
        return float(round(rough)), _("table: {abandoned:.0f} of {offered:,.0f} abandoned: patience is rough").format(
            abandoned=abandoned, offered=sum(row.offered for row in told)
        )
    return float(round(waited / abandoned)), _(
        "patience as waiting time ÷ abandoned calls of the table ({abandoned:.0f} abandoned)"
    ).format(abandoned=abandoned)


def _tells(row: ActualRow) -> bool:
    return row.offered > 0 and row.abandoned is not None and row.mean_answer_wait is not None
