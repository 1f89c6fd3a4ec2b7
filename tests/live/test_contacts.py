"""来电记录: what agents see of calls that were, their own and this caller's; what comes next in their shift."""

from centre_acted import Acted

from acd.live.desk import Contact
from acd.live.floor import contacts
from acd.live.floor.contacts import Contacts
from acd.live.floor.shifts import next_activity
from scenarios.schema.shifts import Shift

HOUR = 3600 * 1_000_000


def served(centre: Acted, leg: str, caller: str, agent: str = "ann") -> int:
    """A call is taken by an agent; its number."""
    centre.comes(leg, caller=caller)
    number = centre.staff.view(agent).call.number
    centre.answers(f"{number}.1")
    return number


def test_an_agent_sees_what_this_caller_called_about_before():
    centre = Acted("ann", codes={"order": {}, "complaint": {}})
    first = served(centre, "c1", "13800138000")
    centre.ask(centre.staff.code("ann", "order", note="CRM-17"))
    centre.at(60).hangs_up("c1")
    centre.ask(centre.staff.code("ann", "complaint"))
    assert centre.staff.view("ann").codes == ("order", "complaint")
    centre.ask(centre.staff.wrapped_up("ann"))
    assert centre.staff.view("ann").codes == ()
    served(centre.at(70), "c2", "13900139000")
    assert centre.staff.view("ann").call.earlier == []
    centre.hangs_up("c2")
    centre.ask(centre.staff.wrapped_up("ann"))
    served(centre.at(80), "c3", "13800138000")
    (earlier,) = centre.staff.view("ann").call.earlier
    assert (earlier.call, earlier.agent, earlier.codes, earlier.notes) == (
        first,
        "ann",
        ("order", "complaint"),
        ("CRM-17",),
    )
    assert (earlier.answered, earlier.ended, earlier.how) == (0.0, 60.0, "call.ended")


def test_own_calls_newest_first_and_no_more_than_asked_for():
    centre = Acted("ann")
    for n in range(3):
        served(centre.at(n * 10), f"c{n}", f"1380013800{n}")
        centre.at(n * 10 + 5).hangs_up(f"c{n}")
    assert [contact.call for contact in centre.staff.history("ann", last=2)] == [2, 1]
    assert centre.staff.history("ann")[0].caller == "138****02"
    assert centre.staff.history("bob") == []


def test_memory_of_callers_is_bounded():
    kept = Contacts()
    for n in range(contacts._CALLERS + 5):
        kept.begin(Contact(n, "ann", "", "sale", "sales", 0.0), f"key {n}")
    assert len(kept._of_caller) == contacts._CALLERS
    assert "key 4" not in kept._of_caller


def test_what_comes_next_in_a_shift_over_midnight():
    shift = Shift.model_validate(
        {"on": "22:00", "off": "06:00", "breaks": [{"between": ["01:00", "03:00"], "for": "30min", "reason": "夜宵"}]}
    )
    told = [(hour, next_activity(shift, hour * HOUR)) for hour in (0, 1, 7, 22)]
    assert [(hour, each.what, each.begins / 3600, each.ends / 3600) for hour, each in told] == [
        (0, "夜宵", 1, 3),
        (1, "off", 6, 6),
        (7, "on", 22, 22),
        (22, "夜宵", 25, 27),
    ]


def test_what_comes_next_in_a_shift_days_after_the_centre_began():
    shift = Shift.model_validate({"on": "08:00", "off": "16:00"})
    told = [next_activity(shift, (24 * day + 20) * HOUR) for day in (1, 2, 9)]
    assert [(each.what, each.begins / 3600) for each in told] == [("on", 24 * day + 32) for day in (1, 2, 9)]
