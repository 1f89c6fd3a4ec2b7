"""A centre that stops anywhere goes on from its ledger: agents where they were, calls that it lost written as lost."""

import dataclasses
from datetime import UTC, datetime

import numpy as np
import pytest
from centre_acted import Acted

from acd.config import lay_out_centre
from acd.config.rerouting import ReroutingError
from acd.events import AgentState, Event, Kind
from acd.live.floor.recovery import RecoveryError, lose_calls, recover
from acd.live.operations import Operations
from acd.live.port import HungUp, Pressed
from metrics.check import check
from metrics.ledger import EVENT, Ledger
from scenarios import Scenario

MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)
SURVEY = {"say": "rate us", "keys": {"1": "good", "2": "bad"}}


def a_day():
    """Everything once: waiting, ringing out, hold, transfer, consultation, wrap-up, rating, leaving."""
    centre = Acted("ann", "bob", "cyd", wrap_up_limit={"after": 30}, survey=SURVEY)
    centre.at(5).comes("c1")
    centre.at(7).answers("0.1")
    centre.at(8).comes("c2")
    centre.at(9).comes("c3")
    centre.at(10).ask(centre.staff.hold("ann"))
    centre.at(12).ask(centre.staff.retrieve("ann"))
    centre.at(20).ask(centre.staff.transfer("ann", "8001"))
    centre.at(29)
    centre.at(30).answers("0.2")
    centre.at(32).ask(centre.staff.not_ready("bob", "tea"))
    centre.at(60).ask(centre.staff.ready("bob"))
    centre.at(61)
    centre.answers("2.1")
    centre.at(70).hangs_up("c1")
    centre.at(80).ask(centre.staff.wrapped_up("cyd"))
    centre.at(82).ask(centre.staff.consult("bob", "cyd"))
    asked = next(leg for leg in sorted(centre.phones.up) if "asks" in leg)
    centre.at(84).answers(asked)
    centre.at(90).ask(centre.staff.complete("bob"))
    centre.at(100).ask(centre.staff.hang_up("cyd"))
    centre.happens(Pressed("c3", "1"))
    centre.at(140).happens(HungUp("c3"))
    centre.ask(centre.staff.sign_out("bob"))
    return centre


def inputs(centre):
    """Where each input's events end: what is on disk is always whole inputs."""
    ends, count = [], 0
    for entries in centre.journal.batches:
        count += len(entries)
        ends.append(count)
    return ends


def cut(centre, length):
    rows = [Event(kind=Kind.RUN_STARTED), *(event for event, _own in centre.journal.entries[:length])]
    return Ledger.of(centre.layout.header, np.array([dataclasses.astuple(row) for row in rows], EVENT))


def test_cut_after_any_input_the_rows_are_what_they_were():
    centre = a_day()
    ends = inputs(centre)
    assert len(ends) > 30
    for length in ends:
        found = recover(cut(centre, length), centre.layout)
        again = recover(cut(centre, length), centre.layout)
        assert found.driven.centre == again.driven.centre
    assert picture(found.driven.centre) == picture(centre.opened.door.centre)


def picture(centre):
    """What the rules know, but for call rows that are free."""
    rows = [dataclasses.asdict(row) for table in (centre.floor, centre.agents, centre.groups) for row in table]
    up = [dataclasses.asdict(call) for call in centre.calls if call.state]
    return rows, up


def test_calls_that_the_machine_lost_are_written_as_lost_and_agents_go_on():
    centre = a_day()
    for length in inputs(centre):
        after = Acted.resumed(centre, recover(cut(centre, length), centre.layout))
        lose_calls(after.opened.door)
        assert not after.opened.door.centre.floor[0].up
        whole = [*centre.journal.entries[:length], *after.journal.entries]
        rows = [Event(kind=Kind.RUN_STARTED), *(event for event, _own in whole)]
        table = np.array([dataclasses.astuple(row) for row in rows], EVENT)
        assert [str(each) for each in check(Ledger.of(centre.layout.header, table))] == []


def test_a_centre_goes_on_by_the_routing_that_it_changed_to():
    centre = a_day()
    centre.layout.header.config = centre.scenario.resolved()
    config = centre.scenario.resolved()
    config["groups"]["sales"] |= {"max_wait": "40s", "when_full": {"deflect": "message"}}
    changed = Scenario.model_validate(config)
    told = Operations(centre.layout, centre.opened, MIDNIGHT, lambda: changed, lambda: None).reload()
    centre.at(200).comes("c9")
    found = recover(centre.ledger(), centre.layout)
    assert found.decided_by == told
    assert found.driven.centre.groups[0].max_wait == 40_000_000
    assert picture(found.driven.centre) == picture(centre.opened.door.centre)


def test_whoever_was_consulted_when_the_machine_went_is_free():
    centre = Acted("ann", "cyd")
    centre.comes("c1")
    centre.answers("0.1")
    centre.ask(centre.staff.consult("ann", "cyd"))
    after = Acted.resumed(centre, recover(centre.ledger(), centre.layout))
    assert after.staff.view("cyd").state != "ready"
    lose_calls(after.opened.door)
    assert [AgentState(agent.state).name for agent in after.opened.door.centre.agents[::2]] == ["READY", "READY"]


def test_other_steps_in_the_file_cannot_go_on_with_the_ledger():
    centre = a_day()
    centre.layout.header.config = centre.scenario.resolved()
    config = centre.scenario.resolved()
    config["groups"]["sales"]["overflow"] = [{"to": "help", "after": "20s"}]
    with pytest.raises(ReroutingError, match="overflow steps"):
        recover(centre.ledger(), lay_out_centre(Scenario.model_validate(config)))


def test_a_ledger_that_was_decided_otherwise_is_not_gone_on_with():
    centre = a_day()
    ledger = cut(centre, len(centre.journal.entries))
    rows = ledger.events()
    ringing = np.flatnonzero(rows["kind"] == Kind.CALL_RINGING)[0]
    rows["agent"][ringing] += 1
    with pytest.raises(RecoveryError, match="decided otherwise"):
        recover(Ledger.of(centre.layout.header, rows), centre.layout)
