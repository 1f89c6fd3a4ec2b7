"""What happens to an agent: signing in, breaks, intents at work, leaving, duty by the number, closing."""

from desk import Desk

ANN = {"ann": {"sales": 1}}
TWO = {"ann": {"sales": 1}, "bob": {"sales": 1}}
CREW = [{"team": "crew", "skills": {"sales": 1}, "on_duty": [3] * 10}]


def at_work(agents=ANN, **changes):
    """Ann talks; whoever else there is waits for a call."""
    desk = Desk(agents, **changes)
    desk.signs_in(*desk.names)
    desk.arrives()
    desk.at(5).answers("ann")
    return desk


def test_signing_in_with_a_briefing_is_not_ready_until_it_ends():
    desk = Desk(ANN)
    desk.arrives()
    assert desk.signs_in("ann", reason="briefing") == ["agent.signed_in ann", "ann signed_out>not_ready briefing"]
    assert desk.at(600).ready("ann")[:3] == [
        "agent.intent ann ready now",
        "ann not_ready>ready",
        "call.ringing 0 ann sales 1 longest_waiting",
    ]


def test_a_break_begins_at_once_for_who_is_idle():
    desk = Desk(ANN)
    desk.signs_in("ann")
    assert desk.not_ready("ann", "lunch") == ["agent.intent ann not_ready lunch now", "ann ready>not_ready lunch"]
    assert desk.arrives()[2:] == ["call.queued 0 sales 1 no_agent"]


def test_a_break_waits_for_the_call_and_its_wrap_up():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives(wraps=True)
    desk.answers("ann")
    assert desk.not_ready("ann", "lunch") == ["agent.intent ann not_ready lunch after_call"]
    assert desk.ends(0)[1:] == ["ann talking>wrap_up"]
    assert desk.wrapped_up("ann") == ["ann wrap_up>not_ready lunch"]


def test_an_intent_taken_back_at_work_leaves_the_agent_ready():
    desk = at_work()
    desk.not_ready("ann")
    assert desk.ready("ann") == ["agent.intent ann ready after_call"]
    assert desk.ends(0)[1:] == ["ann talking>ready"]


def test_another_reason_takes_the_place_of_the_first():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.not_ready("ann", "tea")
    assert desk.not_ready("ann", "lunch")[1:] == ["ann not_ready>not_ready lunch"]


def test_the_end_of_a_shift_waits_for_the_call_and_its_wrap_up():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives(wraps=True)
    desk.arrives()
    desk.answers("ann")
    assert desk.shift_ends("ann") == ["agent.intent ann not_ready shift_end after_call"]
    assert desk.shift_ends("ann") == []
    desk.ends(0)
    assert desk.wrapped_up("ann") == ["agent.signed_out ann", "ann wrap_up>signed_out"]


def test_who_rings_when_the_shift_ends_may_still_answer():
    desk = Desk(ANN)
    desk.signs_in("ann")
    desk.arrives()
    desk.shift_ends("ann")
    assert desk.answers("ann")[1:] == ["ann ringing>talking"]
    assert desk.ends(0)[1:] == ["agent.signed_out ann", "ann talking>signed_out"]


def test_who_comes_again_begins_anew():
    desk = at_work()
    desk.not_ready("ann")
    desk.shift_ends("ann")
    desk.ends(0)
    assert desk.signs_in("ann")[1:] == ["ann signed_out>ready"]


def test_duty_signs_in_by_the_file_and_lets_the_longest_idle_go():
    desk = Desk(CREW)
    assert desk.duty(2)[::2] == ["agent.signed_in crew-01", "agent.signed_in crew-02"]
    desk.at(1).arrives()
    desk.at(2).hangs_up(0)
    assert desk.at(3).duty(1) == ["agent.signed_out crew-02", "crew-02 ready>signed_out"]


def busy_crew():
    desk = Desk(CREW)
    desk.duty(3)
    for number in range(3):
        desk.arrives()
        desk.answers(f"crew-0{number + 1}")
    return desk


def test_where_all_are_busy_whoever_finishes_first_leaves():
    desk = busy_crew()
    assert desk.duty(1) == []
    assert desk.ends(2)[1:] == ["agent.signed_out crew-03", "crew-03 talking>signed_out"]
    assert desk.ends(0)[1:] == ["agent.signed_out crew-01", "crew-01 talking>signed_out"]
    assert desk.ends(1)[1:] == ["crew-02 talking>ready"]


def test_more_wanted_while_some_are_to_leave_keeps_those():
    desk = busy_crew()
    desk.duty(1)
    assert desk.duty(2) == []
    assert desk.ends(1)[1:] == ["agent.signed_out crew-02", "crew-02 talking>signed_out"]
    assert desk.duty(3) == ["agent.signed_in crew-02", "crew-02 signed_out>ready"]
    assert desk.ends(0)[1:] == ["crew-01 talking>ready"]


def test_closing_sends_home_who_has_nothing_to_serve():
    desk = at_work(TWO)
    desk.arrives()
    desk.arrives()
    assert desk.closes() == []
    assert desk.hangs_up(2) == ["call.abandoned 2 sales queue"]
    assert desk.ends(0)[1:] == ["ann talking>ready"]
    desk.answers("bob")
    assert desk.ends(1)[1:] == [
        "agent.signed_out bob",
        "bob talking>signed_out",
        "agent.signed_out ann",
        "ann ready>signed_out",
    ]


def test_closing_keeps_nobody_for_calls_of_others():
    agents = {"ann": {"sales": 1}, "bob": {"help": 1}}
    desk = at_work(agents, groups={"sales": {}, "help": {}})
    assert desk.closes() == ["agent.signed_out bob", "bob ready>signed_out"]


def test_closing_keeps_whom_overflow_may_yet_reach():
    agents = {"ann": {"sales": 1}, "bob": {"help": 1}}
    groups = {"sales": {"overflow": [{"to": "help", "after": "1min"}]}, "help": {}}
    desk = at_work(agents, groups=groups)
    assert desk.closes() == []
    assert desk.ends(0)[1:3] == ["agent.signed_out ann", "ann talking>signed_out"]
    assert desk.state("bob") == "signed_out"


def test_dismissal_lets_all_go_after_what_they_have_in_hand():
    desk = at_work(TWO)
    desk.not_ready("bob")
    desk.arrives()
    assert desk.closes(dismiss=True) == [
        "agent.intent ann not_ready shift_end after_call",
        "agent.signed_out bob",
        "bob not_ready>signed_out",
    ]
    assert desk.ends(0)[1:] == ["agent.signed_out ann", "ann talking>signed_out"]


def test_at_the_limit_whoever_waits_is_sent_away_and_nobody_waits_any_more():
    desk = at_work(ring={"then": "ready"})
    desk.arrives()
    desk.ends(0)
    desk.arrives()
    desk.arrives()
    desk.closes()
    assert desk.limit() == ["call.deflected 2 sales closed message", "call.deflected 3 sales closed message"]
    assert desk.rings_out(1) == [
        "call.unanswered 1 ann sales no_answer",
        "ann ringing>ready",
        "call.deflected 1 sales closed message",
        "agent.signed_out ann",
        "ann ready>signed_out",
    ]
