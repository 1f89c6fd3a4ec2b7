"""Calls that agents dial, by the rules alone: at work at once, no group, written up once somebody answered."""

from desk import Desk

from acd.events import EndedBy, Result

TWO = {"ann": {"sales": 1}, "bob": {"sales": 1}}


def dialling(**changes):
    desk = Desk(TWO, **changes)
    desk.signs_in("ann")
    desk.at(5).dials("ann")
    return desk


def test_who_dials_is_at_work_and_has_a_deadline():
    desk = Desk(TWO)
    desk.signs_in("ann")
    assert desk.at(5).dials("ann", attempt=3) == ["outbound.dialled 0 ann 3", "ann ready>talking"]
    assert desk.wakes == [("WAKE_NOT_CONNECTED", 0, 65)]


def test_somebody_answers_and_the_talk_is_written_up():
    desk = dialling()
    assert desk.at(9).is_reached(0) == ["outbound.connected 0 ann"]
    assert desk.is_reached(0) == desk.is_not_reached(0) == desk.has_rung_outside(0) == []
    assert desk.at(20).holds(0)[0] == "call.held 0 ann"
    assert desk.at(25).ends(0, EndedBy.AGENT) == ["call.ended 0 ann agent", "ann holding>wrap_up"]
    assert desk.at(30).wrapped_up("ann") == ["ann wrap_up>ready"]


def test_nobody_answers_and_the_next_caller_rings():
    desk = dialling()
    desk.at(6).arrives()
    assert desk.at(7).is_not_reached(0, Result.INVALID) == [
        "outbound.result 0 ann invalid",
        "ann talking>ready",
        "call.ringing 1 ann sales 1 longest_waiting",
        "ann ready>ringing",
    ]


def test_a_call_that_is_lost_leaves_its_agent_to_the_next_caller():
    desk = dialling()
    desk.at(6).arrives()
    assert desk.at(7).is_lost(0)[-2:] == ["call.ringing 1 ann sales 1 longest_waiting", "ann ready>ringing"]


def test_a_line_that_fails_takes_calls_out_too():
    desk = dialling()
    assert desk.at(7).fails() == ["fault.started lines", "call.lost 0 ann fault", "ann talking>ready"]
    assert desk.dials("ann") == []


def test_who_is_to_leave_does_so_when_nobody_answers():
    desk = dialling()
    desk.at(6).shift_ends("ann")
    assert desk.at(7).has_rung_outside(0)[-2:] == ["agent.signed_out ann", "ann talking>signed_out"]


def test_it_cannot_be_handed_on():
    desk = dialling()
    desk.at(9).is_reached(0)
    desk.signs_in("bob")
    assert desk.transfers(0, "sales") == desk.sends(0, "bob") == []
