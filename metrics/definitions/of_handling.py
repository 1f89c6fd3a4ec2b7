"""KPIs of calls: ringing, talk, hold, wrap-up and transfers (`cli.md`; `kpi.md` 1.B and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from typing import Any, Final

import numpy as np

from metrics.definitions.figures import CallFigures
from metrics.definitions.kpi import ONE, Catalogue, Target, Unit

Parts = tuple[Any, Any]
OF_HANDLING: Final = Catalogue()
kpi = OF_HANDLING.kpi

COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS


@kpi(
    "mean_rings",
    "mean rings",
    "平均振铃次数",
    "C15",
    COUNT,
    "Σ rings before the menu or an agent picks up / calls picked up",
    source="S2:237",
)
def mean_rings(f: CallFigures) -> Parts:
    return f.calls.rings, f.calls.picked_up


@kpi(
    "mean_ring",
    "mean ring time",
    "平均振铃时长",
    "C16",
    SECONDS,
    "Σ ring of answered / answered",
    target=Target(high=5),
    source="S2:341",
)
def mean_ring(f: CallFigures) -> Parts:
    return f.calls.ring, f.calls.answered


@kpi("mean_talk", "mean talk time", "平均通话时长", "A07", SECONDS, "Σ talk / answered", source="S0:118")
def mean_talk(f: CallFigures) -> Parts:
    return f.calls.talk, f.calls.answered


@kpi("mean_hold", "mean hold time", "平均持线时间", "A09", SECONDS, "Σ hold / answered", source="S0:120")
def mean_hold(f: CallFigures) -> Parts:
    return f.calls.hold, f.calls.answered


@kpi("mean_wrap_up", "mean wrap-up time", "平均话后处理时长", "A14", SECONDS, "Σ wrap-up / answered", source="S0:120")
def mean_wrap_up(f: CallFigures) -> Parts:
    return f.calls.wrap, f.calls.answered


@kpi(
    "aht",
    "average handling time",
    "平均处理时长",
    "A19",
    SECONDS,
    "Σ (answered ring + talk + hold + wrap-up) / answered",
    source="S3:3",
)
def aht(f: CallFigures) -> Parts:
    c = f.calls
    return c.ring + c.ring_again + c.talk + c.hold + c.wrap, c.answered


@kpi("transferred", "transfers", "转移电话量", "A16", COUNT, "call.transferred", source="S0:121")
def transferred(f: CallFigures) -> Parts:
    return f.calls.transferred, ONE


@kpi("transfer_rate", "transfer rate", "转接率", "A16", SHARE, "transferred / answered", source="S0:121")
def transfer_rate(f: CallFigures) -> Parts:
    return f.calls.transferred, f.calls.answered


@kpi("repeat_rate", "repeat-call rate", "重复呼叫率", "A27", SHARE, "nothing in the ledger tells yet", source="S2:345")
def repeat_rate(f: CallFigures) -> Parts:
    return np.zeros(f.elapsed.shape), 0
