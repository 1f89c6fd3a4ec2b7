"""Overflow: who else may take a call, from when, and for which group."""

import pytest
from desk import Desk

AGENTS = {"ann": {"sales": 1}, "bob": {"help": 2}, "cyd": {"help": 1, "vip": 1}, "dee": {"vip": 1}}


def desk_with(*steps, recount=False, agents=AGENTS, **changes):
    sales = {"overflow": list(steps), "recount_on_overflow": recount}
    return Desk(agents, groups={"sales": sales, "help": {}, "vip": {}}, **changes)


BUSY = {"to": "help", "when": "all_busy"}
LATER = {"to": "help", "after": "30s"}
ANYONE = {"to": "anyone", "after": "45s"}


@pytest.mark.parametrize(("recount", "word"), [(False, ""), (True, " recount")])
def test_all_busy_applies_at_the_offer_and_rings_the_best_level(recount, word):
    desk = desk_with(BUSY, recount=recount)
    desk.signs_in("bob", "cyd")
    assert desk.arrives()[2:] == [
        f"call.overflowed 0 sales help all_busy{word}",
        "call.ringing 0 cyd help 1 longest_idle",
        "cyd ready>ringing",
    ]


def test_all_busy_does_not_apply_while_somebody_of_the_group_is_ready():
    desk = desk_with(BUSY)
    desk.signs_in("ann", "cyd")
    assert "call.ringing 0 ann sales 1 longest_idle" in desk.arrives()


def test_all_busy_applies_even_if_nobody_there_is_ready():
    desk = desk_with(BUSY)
    assert desk.arrives()[2:] == ["call.overflowed 0 sales help all_busy", "call.queued 0 sales 1 no_agent"]
    assert "call.ringing 0 bob help 1 longest_waiting" in desk.at(9).signs_in("bob")


def test_before_its_age_a_step_reaches_nobody():
    desk = desk_with(LATER)
    desk.at(10).arrives()
    assert desk.wakes == [("WAKE_OVERFLOW", 0, 40)]
    assert desk.at(20).signs_in("bob") == ["agent.signed_in bob", "bob signed_out>ready"]
    assert desk.at(40).step_due(0, 0) == [
        "call.overflowed 0 sales help wait",
        "call.ringing 0 bob help 1 longest_idle",
        "bob ready>ringing",
    ]


def test_a_step_applies_once():
    desk = desk_with(LATER)
    desk.arrives()
    desk.at(30).step_due(0, 0)
    assert desk.step_due(0, 0) == []


def test_anyone_is_served_for_the_agents_first_group():
    desk = desk_with(LATER, ANYONE)
    desk.arrives()
    desk.at(30).step_due(0, 0)
    desk.signs_in("dee")
    assert desk.at(45).step_due(0, 1) == [
        "call.overflowed 0 sales anyone wait",
        "call.ringing 0 dee vip 1 longest_idle",
        "dee ready>ringing",
    ]


def test_own_agents_come_first_then_steps_in_the_order_of_the_file():
    desk = desk_with({"to": "vip", "when": "all_busy"}, BUSY)
    desk.signs_in("bob", "cyd", "dee")
    rung = [next(line for line in desk.arrives() if "ringing" in line) for _ in range(3)]
    assert [line.split()[2:4] for line in rung] == [["cyd", "vip"], ["dee", "vip"], ["bob", "help"]]


def test_a_step_that_came_due_while_it_rang_applies_when_the_call_waits_again():
    desk = desk_with(LATER, ring={"no_answer_after": "40s"})
    desk.signs_in("ann", "bob")
    desk.arrives()
    assert desk.at(30).step_due(0, 0) == []
    assert desk.at(40).rings_out(0)[2:] == [
        "call.queued 0 sales 1 unanswered",
        "call.overflowed 0 sales help wait",
        "call.ringing 0 bob help 2 longest_idle",
        "bob ready>ringing",
    ]


def test_an_overflowed_call_keeps_its_place_in_time():
    desk = desk_with(BUSY)
    desk.at(1).arrives("help")
    desk.at(2).arrives("sales")
    desk.at(3).arrives("help")
    served = [desk.at(10).signs_in(name)[2] for name in ("bob", "cyd")]
    assert served == ["call.ringing 0 bob help 1 longest_waiting", "call.ringing 1 cyd help 1 longest_waiting"]


def test_under_skill_level_an_own_call_is_nearer_than_one_for_anyone():
    desk = desk_with({"to": "anyone", "when": "all_busy"}, choose_call="skill_level")
    desk.at(1).arrives("sales")
    desk.at(2).arrives("help")
    assert "call.ringing 1 bob help 1 skill_level" in desk.at(3).signs_in("bob")
