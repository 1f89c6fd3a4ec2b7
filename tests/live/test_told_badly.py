"""Happenings told twice, late or never: found by the soak, each kept here as the shortest story."""

from centre_acted import Acted

SURVEY = {"say": "rate us", "keys": {"1": "good", "2": "bad"}, "timeout": "8s"}


def test_a_call_told_twice_is_one_call():
    centre = Acted()
    assert centre.comes("c1") == ["call.arrived 0", "call.offered 0", "call.queued 0"]
    assert centre.comes("c1") == []
    assert centre.hangs_up("c1") == ["call.abandoned 0"]


def test_a_caller_who_is_gone_before_the_word_of_the_call_rings_nobody():
    from acd.live.port import CallCame

    centre = Acted("ann")
    assert centre.happens(CallCame("c1", "13800138000", "95500", trunk="carrier")) == []


def test_who_hangs_up_while_being_asked_for_a_rating_is_forgotten():
    centre = Acted("ann", survey=SURVEY)
    centre.comes("c1")
    centre.answers("0.1")
    centre.ask(centre.staff.hang_up("ann"))
    surveys = centre.floor._callers.rate.__self__
    assert [*surveys._asked] == [0]
    centre.hangs_up("c1")
    assert not surveys._asked
