"""KPIs of calls: how many there were and what became of them (`cli.md`; `kpi.md` 1.B, 1.C and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from typing import Any, Final

from metrics.definitions.figures import CallFigures
from metrics.definitions.kpi import ONE, Catalogue, Target, Unit

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


def given_up(f: CallFigures) -> Any:
    """Calls that nobody answered before their callers hung up."""
    return f.calls.abandoned_queue + f.calls.abandoned_ringing


@kpi("abandoned", "calls abandoned", "放弃量", "C04", COUNT, "abandoned_queue + abandoned_ringing", source="S0:127")
def abandoned(f: CallFigures) -> Parts:
    return given_up(f), ONE


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
    return given_up(f), f.calls.offered


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


@kpi("lost", "calls lost", "系统丢失量", "", COUNT, "call.lost between call.offered and an answer")
def lost(f: CallFigures) -> Parts:
    return f.calls.lost, ONE


@kpi("dropped", "calls cut off", "通话中断量", "", COUNT, "call.lost after an answer")
def dropped(f: CallFigures) -> Parts:
    return f.calls.dropped, ONE


@kpi("lost_in_menu", "lost in the menu", "菜单中丢失量", "", COUNT, "call.lost before call.offered")
def lost_in_menu(f: CallFigures) -> Parts:
    return f.calls.lost_in_menu, ONE
