"""Why a call waits and why an agent gets none, in words that name every candidate."""

import pytest
from centre_acted import Acted

from acd.live.desk import DeskError
from acd.live.floor.explain import Explain


def explained(centre):
    return Explain(centre.layout, centre.opened.door, centre.opened.calls)


def test_why_a_call_waits_names_everybody():
    centre = Acted("ann", "cyd")
    centre.ask(centre.staff.not_ready("ann", "tea"))
    centre.at(10).comes("c1")
    told = explained(centre.at(25)).call(0)
    assert told.said == "call 0 for sales: queued, 15 s since it was offered; 0 callers are before it, urgency 0"
    assert [(each.name, each.possible, each.why) for each in told.candidates] == [
        ("ann", False, "level 1; is not_ready (tea)"),
        ("bob", False, "level 1; is signed_out"),
        ("cyd", False, "has not the skill, and no step of overflow reaches yet"),
    ]


def test_a_call_that_rings_says_where_and_who_else_could():
    centre = Acted("ann", "bob")
    centre.at(5).comes("c1")
    told = explained(centre.at(9)).call(0)
    assert [(each.name, each.possible) for each in told.candidates] == [("ann", True), ("bob", True), ("cyd", False)]
    assert told.candidates[1].why == "level 1; ready for 9 s"


def test_why_an_agent_gets_no_call():
    centre = Acted("cyd")
    centre.comes("c1")
    told = explained(centre).agent("cyd")
    assert told.said == "cyd is ready; 1 calls wait"
    assert [each.possible for each in told.candidates] == [False]


def test_what_is_over_is_not_explained_here():
    with pytest.raises(DeskError, match="ledger"):
        explained(Acted()).call(7)
