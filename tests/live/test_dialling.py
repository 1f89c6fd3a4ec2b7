"""外呼: an agent's own phone first, then the number; what came of it stands in the ledger; nobody is left half way."""

import pytest
from centre_acted import Acted

from acd.events import Kind
from acd.live.desk import DeskError
from acd.live.floor.dialling import result_of
from acd.live.port import CallCame, Refusal, Rings
from metrics.report import document

CARRIER = {"carrier": {"address": "127.0.0.1"}}
OUT = {
    "trunks": CARRIER,
    "outbound": {"trunk": "carrier", "allowed": ["1xxxxxxxxxx", "021."], "purposes": ["回访"]},
    "directory": {
        "95500": {"call_type": "sale"},
        "1003": {"agent": "cyd"},
        "8100": {"outside": "02155556666", "trunk": "carrier"},
    },
    "wrap_up_limit": {"after": "30s", "then": "ready"},
}
NUMBER = "13912345678"


def dialled(**changes):
    """Ann has dialled, and her phone is on the line."""
    centre = Acted("ann", **(OUT | changes))
    centre.at(10).ask(centre.staff.dial("ann", NUMBER, "回访"))
    centre.at(11).answers("0.dials")
    return centre


def refusal(centre, request):
    with pytest.raises(DeskError) as refused:
        centre.ask(request)
    assert centre.told() == []
    return refused.value.code


def test_the_agents_phone_rings_first_and_then_the_number():
    centre = Acted("ann", **OUT)
    assert centre.at(10).ask(centre.staff.dial("ann", "139 1234-5678", "回访")) == [
        "outbound.dialled 0 ann",
        "agent.state 0 ann ready>talking",
    ]
    assert centre.phones.asked[-1][:2] == ("ring", "0.dials")
    centre.at(11).answers("0.dials")
    assert centre.phones.asked[-1] == ("call", "0.out", NUMBER)
    centre.happens(Rings("0.out"))
    assert centre.phones.asked[-1] == ("play", "0.dials", "ring back")
    assert centre.at(20).answers("0.out") == ["outbound.connected 0 ann"]
    assert centre.phones.joined["0.out"] == "0.dials"
    assert centre.own(Kind.OUTBOUND_DIALLED) == [{"to": "139****78", "purpose": "回访", "campaign": None}]


def test_a_call_that_was_connected_ends_as_any_other_and_has_a_result():
    centre = dialled()
    centre.at(20).answers("0.out")
    assert centre.at(30).ask(centre.staff.hold("ann"))[0] == "call.held 0 ann"
    assert centre.at(35).ask(centre.staff.retrieve("ann"))[0] == "call.retrieved 0 ann"
    assert centre.at(50).hangs_up("0.out") == ["call.ended 0 ann", "agent.state 0 ann talking>wrap_up"]
    assert centre.at(55).ask(centre.staff.result("ann", "interviewed")) == ["outbound.result 0 ann"]
    assert centre.at(60).ask(centre.staff.wrapped_up("ann")) == ["agent.state ann wrap_up>ready"]
    centre.assert_sound()
    own = document(centre.ledger())["agents"]["ann"]
    assert (own["outbound_dialled"], own["outbound_connected"], own["outbound_interviewed"]) == (1, 1, 1)
    assert (own["mean_outbound_talk"], own["outbound_connect_rate"], own["answered"]) == (25.0, 1.0, 0)
    assert (own["talking"], own["holding"], own["wrapping"], own["mean_talk"]) == (35.0, 5.0, 10.0, None)
    past = centre.staff.history("ann")[0]
    assert (past.direction, past.caller, past.result, past.answered, past.ended) == (
        "out", "139****78", "interviewed", 20.0, 50.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "result"),
    [(486, "busy"), (603, "busy"), (404, "invalid"), (480, "no_answer"), (503, "fault"), (0, "fault")],
)
def test_what_the_line_says_is_the_result_and_the_agent_is_free_at_once(code, result):
    centre = dialled()
    assert centre.at(15).refuses("0.out", Refusal.UNREACHABLE, code) == [
        "outbound.result 0 ann",
        "agent.state ann talking>ready",
    ]
    assert result_of(code).name.lower() == result == centre.staff.history("ann")[0].result
    assert "0.dials" not in centre.phones.up
    centre.assert_sound()


def test_a_trunk_that_does_not_reply_is_a_fault_and_a_timeout_after_ringing_is_not():
    silent, rung = dialled(), dialled()
    silent.refuses("0.out", Refusal.UNREACHABLE, 408)
    rung.happens(Rings("0.out"))
    rung.refuses("0.out", Refusal.UNREACHABLE, 408)
    assert [each.staff.history("ann")[0].result for each in (silent, rung)] == ["fault", "no_answer"]


def test_it_does_not_ring_for_ever():
    centre = dialled(outbound=OUT["outbound"] | {"no_answer_after": "40s"})
    centre.at(49.9)
    assert centre.told() == []
    centre.at(50)
    assert centre.told() == ["outbound.result 0 ann", "agent.state ann talking>ready"]
    assert centre.phones.up == set()
    assert centre.staff.history("ann")[0].result == "no_answer"


def test_an_agent_whose_own_phone_is_not_picked_up_has_cancelled():
    centre = Acted("ann", **OUT)
    centre.at(10).ask(centre.staff.dial("ann", NUMBER))
    centre.at(30)
    assert centre.told() == ["outbound.result 0 ann", "agent.state ann talking>ready"]
    assert centre.staff.history("ann")[0].result == "cancelled"


@pytest.mark.parametrize("how", ["desk", "phone"])
def test_an_agent_may_hang_up_before_anybody_answers(how):
    centre = dialled()
    came = centre.at(15).ask(centre.staff.hang_up("ann")) if how == "desk" else centre.at(15).hangs_up("0.dials")
    assert came == ["outbound.result 0 ann", "agent.state ann talking>ready"]
    assert centre.phones.up == set()
    assert centre.at(16).answers("0.out") == []


def test_no_call_rings_at_who_dials_and_the_next_one_does_after():
    centre = dialled()
    assert centre.at(12).comes("c1")[-1] == "call.queued 1"
    assert centre.at(15).refuses("0.out", Refusal.UNREACHABLE, 486) == [
        "outbound.result 0 ann",
        "agent.state ann talking>ready",
        "call.ringing 1 ann",
        "agent.state 1 ann ready>ringing",
    ]


def test_dialling_ends_the_wrap_up_of_the_call_before():
    centre = dialled()
    centre.at(20).answers("0.out")
    centre.at(30).hangs_up("0.out")
    assert centre.at(35).ask(centre.staff.dial("ann", NUMBER)) == [
        "outbound.dialled 1 ann",
        "agent.state 1 ann wrap_up>talking",
    ]
    assert centre.staff.view("ann").call.attempt == 2
    centre.assert_sound()


def test_an_agent_who_is_not_ready_dials_and_is_not_ready_again():
    centre = Acted("ann", **OUT)
    centre.ask(centre.staff.not_ready("ann", "tea"))
    assert centre.at(5).ask(centre.staff.dial("ann", "8100"))[-1] == "agent.state 0 ann not_ready>talking"
    assert centre.at(6).ask(centre.staff.hang_up("ann"))[-1] == "agent.state ann talking>not_ready"


def test_a_call_dialled_on_the_phone_itself_is_the_same():
    centre = Acted("ann", **OUT)
    centre.phones.up.add("in.1")
    assert centre.at(10).happens(CallCame("in.1", "ann", NUMBER, user="ann"))[0] == "outbound.dialled 0 ann"
    assert [each[0] for each in centre.phones.asked[-2:]] == ["answer", "call"]
    assert centre.at(20).answers("0.out") == ["outbound.connected 0 ann"]
    assert centre.at(30).hangs_up("in.1")[0] == "call.ended 0 ann"


@pytest.mark.parametrize(("dials", "how"), [("0085212345678", "busy"), ("95500", "unknown")])
def test_a_phone_that_dials_what_it_may_not_is_turned_away(dials, how):
    centre = Acted("ann", **OUT)
    centre.phones.up.add("in.1")
    assert centre.happens(CallCame("in.1", "ann", dials, user="ann")) == []
    assert centre.phones.asked[-1] == ("turn_away", "in.1", how)


def test_what_cannot_be_dialled_is_refused_and_leaves_no_trace():
    centre = Acted("ann", "bob", **OUT)
    assert refusal(centre, centre.staff.dial("ann", "0085212345678")) == "not_allowed"
    assert refusal(centre, centre.staff.dial("ann", "1391234567")) == "not_allowed"
    assert refusal(centre, centre.staff.dial("ann", "1003")) == "unknown"
    assert refusal(centre, centre.staff.dial("ann", NUMBER, "闲聊")) == "purpose"
    assert refusal(centre, centre.staff.dial("cyd", NUMBER)) == "signed_out"
    assert refusal(centre, centre.staff.result("ann", "handled")) == "no_call"
    centre.comes("c1")
    assert refusal(centre, centre.staff.dial("ann", NUMBER)) == "busy"
    nobody = Acted("ann")
    assert refusal(nobody, nobody.staff.dial("ann", NUMBER)) == "unknown"


def test_a_centre_that_closes_down_calls_nobody():
    centre = Acted("ann", **OUT)
    centre.floor.draining = True
    assert refusal(centre, centre.staff.dial("ann", NUMBER)) == "draining"


def test_a_call_dialled_takes_a_line():
    centre = Acted("ann", "bob", **OUT, lines=1)
    centre.ask(centre.staff.dial("ann", NUMBER))
    assert refusal(centre, centre.staff.dial("bob", NUMBER)) == "busy"
    assert "call.blocked 1" in centre.comes("c1")


def test_a_call_dialled_stays_with_who_dialled_it():
    centre = dialled()
    centre.at(20).answers("0.out")
    assert refusal(centre, centre.staff.transfer("ann", "help")) == "outgoing"


def test_a_result_is_one_of_those_told():
    centre = dialled()
    assert refusal(centre, centre.staff.result("ann", "handled")) == "no_call"
    centre.at(20).answers("0.out")
    assert refusal(centre, centre.staff.result("ann", "splendid")) == "result"


def test_the_view_tells_who_is_called_and_since_when_they_talk():
    centre = dialled()
    call = centre.staff.view("ann").call
    assert (call.direction, call.caller, call.purpose, call.answered) == ("out", "139****78", "回访", None)
    assert (call.offered, call.rings_until) == (10.0, 70.0)
    centre.at(20).answers("0.out")
    assert centre.staff.view("ann").call.answered == 20.0
