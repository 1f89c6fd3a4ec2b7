"""Keys of callers: the menu before the queue, the rating after the talk."""

import pytest
from centre_acted import Acted

from acd.events import Kind
from acd.live.port import Pressed
from metrics.report import document

MENU = {
    "say": "sales 1, help 2, hours 3",
    "keys": {
        "1": {"call_type": "sale"},
        "2": {"call_type": "question"},
        "3": {"say": "nine to five", "hang_up": True},
    },
    "tries": 2,
}
SURVEY = {"say": "rate us", "keys": {"1": "good", "2": "bad"}, "timeout": "8s"}


def test_a_key_chooses_the_call_type_even_before_all_has_been_said():
    centre = Acted("cyd", menu=MENU)
    assert centre.comes("c1") == ["call.arrived 0", "ivr.started 0"]
    assert centre.phones.told() == [("answer", "c1"), ("play", "c1", "sales 1, help 2, hours 3")]
    assert centre.happens(Pressed("c1", "2"))[:2] == ["call.offered 0", "call.ringing 0 cyd"]
    centre.assert_sound()


def test_a_key_during_the_greeting_counts():
    centre = Acted("cyd", menu=MENU, announcements={"welcome": "hello"})
    centre.comes("c1")
    assert centre.phones.told()[-1] == ("play", "c1", "hello")
    assert centre.happens(Pressed("c1", "2"))[0] == "call.offered 0"
    assert centre.at(200).told()[-1] != "call.offered 0"


def test_who_presses_nothing_is_asked_again_and_then_put_through():
    centre = Acted(menu=MENU)
    centre.comes("c1")
    centre.hears_out("c1")
    assert centre.at(5).told() == []
    assert centre.phones.told()[-1] == ("play", "c1", "sales 1, help 2, hours 3")
    centre.hears_out("c1")
    assert centre.at(10).told() == ["call.offered 0", "call.queued 0"]


def test_the_word_that_it_was_played_may_be_lost():
    centre = Acted(menu=MENU)
    centre.comes("c1")
    centre.at(300)
    assert "call.offered 0" in centre.told()


def test_who_is_served_by_the_menu_is_let_go():
    centre = Acted(menu=MENU)
    centre.comes("c1")
    assert centre.happens(Pressed("c1", "3")) == []
    assert centre.hears_out("c1") == ["ivr.completed 0"]
    assert centre.phones.told()[-1] == ("hang_up", "c1")


def test_who_hangs_up_in_the_menu():
    centre = Acted(menu=MENU)
    centre.comes("c1")
    assert centre.hangs_up("c1") == ["ivr.abandoned 0"]
    assert centre.happens(Pressed("c1", "1")) == []
    centre.assert_sound()


def rated():
    """A call that its agent has ended."""
    centre = Acted("ann", survey=SURVEY)
    centre.comes("c1")
    centre.answers("0.1")
    centre.phones.told()
    assert centre.ask(centre.staff.hang_up("ann")) == [
        "call.ended 0 ann",
        "agent.state ann talking>ready",
        "call.survey_sent 0 ann",
    ]
    return centre


def test_a_rating_is_asked_for_and_written_down():
    centre = rated()
    assert centre.phones.told() == [("hang_up", "0.1"), ("play", "c1", "rate us")]
    assert centre.happens(Pressed("c1", "7")) == []
    assert centre.happens(Pressed("c1", "1")) == ["call.rated 0 ann"]
    assert centre.own(Kind.CALL_RATED) == [{"level": "good"}]
    centre.hears_out("c1")
    assert centre.phones.told()[-1] == ("hang_up", "c1")
    assert centre.happens(Pressed("c1", "1")) == []


def test_who_gives_no_rating_is_let_go():
    centre = rated()
    centre.hears_out("c1")
    centre.at(60)
    assert centre.phones.told()[-1] == ("hang_up", "c1")


def test_a_caller_who_hung_up_is_asked_nothing():
    centre = Acted("ann", survey=SURVEY)
    centre.comes("c1")
    centre.answers("0.1")
    centre.hangs_up("c1")
    assert ("play", "c1", "rate us") not in centre.phones.told()


@pytest.mark.parametrize(("key", "satisfied"), [("1", 1.0), ("2", 0.0)])
def test_ratings_are_figures_of_the_agent(key, satisfied):
    centre = rated()
    centre.happens(Pressed("c1", key))
    centre.at(100).hangs_up("c1")
    agents = document(centre.ledger())["agents"]
    assert [agents["ann"][name] for name in ("ratings", "rating_rate", "satisfaction")] == [1, 1.0, satisfied]
    assert agents["bob"]["ratings"] is None


def test_a_choice_in_the_menu_moves_the_call_to_its_type():
    centre = Acted("cyd", menu=MENU)
    centre.comes("c1")
    centre.happens(Pressed("c1", "2"))
    centre.at(5).hangs_up("c1")
    types = document(centre.ledger())["call_types"]
    assert [types[name]["offered"] for name in ("sale", "question")] == [0, 1]
    assert [types[name]["arrived"] for name in ("sale", "question")] == [0, 1]
