"""Figures of what befalls calls beside the queue: transfers, holds, busy tones, faults, menus, money."""

from typing import Any

import pytest

from acd.events import AgentState, Blocked, Deflected, DeflectedTo, EndedBy, Kind, QueueCause, Stage
from metrics.ledger.ledger import Ledger
from metrics.report import document

HOUR = 3_600_000_000


def figures(day: Any) -> dict[str, Any]:
    return document(Ledger.of(day.header, day.events()))


def transfer(day: Any, t: float, call: int, agent: int = 0, to: int = 1, wrap: float = 10) -> None:
    """Blind, out of a talk for the first group; the agent wraps up."""
    day.at(t, Kind.CALL_TRANSFERRED, call, 0, agent, to)
    day.state(t, agent, AgentState.WRAP_UP)
    day.state(t + wrap, agent, AgentState.READY)


@pytest.fixture
def transferred(make_day: Any) -> Any:
    """Answered after 2 s, transferred at 32 s with nobody free in the other group, one agent for each group."""
    day = make_day(groups=2, agents=2, measured=(0, HOUR))
    day.sign_in(0, 0)
    day.sign_in(0, 1, AgentState.NOT_READY)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(2, 1)
    transfer(day, 32, 1)
    day.queue(32, 1, 1, QueueCause.TRANSFER)
    return day


def test_the_second_leg_is_the_receiving_agents_and_nobody_elses(transferred: Any) -> None:
    day = transferred
    day.state(92, 1, AgentState.READY)
    day.ring(92, 1, 1, 1)
    day.answer(96, 1, 1, 1)
    day.hold(100, 1, 1, lasts=8)
    day.end(126, 1, 1, 1, wrap=4)
    of = figures(day)
    centre, first, second = of["centre"], of["groups"]["g0"], of["groups"]["g1"]
    assert [centre[name] for name in ("offered", "answered", "answer_rate", "transferred")] == [1, 1, 1, 1]
    assert [first[name] for name in ("offered", "answered", "transferred", "overflowed_out")] == [1, 1, 1, 0]
    assert [second[name] for name in ("offered", "answered", "overflowed_in", "transferred")] == [0, 0, 0, 0]
    assert (of["agents"]["a1"]["answered"], of["agents"]["a1"]["offered"], of["teams"]["B"]["answered"]) == (1, 1, 1)
    assert (centre["mean_talk"], centre["mean_hold"], centre["mean_wrap_up"]) == (30 + 22, 8, 10 + 4)
    assert centre["aht"] == first["aht"] == (2 + 4) + 52 + 8 + 14
    assert (of["agents"]["a0"]["aht"], of["agents"]["a1"]["aht"]) == (2 + 30 + 10, 4 + 22 + 8 + 4)


def test_the_second_queue_is_long_and_nobodys_wait(transferred: Any) -> None:
    """`scenario.md`: the wait of a call is to its first answer; a queue is as long as it is."""
    day = transferred
    day.state(92, 1, AgentState.READY)
    day.ring(92, 1, 1, 1)
    day.answer(96, 1, 1, 1)
    day.end(126, 1, 1, 1)
    of = figures(day)
    assert of["groups"]["g1"]["mean_queue_length"] == of["centre"]["mean_queue_length"] == round(60 / 3600, 6)
    assert (of["groups"]["g1"]["max_queue_length"], of["groups"]["g0"]["max_queue_length"]) == (1, 0)
    waits = ("mean_queue_wait", "mean_answer_wait", "mean_wait", "longest_wait", "queued")
    assert [of["centre"][name] for name in waits] == [0, 2, 2, 0, 0]


@pytest.mark.parametrize("way", ["abandoned", "rung and abandoned", "closed"])
def test_who_leaves_after_a_transfer_was_answered(transferred: Any, way: str) -> None:
    day = transferred
    if way == "abandoned":
        day.at(50, Kind.CALL_ABANDONED, 1, 1, -1, Stage.QUEUE)
    elif way == "rung and abandoned":
        day.state(40, 1, AgentState.READY)
        day.ring(40, 1, 1, 1)
        day.abandon(43, 1, 1, 1)
    else:
        day.at(50, Kind.CALL_DEFLECTED, 1, 1, -1, Deflected.CLOSED, DeflectedTo.MESSAGE)
    of = figures(day)
    gone = ("abandoned", "abandoned_queue", "abandoned_ringing", "deflected", "overflowed_out", "overflowed_in")
    for place in (of["centre"], *of["groups"].values()):
        assert [place[name] for name in gone] == [0] * 6
    assert (of["centre"]["answered"], of["centre"]["service_level"], of["centre"]["mean_wait"]) == (1, 1, 2)
    assert of["agents"]["a1"]["abandoned_ringing"] == (way == "rung and abandoned")


def test_a_fault_takes_calls_where_it_finds_them(make_day: Any) -> None:
    """In the menu, in the queue, held: never offered, lost, cut off; while it lasts the busy tone is not the lines'."""
    day = make_day(measured=(0, HOUR))
    day.sign_in(0, 0)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(3, 1)
    day.at(40, Kind.CALL_HELD, 1, -1, 0)
    day.state(40, 0, AgentState.HOLDING)
    day.offer(10, 2)
    day.queue(10, 2)
    day.at(50, Kind.CALL_ARRIVED, 3, -1, -1, 0)
    day.at(50, Kind.IVR_STARTED, 3)
    day.at(60, Kind.FAULT_STARTED, -1, -1, -1, 0)
    day.at(60, Kind.CALL_LOST, 1, 0, 0)
    day.state(60, 0, AgentState.READY)
    day.at(60, Kind.CALL_LOST, 2, 0)
    day.at(60, Kind.CALL_LOST, 3)
    day.at(70, Kind.CALL_ARRIVED, 4, -1, -1, 0)
    day.at(70, Kind.CALL_BLOCKED, 4, -1, -1, Blocked.FAULT)
    day.at(80, Kind.FAULT_ENDED, -1, -1, -1, 0)
    of = figures(day)
    centre = of["centre"]
    counts = ("arrived", "offered", "answered", "lost", "dropped", "lost_in_menu", "blocked", "busy_rate")
    assert [centre[name] for name in counts] == [4, 2, 1, 1, 1, 1, 1, 0]
    assert centre["mean_wait"] == (3 + 50) / 2
    assert (centre["mean_talk"], centre["mean_hold"], of["agents"]["a0"]["max_hold"]) == (37, 20, 20)
    assert centre["lost_rate"] == round(2 / 3, 6)


def test_time_on_hold_is_handling(make_day: Any) -> None:
    day = make_day(measured=(0, 1_000_000_000))
    day.sign_in(0, 0)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(0, 1)
    day.hold(100, 1, lasts=400)
    day.end(600, 1)
    day.state(1000, 0, AgentState.SIGNED_OUT)
    of = figures(day)
    assert of["centre"]["occupancy"] == of["agents"]["a0"]["occupancy"] == 0.6
    assert (of["agents"]["a0"]["holding"], of["agents"]["a0"]["talking"]) == (400, 200)


def test_money_is_rostered_hours_and_line_minutes(make_day: Any) -> None:
    """Lines are paid for from arrival to the end, people as planned; where no price is known there is no cost."""
    config = {"costs": {"agent_hour": 45.0, "line_minute": 0.06, "currency": "CNY"}}
    day = make_day(agents=2, measured=(0, 2 * HOUR), interval=HOUR, config=config)
    day.at(0, Kind.SHIFT_PLANNED, -1, -1, 0, 0, 5400, 0)
    day.at(0, Kind.SHIFT_PLANNED, -1, -1, 0, 5400, 7200, 1)
    day.sign_in(0, 0)
    day.sign_in(3600, 1)
    day.at(10, Kind.CALL_ARRIVED, 1, -1, -1, 0)
    day.at(10, Kind.IVR_STARTED, 1)
    day.at(70, Kind.IVR_COMPLETED, 1)
    day.at(100, Kind.CALL_ARRIVED, 2, -1, -1, 0)
    day.at(130, Kind.CALL_OFFERED, 2, 0)
    day.ring(130, 2)
    day.answer(130, 2)
    day.end(400, 2)
    day.sign_out(7200, 1)
    of = figures(day)
    money = 45 * (2 + 1) + 0.06 * (1 + 5)
    assert (of["centre"]["cost"], of["centre"]["cost_per_call"]) == (money, money)
    assert [each["centre"]["cost"] for each in of["intervals"]] == [45 + 0.36, 90]
    assert of["agents"]["a0"]["utilisation"] == round(270 / 7200, 6)
    day.header.config = None
    assert (figures(day)["centre"]["cost"], figures(day)["centre"]["cost_per_call"]) == (None, None)


def test_balance_is_the_spread_of_occupancy_over_agents(make_day: Any) -> None:
    """On post 3/4 and 1/4 of the time: mean 1/2, standard deviation 1/4; who never signs in is not among them."""
    day = make_day(agents=3, measured=(0, 400_000_000))
    for agent, talk in enumerate((300, 100)):
        day.sign_in(0, agent)
        day.offer(0, agent)
        day.ring(0, agent, agent)
        day.answer(0, agent, agent)
        day.at(talk, Kind.CALL_ENDED, agent, 0, agent, EndedBy.CALLER)
        day.state(talk, agent, AgentState.READY)
    assert figures(day)["centre"]["balance"] == 0.5


def test_the_four_service_levels_and_the_promised_one(make_day: Any) -> None:
    """Of ten: six answered, five of them in time; two hung up in time, one of these at once; two later."""
    day = make_day()
    day.sign_in(0, 0)
    for call in range(10):
        t = 1000 * call
        day.offer(t, call)
        if call < 6:
            day.ring(t, call)
            day.answer(t + (20 if call < 5 else 20.000001), call)
            day.end(t + 60, call)
        else:
            day.queue(t, call)
            day.abandon(t + (4, 20, 25, 300)[call - 6], call)
    of = figures(day)["groups"]["g0"]
    assert of["service_level"] == 0.5
    assert of["service_level_variants"] == {
        "answered_within/answered": round(5 / 6, 6),
        "(answered_within+abandoned_within)/offered": 0.7,
        "answered_within/(offered−abandoned_within)": 0.625,
        "answered_within/(offered−short_abandoned)": round(5 / 9, 6),
    }
