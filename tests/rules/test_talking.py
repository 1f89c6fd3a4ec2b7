"""While caller and agent talk: hold, transfer with its second leg, the limit of the wrap-up, a fault of the lines."""

from desk import Desk

PEOPLE = {"ann": {"sales": 1}, "bob": {"help": 1}}
TWO = {"sales": {}, "help": {}}


def talking(*names, wraps=False, **changes):
    """Ann talks to call 0."""
    desk = Desk(changes.pop("agents", PEOPLE), groups=changes.pop("groups", TWO), **changes)
    desk.signs_in("ann", *names)
    desk.arrives(wraps=wraps)
    desk.at(3).answers("ann")
    return desk


def test_a_hold_is_work_and_ends_in_talk():
    desk = talking()
    assert desk.at(10).holds(0) == ["call.held 0 ann", "ann talking>holding"]
    assert desk.holds(0) == []
    assert desk.at(20).retrieves(0) == ["call.retrieved 0 ann", "ann holding>talking"]
    assert desk.retrieves(0) == []
    assert desk.at(60).ends(0)[0] == "call.ended 0 ann sales caller"


def test_a_transferred_call_rings_in_the_other_group_at_once():
    desk = talking("bob")
    assert desk.at(60).transfers(0, "help") == [
        "call.transferred 0 ann sales help blind",
        "ann talking>ready",
        "call.ringing 0 bob help 2 longest_idle",
        "bob ready>ringing",
    ]
    desk.at(62).answers("bob")
    assert desk.at(90).ends(0)[0] == "call.ended 0 bob help caller"


def test_a_transferred_call_waits_with_its_age_and_its_agent_writes_up():
    desk = talking(wraps=True)
    desk.at(30).arrives("help")
    assert desk.at(60).transfers(0, "help") == [
        "call.transferred 0 ann sales help blind",
        "ann talking>wrap_up",
        "call.queued 0 help 1 transfer",
    ]
    assert "call.ringing 0 bob help 2 longest_waiting" in desk.at(70).signs_in("bob")


def test_the_agent_who_transferred_is_not_rung_for_the_call_but_may_take_it_in_turn():
    everything = {"ann": {"sales": 1, "help": 1}, "bob": {"help": 1}}
    desk = talking("bob", agents=everything)
    assert "call.ringing 0 bob help 2 longest_idle" in desk.transfers(0, "help")
    alone = talking(agents=everything)
    assert alone.transfers(0, "help")[2:4] == [
        "call.queued 0 help 1 transfer",
        "call.ringing 0 ann help 2 longest_waiting",
    ]


def test_a_step_that_reaches_only_who_transferred_the_call_rings_that_agent():
    groups = {"sales": {}, "help": {"overflow": [{"to": "sales", "after": "30s"}]}}
    desk = talking(groups=groups)
    desk.at(10).transfers(0, "help")
    assert desk.state("ann") == "ready"
    assert desk.at(30).step_due(0, 0) == [
        "call.overflowed 0 help sales wait",
        "call.ringing 0 ann sales 2 longest_waiting",
        "ann ready>ringing",
    ]


def test_overflow_begins_anew_in_the_other_group():
    groups = {"sales": {}, "help": {"overflow": [{"to": "sales", "when": "all_busy"}]}}
    people = PEOPLE | {"cyd": {"sales": 2}}
    desk = talking("cyd", agents=people, groups=groups)
    assert desk.transfers(0, "help")[2:4] == [
        "call.overflowed 0 help sales all_busy",
        "call.ringing 0 cyd sales 2 longest_idle",
    ]


def test_a_transfer_to_a_group_that_is_closed_ends_in_a_message():
    desk = talking(groups={"sales": {}, "help": {"hours": ["08:00", "09:00"]}})
    assert desk.transfers(0, "help")[-1] == "call.deflected 0 help closed message"


def test_after_the_limit_of_closing_nobody_is_rung_for_a_call_handed_on_or_missed():
    desk = talking("bob")
    desk.arrives("help")
    desk.closes()
    desk.limit()
    assert desk.transfers(0, "help")[-1] == "call.deflected 0 help closed message"
    assert "call.deflected 1 help closed message" in desk.at(20).rings_out(1)


def test_a_caller_may_give_up_in_the_second_queue():
    desk = talking()
    desk.transfers(0, "help")
    assert desk.hangs_up(0) == ["call.abandoned 0 help queue"]


def test_the_limit_ends_the_wrap_up_it_was_meant_for():
    desk = talking(wraps=True, wrap_up_limit={"after": 30})
    desk.at(60).ends(0)
    assert ("WAKE_WRAP_UP", 0, 90) in desk.wakes
    assert desk.at(90).wrapped_up("ann", answered=1) == ["ann wrap_up>ready"]
    desk.arrives(wraps=True)
    desk.at(91).answers("ann")
    desk.at(95).ends(1)
    assert desk.wrapped_up("ann", answered=1) == []


def test_a_fault_drops_every_call_and_gives_new_ones_the_busy_tone():
    desk = talking("bob")
    desk.at(10).arrives()
    desk.arrives("help")
    desk.arrives("help", menu=True)
    assert desk.at(20).fails() == [
        "fault.started lines",
        "call.lost 0 ann sales fault",
        "ann talking>ready",
        "call.lost 1 sales fault",
        "call.unanswered 2 bob help withdrawn",
        "call.lost 2 bob help fault",
        "bob ringing>ready",
        "call.lost 3 fault",
    ]
    assert desk.at(30).arrives() == ["call.arrived 4", "call.blocked 4 fault"]
    assert desk.at(40).works_again() == ["fault.ended lines"]
    assert "ann ready>ringing" in desk.arrives()


def test_a_call_lost_is_written_up_like_any_other():
    desk = talking(wraps=True)
    desk.holds(0)
    assert desk.fails()[1:] == ["call.lost 0 ann sales fault", "ann holding>wrap_up"]
