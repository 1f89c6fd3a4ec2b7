"""KPIs of agents and teams: the calls that they dialled, 外呼 and 回访 (`cli.md`; `kpi.md` 1.D).

Knows one formula each. Refuses to know how the sums came about.
"""

from typing import Any, Final

from metrics.definitions.figures import PeopleFigures
from metrics.definitions.kpi import ONE, Catalogue, Unit

Parts = tuple[Any, Any]
OF_DIALLING: Final = Catalogue()
kpi = OF_DIALLING.kpi
COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS


@kpi("outbound_dialled", "calls dialled", "呼出量", "O02", COUNT, "outbound.dialled", source="S0:21")
def outbound_dialled(f: PeopleFigures) -> Parts:
    return f.work.dialled, ONE


@kpi(
    "outbound_connected",
    "calls dialled and connected",
    "呼出接通量",
    "O03",
    COUNT,
    "outbound.connected",
    source="S3:94",
)
def outbound_connected(f: PeopleFigures) -> Parts:
    return f.work.connected, ONE


@kpi(
    "outbound_connect_rate",
    "connect rate of calls dialled",
    "呼出接通率",
    "O01",
    SHARE,
    "outbound_connected / outbound_dialled",
    source="S2:219",
)
def outbound_connect_rate(f: PeopleFigures) -> Parts:
    return f.work.connected, f.work.dialled


@kpi(
    "mean_outbound_talk",
    "mean talk time of calls dialled",
    "平均呼出通话时长",
    "O10",
    SECONDS,
    "Σ talk since outbound.connected / outbound_connected",
    source="S2:71",
)
def mean_outbound_talk(f: PeopleFigures) -> Parts:
    return f.work.talk_out, f.work.connected


@kpi(
    "outbound_interviewed",
    "interviews",
    "成功访问量",
    "O04",
    COUNT,
    "outbound.result interviewed",
    source="S3:94",
)
def outbound_interviewed(f: PeopleFigures) -> Parts:
    return f.work.interviewed, ONE


@kpi("outbound_handled", "orders handled", "成功办理量", "O05", COUNT, "outbound.result handled", source="S3:94")
def outbound_handled(f: PeopleFigures) -> Parts:
    return f.work.handled, ONE


@kpi(
    "outbound_confirmed",
    "data confirmed",
    "数据确认量",
    "O16",
    COUNT,
    "outbound.result confirmed",
    source="S4:223",
)
def outbound_confirmed(f: PeopleFigures) -> Parts:
    return f.work.confirmed, ONE


@kpi(
    "outbound_refusal_rate",
    "refusal rate of calls dialled",
    "拒访率",
    "O06",
    SHARE,
    "outbound.result refused / outbound_connected",
    source="S3:94",
)
def outbound_refusal_rate(f: PeopleFigures) -> Parts:
    return f.work.refused, f.work.connected
