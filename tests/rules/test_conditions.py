"""Overflow on a condition: a long queue, nobody there, a long wait to be expected; and callers whom waiting raises."""

import pytest
from desk import Desk

PEOPLE = {"ann": {"sales": 1}, "bob": {"help": 1}}


def desk_with(step, agents=PEOPLE, **said):
    sales = {"overflow": [{"to": "help"} | step]} | said
    return Desk(
        agents, groups={"sales": sales, "help": {}}, call_types={"sales": {"group": "sales"}, "help": {"group": "help"}}
    )


def test_the_oldest_overflow_until_the_queue_is_no_longer_too_long():
    desk = desk_with({"when": "queue > 1"})
    desk.signs_in("ann", "bob")
    desk.arrives()
    desk.arrives()
    assert not any("overflowed" in line for line in desk.arrives()[:3])
    desk = desk_with({"when": "queue > 1"})
    desk.signs_in("bob")
    desk.arrives()
    assert desk.arrives()[2:] == [
        "call.queued 1 sales 2 no_agent",
        "call.overflowed 0 sales help length",
        "call.ringing 0 bob help 1 longest_idle",
        "bob ready>ringing",
    ]


def test_a_caller_who_finds_the_queue_too_long_already_does_not_queue():
    desk = desk_with({"when": "queue > 1"})
    desk.arrives()
    desk.arrives()
    desk.signs_in("bob")
    desk.arrives()
    desk.at(5).answers("bob")
    assert desk.at(6).arrives()[2] == "call.overflowed 3 sales help length"


def test_with_nobody_signed_in_calls_overflow_at_the_offer():
    desk = desk_with({"when": "unstaffed"})
    desk.signs_in("bob")
    assert desk.arrives()[2:4] == ["call.overflowed 0 sales help unstaffed", "call.ringing 0 bob help 1 longest_idle"]
    desk.signs_in("ann")
    desk.not_ready("ann")
    assert desk.arrives()[2:] == ["call.queued 1 sales 1 no_agent"]


def test_when_the_last_one_leaves_those_who_wait_overflow():
    desk = desk_with({"when": "unstaffed"})
    desk.signs_in("ann", "bob")
    desk.not_ready("ann")
    desk.arrives()
    assert desk.at(60).shift_ends("ann") == [
        "agent.signed_out ann",
        "ann not_ready>signed_out",
        "call.overflowed 0 sales help unstaffed",
        "call.ringing 0 bob help 1 longest_idle",
        "bob ready>ringing",
    ]


def test_the_wait_to_be_expected_counts_places_and_people():
    """Talk of a minute and one agent: the first in the queue expects 60 s, the second 120 s."""
    desk = desk_with({"when": "wait_estimate > 60s"})
    desk.signs_in("ann")
    desk.arrives()
    assert desk.arrives()[2:] == ["call.queued 1 sales 1 no_agent"]
    assert desk.arrives()[2] == "call.overflowed 2 sales help wait"


def test_with_nobody_to_take_it_the_wait_is_infinite():
    desk = desk_with({"when": "wait_estimate > 10h"})
    assert desk.arrives()[2:] == ["call.overflowed 0 sales help wait", "call.queued 0 sales 1 no_agent"]


@pytest.mark.parametrize(("seconds", "first"), [(20, 54), (80, 51)])
def test_the_estimate_follows_the_last_fifty_handlings(seconds, first):
    """At 20 s each the fourth in the queue is the first to wait more than a minute; at 80 s already the first."""
    desk = desk_with({"when": "wait_estimate > 60s"})
    desk.signs_in("ann")
    for number in range(50):
        desk.at(100 * number).arrives()
        desk.answers("ann")
        desk.at(100 * number + seconds).ends(number)
    desk.arrives()
    desk.at(6000).answers("ann")
    told = [line for _ in range(4) for line in desk.arrives() if "overflowed" in line]
    assert told[0] == f"call.overflowed {first} sales help wait"


def test_waiting_raises_a_caller_above_one_of_higher_priority():
    types = {"plain": {"group": "sales"}, "vip": {"group": "sales", "priority": 2}}
    desk = Desk({"ann": {"sales": 1}}, groups={"sales": {"priority_ageing": "1 per 60s"}}, call_types=types)
    desk.arrives("plain")
    assert desk.at(100).arrives("vip")[2:] == ["call.queued 1 sales 1 no_agent"]
    desk.at(119).signs_in("ann")
    assert desk.state("ann") == "ringing"
    assert desk.at(121).hangs_up(1) == [
        "call.abandoned 1 ann sales ringing",
        "ann ringing>ready",
        "call.ringing 0 ann sales 1 longest_waiting",
        "ann ready>ringing",
    ]


def test_raised_as_high_the_older_goes_first():
    types = {"plain": {"group": "sales"}, "vip": {"group": "sales", "priority": 2}}
    desk = Desk({"ann": {"sales": 1}}, groups={"sales": {"priority_ageing": "1 per 60s"}}, call_types=types)
    desk.arrives("plain")
    assert desk.at(130).arrives("vip")[2:] == ["call.queued 1 sales 2 no_agent"]
    assert "call.ringing 0 ann sales 1 longest_waiting" in desk.signs_in("ann")
