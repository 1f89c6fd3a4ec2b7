"""Before the queue: busy tone, menu, opening hours of a group, a queue that is full."""

import pytest
from desk import Desk

ANN = {"ann": {"sales": 1}}


def test_a_call_beyond_the_lines_hears_the_busy_tone():
    desk = Desk(ANN, lines=1)
    desk.arrives()
    assert desk.arrives() == ["call.arrived 1", "call.blocked 1 lines_busy"]
    desk.hangs_up(0)
    assert "call.queued 2 sales 1 no_agent" in desk.arrives()


def test_a_caller_in_the_menu_holds_a_line_and_is_not_offered():
    desk = Desk(ANN, lines=1)
    desk.signs_in("ann")
    assert desk.arrives(menu=True) == ["call.arrived 0", "ivr.started 0"]
    assert desk.arrives()[1] == "call.blocked 1 lines_busy"
    assert desk.at(20).asks_for_a_person(0) == [
        "call.offered 0 sales 0",
        "call.ringing 0 ann sales 1 longest_idle",
        "ann ready>ringing",
    ]


@pytest.mark.parametrize(("served", "told"), [(True, "ivr.completed 0"), (False, "ivr.abandoned 0")])
def test_the_menu_may_be_all_that_a_caller_meets(served, told):
    desk = Desk(ANN, lines=1)
    desk.signs_in("ann")
    desk.arrives(menu=True)
    assert desk.leaves_the_menu(0, served) == [told]
    assert desk.asks_for_a_person(0) == []
    assert desk.leaves_the_menu(0, served) == []
    assert "ann ready>ringing" in desk.arrives()


def test_after_closing_agents_stay_for_a_caller_in_the_menu():
    desk = Desk({"ann": {"sales": 1}, "bob": {"help": 1}}, groups={"sales": {}, "help": {}})
    desk.signs_in("ann", "bob")
    desk.arrives(menu=True)
    assert desk.closes() == ["agent.signed_out bob", "bob ready>signed_out"]
    assert desk.leaves_the_menu(0) == ["ivr.completed 0", "agent.signed_out ann", "ann ready>signed_out"]


def test_outside_its_hours_a_group_takes_no_calls():
    group = {"hours": ["08:00", "09:00"], "outside_hours": {"deflect": "voicemail"}}
    desk = Desk(ANN, groups={"sales": group})
    desk.at(7 * 3600).signs_in("ann")
    assert desk.arrives()[2:] == ["call.deflected 0 sales closed voicemail"]
    assert "ann ready>ringing" in desk.at(8 * 3600).arrives()
    assert desk.at(9 * 3600).arrives()[2:] == ["call.deflected 2 sales closed voicemail"]


@pytest.mark.parametrize(("hour", "taken"), [(21, False), (22, True), (23, True), (24, True), (29, True), (30, False)])
def test_hours_may_cross_midnight(hour, taken):
    desk = Desk(ANN, groups={"sales": {"hours": ["22:00", "06:00"]}})
    desk.at(hour * 3600)
    assert ("call.deflected 0 sales closed message" in desk.arrives()) is not taken


def test_a_full_queue_turns_callers_away_before_they_can_balk():
    desk = Desk(ANN, groups={"sales": {"queue_limit": 1, "when_full": {"deflect": "busy"}}})
    desk.arrives()
    assert desk.arrives(balks=True)[2:] == ["call.deflected 1 sales queue_full busy"]


def test_a_missed_call_queues_again_however_full_the_queue():
    desk = Desk(ANN, groups={"sales": {"queue_limit": 1}})
    desk.signs_in("ann")
    desk.arrives()
    desk.arrives()
    assert "call.queued 0 sales 1 unanswered" in desk.at(20).rings_out(0)


def test_who_has_waited_as_long_as_anybody_may_is_sent_away():
    desk = Desk(ANN, groups={"sales": {"max_wait": 60, "when_full": {"deflect": "callback"}}})
    desk.arrives()
    assert desk.wakes == [("WAKE_MAX_WAIT", 0, 60)]
    assert desk.at(59).max_wait_due(0) == []
    assert desk.at(60).max_wait_due(0) == ["call.deflected 0 sales max_wait callback"]
    assert desk.max_wait_due(0) == []


def test_the_longest_wait_may_end_in_a_ring_but_not_go_on_after_it():
    desk = Desk(ANN, groups={"sales": {"max_wait": 60}})
    desk.arrives()
    desk.at(50).signs_in("ann")
    assert desk.at(60).max_wait_due(0) == []
    assert desk.at(70).rings_out(0)[2:] == ["call.deflected 0 sales max_wait message"]
