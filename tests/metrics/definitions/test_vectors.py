"""The worked vectors of `kpi.md` §4 that a ledger can express, as ledgers made by hand."""

import pytest

from acd.events import AgentState, Kind
from metrics.ledger.ledger import Ledger
from metrics.report import document


def figures(day):
    return document(Ledger.of(day.header, day.events()))


def v1(make_day, recount):
    """A: 80 answered, 15 overflow to B, 5 abandoned. B: 48 of 50 answered, 2 abandoned."""
    day = make_day(groups=2, agents=2)
    fates = [(0, 0)] * 80 + [(0, 1)] * 15 + [(0, None)] * 5 + [(1, 1)] * 48 + [(1, None)] * 2
    for agent in range(2):
        day.sign_in(0, agent)
    for call, (group, by) in enumerate(fates):
        t = 100 * call
        day.offer(t, call, group)
        if by is None:
            day.queue(t, call, group)
            day.abandon(t + 30, call, group)
            continue
        if by != group:
            day.at(t, Kind.CALL_OVERFLOWED, call, group, -1, by, 0, int(recount))
        day.ring(t, call, by, by)
        day.answer(t + 5, call, by, by)
        day.end(t + 60, call, by, by)
    return figures(day)


def test_v1_overflow_without_recount(make_day):
    of = v1(make_day, recount=False)
    assert of["groups"]["g0"]["answer_rate"] == 0.80
    assert of["groups"]["g1"]["answer_rate"] == 1.26
    assert of["centre"]["answer_rate"] == round(143 / 150, 6)
    assert of["centre"]["abandon_rate"] == round(7 / 150, 6)
    assert of["centre"]["overflowed_out"] == of["centre"]["overflowed_in"] == 15
    assert of["groups"]["g0"]["overflowed_out"] == of["groups"]["g1"]["overflowed_in"] == 15


def test_v2_overflow_with_recount(make_day):
    of = v1(make_day, recount=True)
    assert of["groups"]["g0"]["answer_rate"] == 0.80
    assert of["groups"]["g1"]["offered"] == 65
    assert of["groups"]["g1"]["answer_rate"] == round(63 / 65, 6)
    assert of["centre"]["answer_rate"] == round(143 / 150, 6)
    assert of["centre"]["offered"] == 150


def test_v3_ring_no_answer_passed_on(make_day):
    day = make_day(agents=2)
    day.sign_in(0, 0)
    day.sign_in(0, 1)
    day.offer(10, 1)
    day.ring(10, 1, 0)
    day.miss(30, 1, 0)
    day.ring(30, 1, 1)
    day.answer(35, 1, 1)
    day.end(95, 1, 1)
    of = figures(day)
    first, second = of["agents"]["a0"], of["agents"]["a1"]
    assert (first["offered"], first["answered"], first["unanswered"], first["agent_abandon_rate"]) == (1, 0, 1, 1)
    assert (second["offered"], second["answered"], second["answer_rate"]) == (1, 1, 1)
    centre = of["centre"]
    assert (centre["offered"], centre["answered"], centre["abandoned"]) == (1, 1, 0)
    assert first["offered"] + second["offered"] == 2
    assert centre["mean_answer_wait"] == 25
    assert (centre["mean_queue_wait"], centre["mean_ring"], centre["mean_rings"]) == (20, 5, 5)
    assert (second["mean_response"], first["mean_response"], second["first_ring_answered"]) == (5, None, 1)


@pytest.mark.parametrize(
    ("after", "short", "second_or_third"), [(12, 0, 1), (3, 1, 0), (5, 0, 0), (15, 0, 1), (16, 0, 0)]
)
def test_v4_v5_abandoned_while_ringing(make_day, after, short, second_or_third):
    day = make_day()
    day.sign_in(0, 0)
    day.offer(10, 1)
    day.ring(10, 1)
    day.abandon(10 + after, 1, 0, 0)
    of = figures(day)
    agent = of["agents"]["a0"]
    assert (agent["abandoned_ringing"], agent["agent_abandon_rate"]) == (1, 1)
    assert (agent["short_ring_abandoned"], agent["ring_2_3_abandoned"]) == (short, second_or_third)
    assert (of["centre"]["abandoned_ringing"], of["centre"]["abandon_rate"]) == (1, 1)


def test_v6_holds(make_day):
    day = make_day()
    day.sign_in(0, 0)
    for call in range(100):
        t = 200 * call
        day.offer(t, call)
        day.ring(t, call)
        day.answer(t + 1, call)
        for k in range(3 if call == 0 else call < 18):
            day.hold(t + 10 + 20 * k, call, lasts=18)
        day.end(t + 110, call)
    agent = figures(day)["agents"]["a0"]
    assert agent["holds"] == 20
    assert (agent["mean_hold"], agent["mean_hold_each"], agent["hold_rate"]) == (3.6, 18, 0.2)
    assert (agent["max_holds_per_call"], agent["max_hold"], agent["holding"]) == (3, 18, 360)
    assert agent["mean_talk"] == (100 * 109 - 360) / 100


def test_v7_efficiency(make_day):
    day = make_day(measured=(0, 28_800_000_000))
    day.sign_in(0, 0)
    day.state(2880, 0, AgentState.NOT_READY, 1)
    day.state(5760, 0, AgentState.READY)
    day.offer(8640, 1)
    day.ring(8640, 1)
    day.answer(8645, 1)
    day.end(28_000, 1, wrap=800)
    day.sign_out(28_800, 0)
    of = figures(day)
    agent = of["agents"]["a0"]
    assert (agent["signed_in"], agent["ready"], agent["not_ready"]) == (28_800, 5760, 2880)
    assert (agent["work_efficiency"], agent["on_post_occupancy"]) == (0.9, 0.7)
    assert agent["not_ready_by_reason"]["rest"] == 2880
    assert of["centre"]["occupancy"] == round(20_160 / (20_160 + 5760), 6)
    assert of["centre"]["staffed"] == 1


def test_v21_busy_tone(make_day):
    day = make_day()
    for call in range(1000):
        day.at(call, Kind.CALL_ARRIVED, call, -1, -1, 0)
        if call < 20:
            day.at(call, Kind.CALL_BLOCKED, call, -1, -1, 0)
        else:
            day.at(call, Kind.CALL_OFFERED, call, 0)
    day.at(2000, Kind.CALL_ARRIVED, 2000, -1, -1, 0)
    day.at(2000, Kind.CALL_BLOCKED, 2000, -1, -1, 1)
    centre = figures(day)["centre"]
    assert (centre["arrived"], centre["blocked"], centre["offered"]) == (1001, 21, 980)
    assert centre["busy_rate"] == 0.02


def test_v22_menu(make_day):
    day = make_day()
    day.sign_in(0, 0)
    for call in range(1000):
        t = 10 * call
        day.at(t, Kind.CALL_ARRIVED, call, -1, -1, 0)
        day.at(t, Kind.IVR_STARTED, call)
        if call < 640:
            day.at(t + 1, Kind.IVR_COMPLETED, call)
        elif call < 700:
            day.at(t + 1, Kind.IVR_ABANDONED, call)
        else:
            day.at(t + 1, Kind.CALL_OFFERED, call, 0)
            if call < 715:
                day.abandon(t + 2, call)
            else:
                day.ring(t + 2, call)
                day.answer(t + 3, call)
                day.end(t + 5, call)
    of = figures(day)
    centre = of["centre"]
    assert (centre["connect_rate"], centre["lost_rate"], centre["answer_rate"]) == (0.925, 0.075, 0.95)
    assert centre["self_service_share"] == round(640 / 925, 6)
    assert centre["mean_rings"] == 1
    assert (centre["arrived"], of["groups"]["g0"]["arrived"]) == (1000, 300)


def test_transfer_counts_once_for_the_caller_and_for_each_agent(make_day):
    day = make_day(groups=2, agents=2)
    day.sign_in(0, 0)
    day.sign_in(0, 1)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(2, 1)
    day.at(32, Kind.CALL_TRANSFERRED, 1, 0, 0, 1)
    day.state(32, 0, AgentState.WRAP_UP)
    day.state(42, 0, AgentState.READY)
    day.ring(32, 1, 1, 1)
    day.answer(36, 1, 1, 1)
    day.end(56, 1, 1, 1, wrap=4)
    of = figures(day)
    assert (of["groups"]["g0"]["answered"], of["groups"]["g1"]["answered"]) == (1, 0)
    assert (of["agents"]["a0"]["transfer_rate"], of["agents"]["a1"]["answered"]) == (1, 1)
    assert of["groups"]["g0"]["mean_talk"] == 50
    assert of["groups"]["g0"]["aht"] == 2 + 4 + 50 + 14
    assert of["groups"]["g1"]["overflowed_in"] == 0


def test_a_plan_kept_and_not_kept(make_day):
    day = make_day()
    day.at(0, Kind.SHIFT_PLANNED, -1, -1, 0, 100, 200, 0)
    day.at(0, Kind.SHIFT_PLANNED, -1, -1, 0, 200, 250, 1)
    day.at(0, Kind.SHIFT_PLANNED, -1, -1, 0, 250, 300, 0)
    day.sign_in(110, 0)
    day.state(205, 0, AgentState.NOT_READY, 1)
    day.state(260, 0, AgentState.READY)
    day.sign_out(320, 0)
    of = figures(day)
    assert of["agents"]["a0"]["adherence"] == (90 + 45 + 40) / 200
    assert of["agents"]["a0"]["signed_in"] == 210


def test_pauses_of_a_shift_leave_out_authorised_reasons(make_day):
    day = make_day()
    day.sign_in(0, 0)
    day.state(100, 0, AgentState.NOT_READY, 1)
    day.state(160, 0, AgentState.READY)
    day.sign_out(200, 0)
    day.sign_in(300, 0)
    day.state(310, 0, AgentState.NOT_READY, 2)
    day.state(400, 0, AgentState.READY)
    day.state(405, 0, AgentState.NOT_READY, 1)
    day.state(415, 0, AgentState.READY)
    day.sign_out(420, 0)
    agent = figures(day)["agents"]["a0"]
    assert (agent["sign_ins"], agent["not_ready"]) == (2, 160)
    assert agent["longest_shift_wrap_up_and_not_ready"] == 60
    assert agent["wrap_up_and_not_ready"] == 70
