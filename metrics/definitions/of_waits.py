"""KPIs of calls: how long callers waited, and the service level (`cli.md`; `kpi.md` 1.B and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from metrics.definitions.figures import CallFigures, Values
from metrics.definitions.kpi import Catalogue, Formula, Unit
from metrics.definitions.of_calls import given_up

Parts = tuple[Any, Any]
OF_WAITS: Final = Catalogue()
kpi = OF_WAITS.kpi

COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS


@kpi(
    "service_level",
    "service level",
    "服务水平",
    "C12",
    SHARE,
    "answered within the group's time / offered",
    source="S2:225",
)
def service_level(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.offered


def _variant(formula: str, english: str, chinese: str) -> Callable[[Formula], Formula]:
    names = f"service level, {english}", f"服务水平（{chinese}）"
    return kpi(f"service_level_variants.{formula}", *names, "C12", SHARE, formula)


@_variant("answered_within/answered", "of the answered", "占接听量")
def within_of_answered(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.answered


@_variant("(answered_within+abandoned_within)/offered", "those who hung up in time counted in", "及时放弃计入")
def within_or_gone(f: CallFigures) -> Parts:
    return f.calls.within + f.calls.abandoned_within, f.calls.offered


@_variant("answered_within/(offered−abandoned_within)", "those who hung up in time left out", "及时放弃除外")
def within_of_patient(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.offered - f.calls.abandoned_within


@_variant("answered_within/(offered−short_abandoned)", "short abandons left out", "短时放弃除外")
def within_less_short(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.offered - f.calls.short_abandoned


@kpi(
    "mean_queue_wait",
    "mean queue wait",
    "平均排队时间",
    "C13",
    SECONDS,
    "Σ queue wait of answered / answered",
    source="S2:239",
)
def mean_queue_wait(f: CallFigures) -> Parts:
    return f.calls.wait_answered - f.calls.ring, f.calls.answered


@kpi(
    "mean_answer_wait",
    "mean wait for an answer (ASA)",
    "平均等待时间",
    "C14",
    SECONDS,
    "Σ (queue + ring) of answered / answered",
    source="S2:318",
)
def mean_answer_wait(f: CallFigures) -> Parts:
    return f.calls.wait_answered, f.calls.answered


@kpi(
    "mean_wait",
    "mean wait of all",
    "全部呼入平均等待",
    "",
    SECONDS,
    "Σ wait of offered calls that ended / their number",
)
def mean_wait(f: CallFigures) -> Parts:
    c = f.calls
    return c.wait_answered + c.wait_abandoned + c.wait_left, c.answered + given_up(f) + c.deflected + c.lost


def _percentile(name: str, share: float) -> None:
    def wait(f: CallFigures) -> Values:
        return f.waits.at(share)

    of = f"wait that {share:.0%} of the answered did not exceed"
    kpi(name, of, f"{share:.0%}等待时间", "", SECONDS, "histogram of waits, error ≤ 1 %", statistic=True)(wait)


_percentile("p50_wait", 0.5)
_percentile("p90_wait", 0.9)
_percentile("p95_wait", 0.95)


@kpi(
    "longest_wait",
    "longest queue wait",
    "排队最长等待时间",
    "C08",
    SECONDS,
    "max queue wait over all exits",
    statistic=True,
    source="S0:129",
)
def longest_wait(f: CallFigures) -> Values:
    return np.where(f.calls.offered > 0, f.calls.longest_wait.astype(float), np.nan)


@kpi("mean_abandon_wait", "mean wait of the abandoned", "平均放弃时间", "", SECONDS, "Σ wait of abandoned / abandoned")
def mean_abandon_wait(f: CallFigures) -> Parts:
    return f.calls.wait_abandoned, given_up(f)


@kpi(
    "mean_queue_length",
    "mean queue length",
    "平均排队人数",
    "",
    Unit.CALLS,
    "∫ calls in queue dt / time",
    needs="agents",
)
def mean_queue_length(f: CallFigures) -> Parts:
    return f.queues.time, f.elapsed


@kpi(
    "max_queue_length",
    "longest queue",
    "最大排队人数",
    "",
    Unit.CALLS,
    "max calls in queue",
    statistic=True,
    needs="agents",
)
def max_queue_length(f: CallFigures) -> Values:
    return np.asarray(f.queues.longest_queue, dtype=float)
