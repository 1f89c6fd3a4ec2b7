"""One call through the live floor: what telephones are asked, what the ledger says."""

import pytest
from centre_acted import Acted

from acd.events import Kind
from acd.live.port import Refusal


def test_a_call_is_answered_rings_talks_and_ends():
    centre = Acted("ann")
    assert centre.comes("c1") == [
        "call.arrived 0",
        "call.offered 0",
        "call.ringing 0 ann",
        "agent.state 0 ann ready>ringing",
    ]
    assert centre.phones.told() == [("ring", "0.1", "ann"), ("answer", "c1"), ("play", "c1", "music")]
    assert centre.at(3).answers("0.1") == ["call.answered 0 ann", "agent.state 0 ann ringing>talking"]
    assert centre.phones.told() == [("join", "c1", "0.1")]
    assert centre.at(60).hangs_up("c1") == ["call.ended 0 ann", "agent.state ann talking>ready"]
    assert centre.phones.told() == [("hang_up", "0.1")]
    centre.assert_sound()


def test_the_ledger_has_no_more_of_the_number_than_was_asked_for():
    centre = Acted("ann")
    centre.comes("c1")
    assert centre.own(Kind.CALL_ARRIVED) == [{"caller": "138****00", "dialled": "95500"}]


def test_a_number_that_nobody_has():
    centre = Acted("ann")
    assert centre.comes("c1", "12345") == []
    assert centre.phones.told() == [("turn_away", "c1", "unknown")]


def test_a_phone_that_is_busy_or_gone_passes_the_call_on():
    centre = Acted("ann", "bob")
    centre.comes("c1")
    assert centre.at(1).refuses("0.1")[0] == "call.unanswered 0 ann"
    assert ("ring", "0.2", "bob") in centre.phones.told()
    assert centre.refuses("0.2", Refusal.UNREACHABLE, 404) == [
        "call.unanswered 0 bob",
        "agent.state bob ringing>not_ready",
        "call.queued 0",
    ]
    assert centre.own(Kind.CALL_UNANSWERED) == [{"code": 486}, {"code": 404}]
    centre.assert_sound()


def test_nobody_answers_in_time():
    centre = Acted("ann")
    centre.comes("c1")
    centre.at(25)
    assert centre.told()[:2] == ["call.unanswered 0 ann", "agent.state ann ringing>not_ready"]
    assert ("hang_up", "0.1") in centre.phones.told()
    assert centre.answers("0.1") == []
    assert ("hang_up", "0.1") not in centre.phones.told()
    centre.assert_sound()


def test_a_caller_gives_up_in_the_very_moment_of_the_answer():
    centre = Acted("ann")
    centre.comes("c1")
    assert centre.at(5).hangs_up("c1")[0] == "call.abandoned 0 ann"
    assert centre.answers("0.1") == []
    centre.assert_sound()


def test_the_agents_number_is_told_before_they_hear_each_other():
    centre = Acted(
        "ann",
        agents={"ann": {"sales": 1}},
        announcements={"agent_number": True, "zip_tone": True, "welcome": "hello"},
    )
    centre.scenario.staff_numbers()
    centre.comes("c1")
    assert ("play", "c1", "hello") in centre.phones.told()


def test_who_waits_is_told_the_position():
    centre = Acted(announcements={"position": {"every": "30s"}, "language": "en"})
    centre.comes("c1")
    centre.comes("c2")
    centre.phones.told()
    centre.at(31)
    assert centre.told() == ["call.announced 0", "call.announced 1"]
    assert [what[-1] for what in centre.phones.told()] == [
        "You are the next in line.",
        "There is 1 caller before you.",
    ]


def test_a_hold_is_music_for_the_caller():
    centre = Acted("ann")
    centre.comes("c1")
    centre.answers("0.1")
    centre.phones.told()
    assert centre.ask(centre.staff.hold("ann")) == ["call.held 0 ann", "agent.state 0 ann talking>holding"]
    assert centre.phones.told() == [("part", "c1"), ("play", "c1", "music")]
    assert centre.ask(centre.staff.retrieve("ann"))[0] == "call.retrieved 0 ann"
    assert centre.phones.told() == [("join", "c1", "0.1")]


def test_a_transfer_to_a_group():
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    centre.phones.told()
    assert "call.ringing 0 cyd" in centre.ask(centre.staff.transfer("ann", "8001"))
    assert centre.phones.told() == [
        ("part", "c1"),
        ("hang_up", "0.1"),
        ("play", "c1", "music"),
        ("ring", "0.2", "cyd"),
    ]
    centre.answers("0.2")
    assert centre.phones.told() == [("join", "c1", "0.2")]
    centre.hangs_up("c1")
    centre.assert_sound()


def test_a_colleague_is_asked_and_takes_over():
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    centre.phones.told()
    told = centre.ask(centre.staff.consult("ann", "1003"))
    assert told[0] == "call.held 0 ann"
    assert told[2] == "call.consulted 0 ann"
    asked = centre.phones.told()
    assert asked[:2] == [("part", "c1"), ("play", "c1", "music")]
    leg = asked[2][1]
    centre.answers(leg)
    assert centre.phones.told() == [("join", "0.1", leg)]
    assert "call.answered 0 cyd" in centre.ask(centre.staff.complete("ann"))
    assert ("join", "c1", leg) in centre.phones.told()
    centre.hangs_up(leg)
    centre.assert_sound()
    assert centre.phones.up == set()


def test_a_colleague_who_declines_is_ready_again_and_the_caller_still_held():
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    centre.ask(centre.staff.consult("ann", "cyd"))
    leg = next(leg for leg in centre.phones.up if "asks" in leg)
    assert centre.refuses(leg)[-1] == "agent.state cyd not_ready>ready"
    assert centre.ask(centre.staff.retrieve("ann"))[0] == "call.retrieved 0 ann"
    centre.assert_sound()


def test_whoever_served_the_caller_last_is_rung_first_where_the_group_asks_for_it():
    centre = Acted("ann", "bob", groups={"sales": {"last_agent": {"within": "1h"}}, "help": {}})
    centre.at(5).comes("c1", caller="13900000001")
    centre.answers("0.1")
    centre.at(10).hangs_up("c1")
    centre.at(60).comes("c2", caller="13900000002")
    centre.answers("1.1")
    centre.hangs_up("c2")
    assert centre.at(120).comes("c3", caller="13900000002")[2] == "call.ringing 2 bob"
    centre.hangs_up("c3")
    assert centre.at(5000).comes("c4", caller="13900000002")[2] == "call.ringing 3 ann"
    centre.assert_sound()


def test_a_colleague_who_declined_can_be_asked_again_in_the_same_hold():
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    legs = []
    for _time in range(2):
        centre.ask(centre.staff.consult("ann", "cyd"))
        legs += [leg for leg in centre.phones.up if "asks" in leg]
        centre.refuses(legs[-1])
    assert len(set(legs)) == 2


@pytest.mark.parametrize("over", ["caller hangs up", "agent hangs up", "sent to a group"])
def test_whoever_is_consulted_is_free_when_the_call_is_over(over):
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    centre.ask(centre.staff.consult("ann", "cyd"))
    assert centre.staff.view("cyd").reason == "consult"
    match over:
        case "caller hangs up":
            centre.hangs_up("c1")
        case "agent hangs up":
            centre.ask(centre.staff.hang_up("ann"))
        case "sent to a group":
            centre.ask(centre.staff.transfer("ann", "8001"))
    assert centre.staff.view("cyd").state in ("ready", "ringing")
    centre.assert_sound()


def test_who_waits_is_told_a_range_and_the_ledger_has_it_beside_what_came():
    """Handling is said to take 60 s: one agent at work; the second who waits has one before."""
    centre = Acted("ann", announcements={"wait": {"every": "30s"}, "language": "en"})
    centre.opened.driven.centre.groups[0].mean_handling = 60_000_000
    for leg in ("c1", "c2", "c3"):
        centre.comes(leg)
    centre.answers("0.1")
    centre.at(31)
    told = centre.own(Kind.CALL_ANNOUNCED)
    assert [(round(each["low"]), round(each["high"])) for each in told] == [(6, 138), (32, 233)]
    assert ("play", "c2", "The wait will be less than 3 minutes.") in centre.phones.told()


def test_nobody_is_told_a_range_where_nobody_is_there():
    centre = Acted(announcements={"wait": {"every": "30s"}})
    centre.comes("c1")
    centre.at(31)
    assert centre.own(Kind.CALL_ANNOUNCED) == []
