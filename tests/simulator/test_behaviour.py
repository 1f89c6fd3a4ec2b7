"""What callers and agents do, with laws that leave nothing to chance: one day in a few lines."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from one_type import laid_out

from acd.events import MICROSECONDS, AgentState, Kind
from acd.model import Policy
from acd.policies import choose_agent, choose_call
from simulator.engines import loop
from simulator.layout import Layout
from simulator.workload import draw_day

OPENS = 8 * 3600
MISSES = {"answer": {"constant": "25s"}}


def ann(**habits: Any) -> dict[str, Any]:
    return {"agents": [{"name": "ann", "skills": {"sales": 1}} | habits]}


def day(layout: Layout, *arrives: float) -> list[tuple[float, int, int, int]]:
    """Seconds since opening, kind, and columns a and b of every event, for calls that come then."""
    drawn = draw_day(layout, 1)
    draws = np.append(drawn.draws[: len(arrives)], drawn.draws[-1:])
    draws["arrives"][:-1] = (OPENS + np.array(arrives)) * MICROSECONDS
    found = []
    for block in loop(layout, Policy(choose_agent, choose_call), replace(drawn, draws=draws)):
        for t, kind, _group, _call, _agent, a, b, _c in block.tolist():
            found.append((t / MICROSECONDS - OPENS, kind, a, b))
    return found


def when(events: list[tuple[float, int, int, int]], kind: Kind) -> list[float]:
    return [t for t, k, _a, _b in events if k == kind]


def becomes(events: list[tuple[float, int, int, int]], state: AgentState) -> list[float]:
    return [t for t, kind, a, _b in events if kind == Kind.AGENT_STATE and a == state]


def test_answer_talk_and_wrap_up_take_their_time_at_the_agents_pace() -> None:
    skills = {"sales": {"level": 1, "pace": 2.0}}
    layout = laid_out(
        {"talk": {"constant": "60s"}, "wrap_up": {"constant": "10s"}},
        **ann(skills=skills, pace=1.5, answer={"constant": "4s"}),
    )
    events = day(layout, 100)
    assert when(events, Kind.CALL_ANSWERED) == [104]
    assert when(events, Kind.CALL_ENDED) == [104 + 60 * 3]
    assert becomes(events, AgentState.READY)[1:] == [104 + (60 + 10) * 3]


def test_an_answer_that_takes_too_long_is_a_miss_and_the_agent_comes_back_later() -> None:
    layout = laid_out(
        {"patience": {"constant": "300s"}},
        **ann(**MISSES),
        ring={"no_answer_after": "20s", "back_after": {"constant": "1min"}},
    )
    events = day(layout, 100)
    assert when(events, Kind.CALL_RINGING) == [100, 180, 260, 340]
    assert when(events, Kind.CALL_UNANSWERED) == [120, 200, 280, 360]
    assert when(events, Kind.CALL_ABANDONED) == [400]


def test_patience_ends_while_it_rings() -> None:
    layout = laid_out({"patience": {"constant": "10s"}}, **ann(**MISSES), ring={"no_answer_after": "20s"})
    events = day(layout, 100)
    assert when(events, Kind.CALL_ABANDONED) == [110]
    assert when(events, Kind.CALL_UNANSWERED) == []


def test_who_never_answers_by_chance_misses_every_call() -> None:
    layout = laid_out({"patience": {"constant": "50s"}}, **ann(misses=1.0), ring={"then": "ready"})
    assert when(day(layout, 100), Kind.CALL_UNANSWERED) == [120, 140]


SHIFT = {"on": "08:00", "off": "11:00"}


@pytest.mark.parametrize(
    ("talk", "away", "back"),
    [("60s", 3600, 4500), ("1h", 100 + 3600, 100 + 3600 + 900)],
    ids=["idle", "at work"],
)
def test_a_break_lasts_its_time_from_when_it_really_begins(talk: str, away: float, back: float) -> None:
    tea = {"at": "09:00", "for": "15min", "reason": "tea"}
    shifts = {"early": SHIFT | {"breaks": [tea]}}
    events = day(laid_out({"talk": {"constant": talk}}, **ann(shift="early"), shifts=shifts), 100)
    assert becomes(events, AgentState.NOT_READY) == [away]
    assert becomes(events, AgentState.READY)[-1] == back


def test_a_break_due_during_another_absence_counts_from_its_own_beginning() -> None:
    breaks = [{"at": "09:00", "for": "15min", "reason": "tea"}, {"at": "09:10", "for": "30min", "reason": "lunch"}]
    events = day(laid_out(**ann(shift="early"), shifts={"early": SHIFT | {"breaks": breaks}}), 100)
    assert becomes(events, AgentState.NOT_READY) == [3600, 4200]
    assert becomes(events, AgentState.READY)[-1] == 4200 + 1800


def test_a_briefing_comes_before_the_first_call() -> None:
    shifts = {"early": SHIFT | {"briefing": "10min"}}
    events = day(laid_out(**ann(shift="early"), shifts=shifts), 100)
    assert when(events, Kind.CALL_RINGING) == [600]


def test_a_shift_ends_after_the_call() -> None:
    layout = laid_out({"talk": {"constant": "2h"}}, **ann(shift="early"), shifts={"early": SHIFT})
    assert when(day(layout, 7200), Kind.AGENT_SIGNED_OUT) == [7200 + 7200]
