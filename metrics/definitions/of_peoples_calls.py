"""KPIs of agents and teams: how they handled what they answered (`cli.md`; `kpi.md` 1.A and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from typing import Any, Final

import numpy as np

from metrics.definitions.figures import PeopleFigures, Values
from metrics.definitions.kpi import ONE, Catalogue, Target, Unit

Parts = tuple[Any, Any]
OF_PEOPLES_CALLS: Final = Catalogue()
kpi = OF_PEOPLES_CALLS.kpi
COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS
NOT_JUDGED: Final = Target()


@kpi(
    "mean_talk",
    "mean talk time",
    "平均通话时长",
    "A07",
    SECONDS,
    "Σ talk / answered",
    target=Target(high=60),
    novice=NOT_JUDGED,
    source="S0:118",
)
def mean_talk(f: PeopleFigures) -> Parts:
    return f.work.talk, f.work.answered


@kpi(
    "mean_response",
    "mean response time",
    "平均响应速度",
    "A08",
    SECONDS,
    "Σ ring of answered / answered",
    target=Target(high=5),
    source="S0:119",
)
def mean_response(f: PeopleFigures) -> Parts:
    return f.work.ring, f.work.answered


@kpi(
    "mean_response_literal",
    "mean response time, all ringing",
    "平均响应速度(全部振铃)",
    "AMB-06",
    SECONDS,
    "Σ all ringing / answered",
)
def mean_response_literal(f: PeopleFigures) -> Parts:
    return f.work.ring_all, f.work.answered


@kpi("mean_hold", "mean hold time", "平均持线时间", "A09", SECONDS, "Σ hold / answered", source="S0:120")
def mean_hold(f: PeopleFigures) -> Parts:
    return f.work.hold, f.work.answered


@kpi(
    "mean_hold_each",
    "mean time of a hold",
    "平均每次持线",
    "A09'",
    SECONDS,
    "Σ hold / holds",
    target=Target(15, 20, band=True),
    novice=NOT_JUDGED,
    source="S0:120",
)
def mean_hold_each(f: PeopleFigures) -> Parts:
    return f.work.hold, f.work.holds


@kpi("holds", "holds", "持线次数", "A12", COUNT, "call.held", source="S0:120")
def holds(f: PeopleFigures) -> Parts:
    return f.work.holds, ONE


@kpi(
    "max_holds_per_call",
    "most holds in a call",
    "单通持线次数",
    "A10",
    COUNT,
    "max holds in one leg",
    statistic=True,
    target=Target(high=2),
    novice=NOT_JUDGED,
    source="S0:120",
)
def max_holds_per_call(f: PeopleFigures) -> Values:
    return np.asarray(f.work.most_holds, dtype=float)


@kpi(
    "max_hold",
    "longest hold",
    "单次持线时长",
    "A11",
    SECONDS,
    "max hold",
    statistic=True,
    target=Target(high=20),
    novice=NOT_JUDGED,
    source="S0:120",
)
def max_hold(f: PeopleFigures) -> Values:
    return np.asarray(f.work.longest_hold, dtype=float)


@kpi(
    "hold_rate",
    "hold rate",
    "持线率",
    "A13",
    SHARE,
    "holds / answered",
    target=Target(high=0.2),
    novice=NOT_JUDGED,
    source="S0:122",
)
def hold_rate(f: PeopleFigures) -> Parts:
    return f.work.holds, f.work.answered


@kpi(
    "mean_wrap_up",
    "mean wrap-up time",
    "平均话后处理时长",
    "A14",
    SECONDS,
    "Σ wrap-up / answered",
    target=Target(high=20),
    novice=Target(high=30),
    source="S0:120",
)
def mean_wrap_up(f: PeopleFigures) -> Parts:
    return f.work.wrap, f.work.answered


@kpi(
    "first_call_resolution",
    "first-call resolution",
    "一次性解决率",
    "A15",
    SHARE,
    "nothing in the ledger tells yet",
    target=Target(low=0.8),
    novice=NOT_JUDGED,
    source="S0:121",
)
def first_call_resolution(f: PeopleFigures) -> Parts:
    return np.zeros(f.elapsed.shape), 0


@kpi("transferred", "transfers", "转移电话量", "A16", COUNT, "call.transferred", source="S0:121")
def transferred(f: PeopleFigures) -> Parts:
    return f.work.transferred, ONE


@kpi(
    "transfer_rate",
    "transfer rate",
    "转接率",
    "A16",
    SHARE,
    "transferred / answered",
    target=Target(high=0.05),
    novice=NOT_JUDGED,
    source="S0:121",
)
def transfer_rate(f: PeopleFigures) -> Parts:
    return f.work.transferred, f.work.answered


@kpi(
    "aht",
    "average handling time",
    "平均处理时长",
    "A19",
    SECONDS,
    "Σ (answered ring + talk + hold + wrap-up) / answered",
    source="S3:3",
)
def aht(f: PeopleFigures) -> Parts:
    return f.work.ring + f.work.talk + f.work.hold + f.work.wrap, f.work.answered


@kpi(
    "aht_talk_wrap",
    "talk and wrap-up time",
    "平均话务处理时间",
    "A19 V2",
    SECONDS,
    "Σ (talk + wrap-up) / answered",
    target=Target(high=130),
    source="S2:683",
)
def aht_talk_wrap(f: PeopleFigures) -> Parts:
    return f.work.talk + f.work.wrap, f.work.answered
