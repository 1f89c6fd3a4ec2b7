"""What only a live day brings: phones declined or out of reach, colleagues asked, callers who hang up on hold."""

import pytest
from desk import Desk

from acd.events import Unanswered

THREE = {"ann": {"sales": 1}, "bob": {"sales": 1}, "cyd": {"help": 1}}
TWO = {"sales": {}, "help": {}}


def talking(**changes):
    """Ann talks to call 0; bob is ready for sales, cyd for help."""
    desk = Desk(THREE, groups=TWO, **changes)
    desk.signs_in("ann", "bob", "cyd")
    desk.arrives()
    desk.at(3).answers("ann")
    return desk


def test_who_declines_is_not_ready_and_the_call_rings_elsewhere():
    desk = Desk(THREE, groups=TWO)
    desk.signs_in("ann", "bob")
    desk.at(5).arrives()
    assert desk.at(7).refuses(0) == [
        "call.unanswered 0 ann sales rejected",
        "ann ringing>not_ready rejected",
        "call.ringing 0 bob sales 2 longest_idle",
        "bob ready>ringing",
    ]
    assert desk.refuses(0, attempt=1) == []


def test_who_declines_stays_ready_where_the_centre_says_so():
    desk = Desk(THREE, groups=TWO, ring={"then": "ready"})
    desk.signs_in("ann")
    desk.arrives()
    assert desk.at(7).refuses(0)[:2] == ["call.unanswered 0 ann sales rejected", "ann ringing>ready"]


@pytest.mark.parametrize("then", ["ready", "not_ready"])
def test_a_phone_out_of_reach_is_not_rung_again_and_again(then):
    desk = Desk(THREE, groups=TWO, ring={"then": then})
    desk.signs_in("ann")
    desk.arrives()
    assert desk.at(1).refuses(0, Unanswered.UNREACHABLE) == [
        "call.unanswered 0 ann sales unreachable",
        "ann ringing>not_ready unreachable",
        "call.queued 0 sales 1 unanswered",
    ]
    assert desk.at(2).phone_comes("ann") == [
        "agent.device ann registered",
        "agent.intent ann ready now",
        "ann not_ready>ready",
        "call.ringing 0 ann sales 2 longest_waiting",
        "ann ready>ringing",
    ]


def test_a_phone_that_goes_takes_its_agent_out_after_the_call():
    desk = talking()
    assert desk.at(5).phone_goes("ann") == [
        "agent.device ann lost",
        "agent.intent ann not_ready unreachable after_call",
    ]
    assert desk.phone_goes("bob")[1:] == [
        "agent.intent bob not_ready unreachable now",
        "bob ready>not_ready unreachable",
    ]
    assert desk.at(9).ends(0)[-1] == "ann talking>not_ready unreachable"


def test_a_phone_that_comes_back_changes_nothing_for_who_is_at_lunch():
    desk = Desk(THREE, groups=TWO)
    desk.signs_in("ann")
    desk.not_ready("ann", "lunch")
    assert desk.phone_comes("ann") == ["agent.device ann registered"]
    assert desk.state("ann") == "not_ready"


def test_a_caller_may_hang_up_on_hold():
    desk = talking()
    desk.at(10).holds(0)
    assert desk.at(15).ends(0) == ["call.ended 0 ann sales caller", "ann holding>ready"]


def test_a_call_sent_to_a_colleague_rings_there_alone():
    desk = talking()
    assert desk.at(10).sends(0, "cyd") == [
        "call.transferred 0 ann sales cyd blind",
        "ann talking>ready",
        "call.ringing 0 cyd help 2 direct",
        "cyd ready>ringing",
    ]
    assert desk.at(30).rings_out(0)[-2:] == ["call.ringing 0 bob sales 3 longest_idle", "bob ready>ringing"]


def test_a_call_sent_to_a_colleague_who_is_away_waits_for_anybody():
    """As a missed call does, it comes back to whoever had it only where nobody else is ready."""
    desk = talking()
    desk.not_ready("cyd")
    desk.not_ready("bob")
    assert desk.at(10).sends(0, "cyd")[2:] == [
        "call.queued 0 sales 1 transfer",
        "call.ringing 0 ann sales 2 longest_waiting",
        "ann ready>ringing",
    ]


def test_a_colleague_is_asked_while_the_caller_waits_and_then_has_the_call():
    desk = talking()
    desk.at(10).holds(0)
    assert desk.consults(0, "bob") == [
        "call.consulted 0 ann bob",
        "agent.intent bob not_ready consult now",
        "bob ready>not_ready consult",
    ]
    assert desk.at(30).hands_over(0, "bob") == [
        "call.transferred 0 ann sales bob attended",
        "ann holding>ready",
        "agent.intent bob ready now",
        "bob not_ready>ready",
        "call.ringing 0 bob sales 2 direct",
        "bob ready>ringing",
        "call.answered 0 bob sales",
        "bob ringing>talking",
    ]
    assert desk.at(60).ends(0)[0] == "call.ended 0 bob sales caller"


def test_a_colleague_who_was_only_asked_is_ready_again():
    desk = talking()
    desk.at(10).holds(0)
    desk.consults(0, "bob")
    assert desk.at(20).lets_go("bob") == ["agent.intent bob ready now", "bob not_ready>ready"]
    assert desk.lets_go("bob") == []
    assert desk.hands_over(0, "bob") == []


def test_a_wrap_up_lasts_longer_where_the_agent_asked_for_it():
    desk = Desk(THREE, groups=TWO, wrap_up_limit={"after": 20})
    desk.signs_in("ann")
    desk.arrives(wraps=True)
    desk.at(3).answers("ann")
    desk.at(60).ends(0)
    assert desk.at(70).extends("ann") == ["agent.wrap_up_extended ann"]
    assert desk.at(80).wrap_up_limit_passes("ann") == []
    assert desk.at(90).wrap_up_limit_passes("ann") == ["ann wrap_up>ready"]
    assert desk.extends("ann") == []


def test_one_call_may_be_lost():
    desk = talking()
    assert desk.at(10).is_lost(0) == ["call.lost 0 ann sales fault", "ann talking>ready"]
    assert desk.is_lost(0) == []


def test_whoever_served_the_caller_last_is_rung_first():
    desk = Desk(THREE, groups=TWO)
    desk.signs_in("ann", "bob")
    assert desk.at(5).arrives(served_by="bob")[2] == "call.ringing 0 bob sales 1 last_agent"
    assert desk.arrives(served_by="bob")[2] == "call.ringing 1 ann sales 1 longest_idle"


def test_a_closed_centre_turns_calls_away():
    assert Desk(THREE, groups=TWO).is_turned_away() == ["call.arrived 0", "call.blocked 0 closed"]
