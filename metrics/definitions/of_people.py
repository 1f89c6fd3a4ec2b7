"""KPIs of agents and teams: calls that rang them, and their day (`cli.md`; `kpi.md` 1.A, 1.E and §3).

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


@kpi(
    "ratings",
    "ratings by callers",
    "用户评分数",
    "T04",
    COUNT,
    "call.rated; none where nobody was asked",
    source="S2:675",
)
def ratings(f: PeopleFigures) -> Parts:
    return f.work.rated, np.asarray(f.work.surveyed) > 0


@kpi(
    "rating_rate",
    "share of calls rated",
    "用户评分率",
    "T04",
    SHARE,
    "ratings / answered; none where nobody was asked",
    target=Target(low=0.35),
    source="S2:675",
)
def rating_rate(f: PeopleFigures) -> Parts:
    return f.work.rated, np.where(np.asarray(f.work.surveyed) > 0, f.work.answered, 0)


@kpi(
    "satisfaction",
    "satisfaction",
    "客户满意度",
    "T01",
    SHARE,
    "ratings of satisfied callers / ratings",
    target=Target(low=0.85),
    source="S2:433",
)
def satisfaction(f: PeopleFigures) -> Parts:
    return f.work.satisfied, f.work.rated


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
