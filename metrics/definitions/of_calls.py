"""KPIs of calls: of the centre, groups, call types and intervals (`cli.md`; `kpi.md` 1.B, 1.C and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from metrics.definitions.figures import CallFigures, Values
from metrics.definitions.kpi import ONE, Catalogue, Formula, Target, Unit

Parts = tuple[Any, Any]
OF_CALLS: Final = Catalogue()
kpi = OF_CALLS.kpi

COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS


@kpi("arrived", "calls arrived", "呼叫数", "C20", COUNT, "call.arrived", source="S2:695")
def arrived(f: CallFigures) -> Parts:
    return f.calls.arrived, ONE


@kpi("blocked", "calls blocked", "忙音呼叫", "C10", COUNT, "call.blocked", source="S0:131")
def blocked(f: CallFigures) -> Parts:
    return f.calls.blocked, ONE


@kpi(
    "busy_rate",
    "busy-tone rate",
    "忙音率",
    "C10",
    SHARE,
    "blocked by busy lines / (arrived − blocked because closed)",
    target=Target(0.01, 0.03, band=True),
    source="S0:131",
)
def busy_rate(f: CallFigures) -> Parts:
    return f.calls.blocked_lines, f.calls.arrived - f.calls.blocked_closed


@kpi("ivr_completed", "completed in the menu", "IVR接通量", "I01", COUNT, "ivr.completed", source="S2:217")
def ivr_completed(f: CallFigures) -> Parts:
    return f.calls.ivr_completed, ONE


@kpi("ivr_abandoned", "given up in the menu", "IVR放弃量", "", COUNT, "ivr.abandoned")
def ivr_abandoned(f: CallFigures) -> Parts:
    return f.calls.ivr_abandoned, ONE


@kpi(
    "self_service_share",
    "self-service share",
    "自助受理占比",
    "I02",
    SHARE,
    "ivr_completed / (ivr_completed + answered)",
    source="S3:31",
)
def self_service_share(f: CallFigures) -> Parts:
    return f.calls.ivr_completed, f.calls.ivr_completed + f.calls.answered


@kpi(
    "connect_rate",
    "connect rate",
    "接通率",
    "C17",
    SHARE,
    "(ivr_completed + answered) / (arrived − blocked)",
    source="S2:217",
)
def connect_rate(f: CallFigures) -> Parts:
    return f.calls.ivr_completed + f.calls.answered, f.calls.arrived - f.calls.blocked


@kpi("lost_rate", "lost-caller rate", "顾客丢失率", "C18", SHARE, "1 − connect_rate", source="S2:567")
def lost_rate(f: CallFigures) -> Parts:
    connected, entered = connect_rate(f)
    return entered - connected, entered


@kpi(
    "offered",
    "calls offered",
    "呼入数量",
    "C01",
    COUNT,
    "call.offered (+ overflowed in where recounted)",
    source="S0:126",
)
def offered(f: CallFigures) -> Parts:
    return f.calls.offered + f.calls.recounted, ONE


@kpi(
    "answered", "calls answered", "接听数量", "C02", COUNT, "call.answered of the group, first answers", source="S0:126"
)
def answered(f: CallFigures) -> Parts:
    return f.calls.served, ONE


@kpi(
    "answer_rate",
    "answer rate",
    "接听率",
    "C03",
    SHARE,
    "answered / offered",
    target=Target(low=0.95),
    source="S0:126",
)
def answer_rate(f: CallFigures) -> Parts:
    return f.calls.served, f.calls.offered + f.calls.recounted


@kpi("queued", "calls queued", "排队电话量", "C07", COUNT, "nobody ready at call.offered", source="S0:128")
def queued(f: CallFigures) -> Parts:
    return f.calls.queued, ONE


@kpi("queue_ratio", "queue ratio", "排队比率", "C09", SHARE, "queued / offered", source="S0:130")
def queue_ratio(f: CallFigures) -> Parts:
    return f.calls.queued, f.calls.offered


def _abandoned(f: CallFigures) -> Any:
    return f.calls.abandoned_queue + f.calls.abandoned_ringing


@kpi("abandoned", "calls abandoned", "放弃量", "C04", COUNT, "abandoned_queue + abandoned_ringing", source="S0:127")
def abandoned(f: CallFigures) -> Parts:
    return _abandoned(f), ONE


@kpi(
    "abandoned_queue", "abandoned in queue", "排队放弃量", "C05", COUNT, "call.abandoned, stage queue", source="S0:127"
)
def abandoned_queue(f: CallFigures) -> Parts:
    return f.calls.abandoned_queue, ONE


@kpi(
    "abandoned_ringing",
    "abandoned while ringing",
    "振铃放弃量",
    "C06",
    COUNT,
    "call.abandoned, stage ringing",
    source="S0:127",
)
def abandoned_ringing(f: CallFigures) -> Parts:
    return f.calls.abandoned_ringing, ONE


@kpi(
    "abandon_rate",
    "abandonment rate",
    "呼叫放弃率",
    "C04",
    SHARE,
    "abandoned / offered",
    target=Target(high=0.03, band=True),
    source="S0:127",
)
def abandon_rate(f: CallFigures) -> Parts:
    return _abandoned(f), f.calls.offered


@kpi("short_abandoned", "short abandons", "短时放弃量", "", COUNT, "abandoned before run.started.short_abandon")
def short_abandoned(f: CallFigures) -> Parts:
    return f.calls.short_abandoned, ONE


@kpi(
    "overflowed_out",
    "overflowed out",
    "溢出数量",
    "C11",
    COUNT,
    "answered by, or ended in, another group than offered to",
    source="S0:125",
)
def overflowed_out(f: CallFigures) -> Parts:
    return f.calls.overflowed_out, ONE


@kpi("overflowed_in", "overflowed in", "溢入数量", "C11", COUNT, "the same calls, at the other group", source="S0:125")
def overflowed_in(f: CallFigures) -> Parts:
    return f.calls.overflowed_in, ONE


@kpi("deflected", "calls deflected", "转出数量", "", COUNT, "call.deflected before an answer")
def deflected(f: CallFigures) -> Parts:
    return f.calls.deflected, ONE


@kpi("lost", "calls lost", "系统丢失量", "", COUNT, "call.lost before an answer")
def lost(f: CallFigures) -> Parts:
    return f.calls.lost, ONE


@kpi("dropped", "calls cut off", "通话中断量", "", COUNT, "call.lost after an answer")
def dropped(f: CallFigures) -> Parts:
    return f.calls.dropped, ONE


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


def _variant(formula: str) -> Callable[[Formula], Formula]:
    return kpi(
        f"service_level_variants.{formula}", f"service level: {formula}", "服务水平（变体）", "C12", SHARE, formula
    )


@_variant("answered_within/answered")
def within_of_answered(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.answered


@_variant("(answered_within+abandoned_within)/offered")
def within_or_gone(f: CallFigures) -> Parts:
    return f.calls.within + f.calls.abandoned_within, f.calls.offered


@_variant("answered_within/(offered−abandoned_within)")
def within_of_patient(f: CallFigures) -> Parts:
    return f.calls.within, f.calls.offered - f.calls.abandoned_within


@_variant("answered_within/(offered−short_abandoned)")
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
    return c.wait_answered + c.wait_abandoned + c.wait_left, c.answered + _abandoned(f) + c.deflected + c.lost


def _percentile(name: str, share: float) -> None:
    def wait(f: CallFigures) -> Values:
        return f.wait_at(share)

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
    return f.calls.wait_abandoned, _abandoned(f)


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
