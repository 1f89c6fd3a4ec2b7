"""What a leader may ask of the running centre: drain, emergency, other routing for callers who already wait."""

from datetime import UTC, datetime

import pytest
from centre_acted import Acted

from acd.config.rerouting import ReroutingError
from acd.events import Kind
from acd.live.operations import Operations
from scenarios import Scenario

MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)


def operated(centre, scenario=None):
    drained = []
    told = Operations(
        centre.layout, centre.opened, MIDNIGHT, lambda: scenario or centre.scenario, lambda: drained.append(1)
    )
    return told, drained


def changed(centre, **changes):
    """The same scenario but for some keys."""
    return Scenario.model_validate(centre.scenario.resolved() | changes)


def test_a_centre_that_drains_takes_no_call_and_is_empty_some_time():
    centre = Acted("ann")
    centre.comes("c1")
    operations, drained = operated(centre)
    assert operations.drain() == 1
    assert centre.comes("c2") == []
    assert ("turn_away", "c2", "fault") in centre.phones.told()
    centre.answers("0.1")
    operations.call_left()
    assert not drained
    centre.hangs_up("c1")
    operations.call_left()
    assert drained


def test_closed_on_a_holiday_and_in_an_emergency():
    centre = Acted(calendar={"holidays": [{"from": "2026-11-03"}]})
    operations, _ = operated(centre)
    noon = 12 * 3_600_000_000
    assert operations.closed(noon) == ""
    assert operations.closed(noon + 86_400_000_000) == "holiday"
    operations.close(True)
    assert operations.closed(noon) == "emergency"


def test_other_routing_reaches_callers_who_already_wait():
    """A policy that declines everybody keeps the caller waiting; the built-in one does not."""
    centre = Acted("ann")
    centre.opened.door.activate(centre.opened.door.policy._replace(choose_agent=lambda *_: -1))
    assert centre.comes("c1")[-1] == "call.queued 0"
    operations, _ = operated(centre)
    operations.reload()
    assert centre.told() == ["policy.activated", "call.ringing 0 ann", "agent.state 0 ann ready>ringing"]
    assert centre.own(Kind.POLICY_ACTIVATED)[0]["policy"] == "longest_idle+longest_waiting"
    centre.assert_sound()


def test_people_and_skills_do_not_change_while_calls_are_up():
    centre = Acted("ann")
    fewer = changed(centre, agents=[{"name": "ann", "skills": {"help": 1}}])
    operations, _ = operated(centre, fewer)
    with pytest.raises(ReroutingError, match="drain"):
        operations.reload()
