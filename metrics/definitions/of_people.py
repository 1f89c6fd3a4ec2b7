"""KPIs of agents and teams (`cli.md`; `kpi.md` 1.A, 1.E and §3).

Knows one formula each. Refuses to know how the sums came about.
"""

from typing import Any, Final

import numpy as np

from acd.events import AgentState
from metrics.definitions.figures import PeopleFigures, Values
from metrics.definitions.kpi import ONE, Catalogue, Target, Unit
from metrics.tally.sums import REASONS

Parts = tuple[Any, Any]
OF_PEOPLE: Final = Catalogue()
kpi = OF_PEOPLE.kpi
COUNT, SHARE, SECONDS = Unit.COUNT, Unit.SHARE, Unit.SECONDS
NOT_JUDGED: Final = Target()


def _unanswered(f: PeopleFigures) -> Any:
    return f.work.no_answer + f.work.rejected


def _offered(f: PeopleFigures) -> Any:
    return f.work.answered + _unanswered(f) + f.work.abandoned_ringing


@kpi(
    "offered",
    "calls offered",
    "呼入电话数量",
    "A20",
    COUNT,
    "answered + unanswered + abandoned_ringing",
    source="S0:116",
)
def offered(f: PeopleFigures) -> Parts:
    return _offered(f), ONE


@kpi("answered", "calls answered", "接听电话数量", "A21", COUNT, "call.answered", source="S0:116")
def answered(f: PeopleFigures) -> Parts:
    return f.work.answered, ONE


@kpi(
    "answer_rate",
    "answer rate",
    "电话接听率",
    "A01",
    SHARE,
    "answered / offered",
    target=Target(low=0.9),
    source="S0:116",
)
def answer_rate(f: PeopleFigures) -> Parts:
    return f.work.answered, _offered(f)


@kpi(
    "unanswered",
    "rings not answered",
    "座席放弃量",
    "A03",
    COUNT,
    "no_answer + rejected",
    target=Target(high=0),
    source="S0:117",
)
def unanswered(f: PeopleFigures) -> Parts:
    return _unanswered(f), ONE


@kpi(
    "abandoned_ringing",
    "callers gone while ringing",
    "客户放弃量",
    "A04",
    COUNT,
    "call.abandoned, stage ringing",
    source="S0:117",
)
def abandoned_ringing(f: PeopleFigures) -> Parts:
    return f.work.abandoned_ringing, ONE


@kpi(
    "agent_abandon_rate",
    "abandonment rate at the agent",
    "电话放弃率(座席)",
    "A02",
    SHARE,
    "(unanswered + abandoned_ringing) / offered",
    source="S0:117",
)
def agent_abandon_rate(f: PeopleFigures) -> Parts:
    return _unanswered(f) + f.work.abandoned_ringing, _offered(f)


@kpi(
    "short_ring_abandoned",
    "short ring abandons",
    "短振铃放弃",
    "A06",
    COUNT,
    "abandoned_ringing before run.started.short_ring",
    source="S0:116",
)
def short_ring_abandoned(f: PeopleFigures) -> Parts:
    return f.work.short_ring_abandoned, ONE


@kpi(
    "ring_2_3_abandoned",
    "abandoned at the second or third ring",
    "二三声放弃量",
    "A05",
    COUNT,
    "abandoned_ringing at ring 2 or 3",
    source="S0:117",
)
def ring_2_3_abandoned(f: PeopleFigures) -> Parts:
    return f.work.ring_2_3_abandoned, ONE


@kpi(
    "first_ring_answered",
    "answered at the first ring",
    "铃响一声接起",
    "A22",
    COUNT,
    "ring ≤ one cycle",
    source="S0:15",
)
def first_ring_answered(f: PeopleFigures) -> Parts:
    return f.work.first_ring_answered, ONE


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


def _time(name: str, english: str, chinese: str, *columns: int) -> None:
    def spent(f: PeopleFigures) -> Parts:
        return sum(f.within(column) for column in columns), ONE

    kpi(name, english, chinese, "", SECONDS, "time in state agent.state")(spent)


@kpi("signed_in", "time signed in", "在岗时长", "W10", SECONDS, "from sign-in to sign-out", source="S2:925")
def signed_in(f: PeopleFigures) -> Parts:
    return f.signed_in, ONE


_time("ready", "time ready", "就绪时长", AgentState.READY)
_time("not_ready", "time not ready", "未就绪时长", AgentState.NOT_READY)
_time("ringing", "time ringing", "振铃时长", AgentState.RINGING)
_time("talking", "time talking", "通话时长", AgentState.TALKING)
_time("holding", "time holding", "持线时长", AgentState.HOLDING)
_time("wrapping", "time wrapping up", "话后时长", AgentState.WRAP_UP)


@kpi("overtime", "time signed in after closing", "加班时长", "", SECONDS, "signed in after the measured window")
def overtime(f: PeopleFigures) -> Parts:
    return f.work.overtime, ONE


@kpi("sign_ins", "sign-ins", "签入签出次数", "W07", COUNT, "agent.signed_in (AMB-54)", source="S2:918")
def sign_ins(f: PeopleFigures) -> Parts:
    return f.work.sign_ins, ONE


@kpi(
    "wrap_up_and_not_ready",
    "wrap-up and unauthorised not-ready time",
    "整理与示忙时间",
    "W08",
    SECONDS,
    "wrapping + not_ready less authorised reasons (AMB-55)",
    source="S2:906",
)
def wrap_up_and_not_ready(f: PeopleFigures) -> Parts:
    return f.within(AgentState.WRAP_UP) + f.within(AgentState.NOT_READY) - f.authorised, ONE


@kpi(
    "longest_shift_wrap_up_and_not_ready",
    "the same in one shift, longest",
    "单班整理与示忙最长",
    "W08",
    SECONDS,
    "max from a sign-in to its sign-out",
    statistic=True,
    target=Target(high=1800),
    source="S2:906",
)
def longest_shift_wrap_up_and_not_ready(f: PeopleFigures) -> Values:
    return np.asarray(f.work.longest_pause, dtype=float)


@kpi("ended_by_agent", "calls ended by the agent", "座席挂机数", "B24", COUNT, "call.ended by agent")
def ended_by_agent(f: PeopleFigures) -> Parts:
    return f.work.ended_by_agent, ONE


def by_reason(reasons: list[str]) -> Catalogue:
    """``not_ready_by_reason`` for the reasons of one ledger; those without any under ``unstated``."""
    catalogue = Catalogue()
    for k, reason in enumerate([*reasons, "unstated"]):
        column = REASONS + k
        catalogue.kpi(
            f"not_ready_by_reason.{reason}",
            f"time not ready: {reason}",
            f"未就绪：{reason}",
            "W09",
            SECONDS,
            "by reason",
        )(lambda f, column=column: (f.within(column), ONE))
    return catalogue
