"""What happens to a call: rung, waiting, missed, given up, answered, ended, written up."""

import pytest
from desk import Desk

from acd.events import EndedBy
from acd.model import CallState

ANN = {"ann": {"sales": 1}}
TWO = {"ann": {"sales": 1}, "bob": {"sales": 1}}


def test_a_call_that_finds_somebody_ready_rings_at_once():
    desk = Desk(ANN)
    desk.signs_in("ann")
    assert desk.at(10).arrives() == [
        "call.arrived 0",
        "call.offered 0 sales 0",
        "call.ringing 0 ann sales 1 longest_idle",
        "ann ready>ringing",
    ]
    assert desk.wakes == [("WAKE_NO_ANSWER", 0, 30)]


def test_answer_talk_end_and_ready_again():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives()
    assert desk.at(3).answers("ann") == ["call.answered 0 ann sales", "ann ringing>talking"]
    assert desk.at(60).ends(0, EndedBy.AGENT) == ["call.ended 0 ann sales agent", "ann talking>ready"]


def test_wrap_up_comes_before_the_next_call():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives(wraps=True)
    desk.answers("ann")
    desk.arrives()
    assert desk.at(60).ends(0) == ["call.ended 0 ann sales caller", "ann talking>wrap_up"]
    assert desk.at(90).wrapped_up("ann") == [
        "ann wrap_up>ready",
        "call.ringing 1 ann sales 1 longest_waiting",
        "ann ready>ringing",
    ]


def test_calls_that_find_nobody_wait_in_line():
    desk = Desk(ANN)
    assert desk.at(1).arrives()[2:] == ["call.queued 0 sales 1 no_agent"]
    assert desk.at(2).arrives()[2:] == ["call.queued 1 sales 2 no_agent"]
    assert desk.at(3).signs_in("ann")[2:] == ["call.ringing 0 ann sales 1 longest_waiting", "ann ready>ringing"]


def test_higher_priority_goes_first_and_the_position_says_so():
    types = {"plain": {"group": "sales"}, "vip": {"group": "sales", "priority": 5}}
    desk = Desk(ANN, call_types=types)
    desk.at(1).arrives("plain")
    assert desk.at(2).arrives("vip")[1:] == ["call.offered 1 sales 5", "call.queued 1 sales 1 no_agent"]
    assert desk.at(3).arrives("plain")[2:] == ["call.queued 2 sales 3 no_agent"]
    assert "call.ringing 1 ann sales 1 longest_waiting" in desk.signs_in("ann")


def test_who_balks_hangs_up_instead_of_waiting_but_not_instead_of_being_rung():
    desk = Desk(ANN)
    assert desk.arrives(balks=True) == ["call.arrived 0", "call.offered 0 sales 0", "call.abandoned 0 sales queue"]
    desk.signs_in("ann")
    assert "ann ready>ringing" in desk.arrives(balks=True)


def test_giving_up_in_the_queue():
    desk = Desk(ANN)
    desk.arrives()
    desk.arrives()
    assert desk.at(5).hangs_up(0) == ["call.abandoned 0 sales queue"]
    assert "call.ringing 1 ann sales 1 longest_waiting" in desk.signs_in("ann")


def test_giving_up_while_it_rings_frees_the_agent_for_the_next():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives()
    desk.arrives()
    assert desk.at(5).hangs_up(0) == [
        "call.abandoned 0 ann sales ringing",
        "ann ringing>ready",
        "call.ringing 1 ann sales 1 longest_waiting",
        "ann ready>ringing",
    ]


def test_no_answer_passes_the_call_on_and_makes_the_agent_not_ready():
    desk = Desk(TWO)
    desk.signs_in("ann", "bob")
    desk.arrives()
    assert desk.at(20).rings_out(0) == [
        "call.unanswered 0 ann sales no_answer",
        "ann ringing>not_ready no_answer",
        "call.ringing 0 bob sales 2 longest_idle",
        "bob ready>ringing",
    ]


def test_with_then_ready_another_is_rung_first_and_the_same_agent_only_alone():
    desk = Desk(TWO, ring={"then": "ready"})
    desk.signs_in("ann", "bob")
    desk.arrives()
    passed_on = desk.at(20).rings_out(0)
    assert passed_on[1:3] == ["ann ringing>ready", "call.ringing 0 bob sales 2 longest_idle"]
    desk.at(25).not_ready("ann")
    assert desk.at(40).rings_out(0)[2:] == [
        "call.queued 0 sales 1 unanswered",
        "call.ringing 0 bob sales 3 longest_waiting",
        "bob ready>ringing",
    ]


def test_who_became_ready_at_the_very_moment_of_the_miss_is_rung():
    desk = Desk(TWO, ring={"then": "ready"})
    desk.signs_in("ann")
    desk.arrives()
    desk.at(20).signs_in("bob")
    assert "call.ringing 0 bob sales 2 longest_idle" in desk.rings_out(0)


def test_a_missed_call_keeps_its_age():
    desk = Desk(TWO, ring={"then": "ready"})
    desk.signs_in("ann")
    desk.at(1).arrives()
    desk.at(2).arrives()
    assert desk.at(21).rings_out(0)[2:4] == [
        "call.queued 0 sales 1 unanswered",
        "call.ringing 0 ann sales 2 longest_waiting",
    ]


def test_who_meant_to_be_away_is_away_for_that_reason_after_a_miss():
    desk = Desk(ANN, ring={"then": "ready"})
    desk.signs_in("ann")
    desk.arrives()
    desk.not_ready("ann", "lunch")
    assert "ann ringing>not_ready lunch" in desk.rings_out(0)


def test_who_meant_to_be_away_is_away_after_a_caller_gave_up():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives()
    desk.not_ready("ann", "lunch")
    assert desk.hangs_up(0)[1:] == ["ann ringing>not_ready lunch"]


@pytest.mark.parametrize("then", ["ready", "not_ready"])
def test_who_is_due_to_leave_leaves_after_a_miss(then):
    desk = Desk(ANN, ring={"then": then})
    desk.signs_in("ann")
    desk.arrives()
    desk.shift_ends("ann")
    assert desk.rings_out(0)[1:3] == ["agent.signed_out ann", "ann ringing>signed_out"]


def test_what_comes_late_or_twice_changes_nothing():
    desk = Desk(TWO, ring={"then": "ready"})
    desk.signs_in("ann", "bob")
    desk.arrives()
    desk.at(20).rings_out(0)
    before = desk.picture()
    assert desk.rings_out(0, attempt=1) == []
    assert desk.answers("ann") == []
    assert desk.wrapped_up("bob") == []
    assert desk.ends(0) == []
    assert desk.signs_in("ann") == []
    assert desk.ready("ann") == []
    assert desk.picture() == before
    desk.answers("bob")
    before = desk.picture()
    assert desk.rings_out(0) == []
    assert desk.hangs_up(0) == []
    assert desk.answers("bob") == []
    assert desk.picture() == before
    desk.ends(0)
    before = desk.picture()
    assert desk.ends(0) == []
    assert desk.hangs_up(0) == []
    assert desk.step_due(0, 0) == []
    assert desk.picture() == before


def test_a_row_serves_the_next_call():
    desk = Desk(ANN)
    desk.arrives()
    row = desk.rows[0]
    desk.hangs_up(0)
    desk.arrives()
    assert desk.rows[1] == row
    assert desk.centre.calls[row].state == CallState.QUEUED
    assert desk.step_due(0, 0) == []
    assert desk.rings_out(0) == []
