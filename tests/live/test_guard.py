"""Word that a telephone is gone gets lost: nobody is stuck for it."""

import pytest
from centre_acted import Acted


def vanishes(centre, leg):
    """A telephone is gone, and nobody says so."""
    centre.phones.up.discard(leg)


@pytest.mark.parametrize("leg", ["c1", "0.1"])
def test_who_talks_to_nobody_is_free_within_half_a_minute(leg):
    centre = Acted("ann")
    centre.comes("c1")
    centre.answers("0.1")
    vanishes(centre, leg)
    told = centre.at(30).told()
    assert told[-1] == "agent.state ann talking>ready"
    centre.assert_sound()
    assert centre.phones.up == set()


def test_a_caller_who_vanished_from_the_queue_leaves_it():
    centre = Acted()
    centre.comes("c1")
    vanishes(centre, "c1")
    assert centre.at(30).told() == ["call.abandoned 0"]


def test_the_word_that_a_number_was_said_may_be_lost():
    centre = Acted("ann", announcements={"agent_number": True, "zip_tone": True})
    centre.scenario.staff_numbers()
    centre.comes("c1")
    centre.phones.told()
    centre.answers("0.1")
    centre.at(15)
    assert ("join", "c1", "0.1") in centre.phones.told()


def test_a_call_that_is_well_is_left_alone():
    centre = Acted("ann")
    centre.comes("c1")
    centre.answers("0.1")
    assert centre.at(3600).told() == []
