"""What a half-hour report may record of an interval, and how the figures of several intervals or groups add up.

Knows recorded rows. Refuses to know what was simulated.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from scenarios.tables.volumes import ActualRow

Rows = Sequence[ActualRow]


def _count(value: Callable[[ActualRow], float | None]) -> Callable[[Rows], float | None]:
    def total(rows: Rows) -> float | None:
        known = [value(row) for row in rows]
        return None if None in known else sum(each or 0.0 for each in known)

    return total


def _mean(
    value: Callable[[ActualRow], float | None], weight: Callable[[ActualRow], float | None]
) -> Callable[[Rows], float | None]:
    """The one row's own value; of several, the mean by weight where every row with weight has one."""

    def mean(rows: Rows) -> float | None:
        if len(rows) == 1:
            return value(rows[0])
        counted = [row for row in rows if weight(row) != 0]
        weights = [weight(row) for row in counted]
        values = [value(row) for row in counted]
        if not counted or None in values or None in weights:
            return None
        total = sum(each or 0.0 for each in weights)
        return sum((v or 0.0) * (w or 0.0) for v, w in zip(values, weights, strict=True)) / total

    return mean


def _abandon_rate(rows: Rows) -> float | None:
    offered = sum(row.offered for row in rows)
    abandoned = RECORDED["abandoned"](rows)
    return None if abandoned is None or offered == 0 else abandoned / offered


RECORDED: Final[Mapping[str, Callable[[Rows], float | None]]] = {
    "offered": _count(lambda row: row.offered),
    "answered": _count(lambda row: row.answered),
    "abandoned": _count(lambda row: row.abandoned),
    "abandon_rate": _abandon_rate,
    "service_level": _mean(lambda row: row.service_level, lambda row: row.offered),
    "mean_answer_wait": _mean(lambda row: row.mean_answer_wait, lambda row: row.answered),
    "occupancy": _mean(lambda row: row.occupancy, lambda row: row.agents),
}
"""What a report may record, by KPI name, of one row or of several together: counts added, the others weighted."""
