"""Which way a KPI is better, where there is a way.

Knows what the sources ask for (`kpi.md`: targets, bands) and what no caller or payer could want more of. Refuses to
know whether a difference is due to chance.
"""

from typing import Final

from metrics.definitions.kpi import Kpi

HIGHER: Final = frozenset({"service_level", "answer_rate", "connect_rate", "adherence", "first_call_resolution"})
LOWER: Final = frozenset(
    {"lost_rate", "lost", "dropped", "deflected", "blocked", "mean_queue_wait", "mean_answer_wait", "mean_wait"}
    | {"p50_wait", "p90_wait", "p95_wait", "longest_wait", "mean_queue_length", "max_queue_length", "balance"}
    | {"cost", "cost_per_call", "repeat_rate"}
)


def has_sense(kpi: Kpi) -> bool:
    """Whether one value of it can be better than another; occupancy, say, has no such sense (`kpi.md` D-1)."""
    return _rises(kpi) or kpi.name in LOWER or _limit(kpi) is not None


def is_better(kpi: Kpi, before: float, after: float) -> bool | None:
    """Whether ``after`` is better; ``None`` where neither is: no sense, or both within what is usual (AMB-43)."""
    if before == after:
        return None
    if _rises(kpi):
        return after > before
    if kpi.name in LOWER:
        return after < before
    limit = _limit(kpi)
    if limit is None or max(before, after) <= limit:
        return None
    return after < before


def _rises(kpi: Kpi) -> bool:
    return kpi.name.partition(".")[0] in HIGHER | {"service_level_variants"}


def _limit(kpi: Kpi) -> float | None:
    """What it should not exceed; of ``≈`` nothing is better than something near."""
    target = kpi.target
    return None if target is None or target.low == target.high else target.high
