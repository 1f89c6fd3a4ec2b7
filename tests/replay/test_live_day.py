"""Ledgers of the live floor replay too: phones declined and lost, colleagues asked and handed calls."""

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from acted_day import Day, acted
from centre_acted import Acted
from replayed_days import in_memory

from acd.events import NOBODY, Blocked, Event, Kind, Transfer, Unanswered, Why
from acd.live.operations import Operations
from metrics.ledger import Ledger, read
from metrics.ledger.growing import GrowingLedger
from scenarios import Scenario
from simulator.replay import replay
from simulator.replay.document import document
from simulator.replay.telling import told

SEEDS = range(60)


def ledger_of(seed: int, steps: int = 400) -> Ledger:
    centre = acted(seed, steps)
    centre.assert_sound()
    ledger = centre.ledger()
    ledger.header.config = centre.scenario.resolved()
    return ledger


@pytest.mark.parametrize("seed", SEEDS)
def test_an_acted_day_replays(seed: int, tmp_path: Path) -> None:
    ledger = ledger_of(seed)
    outcome = replay(ledger, "acted", tmp_path)
    assert outcome.difference is None, (outcome.difference, outcome.situation)
    assert outcome.decisions > 20


def test_every_input_of_a_live_day_is_met() -> None:
    met = set()
    for seed in SEEDS:
        for event in rows_of(ledger_of(seed)):
            kind = Kind(event.kind)
            met.add(kind.type)
            if kind == Kind.CALL_UNANSWERED:
                met.add(Unanswered(event.a).name)
            if kind == Kind.CALL_OFFERED and event.b >= 0:
                met.add("another type")
            if kind == Kind.CALL_RINGING and event.b == Why.LAST_AGENT:
                met.add("last agent")
            if kind == Kind.CALL_TRANSFERRED:
                met.add(Transfer(event.c).name if event.b >= 0 else "to a group")
    assert met >= {
        "agent.device", "agent.help_requested", "agent.wrap_up_extended", "call.announced", "call.blocked",
        "call.consulted", "call.deflected", "call.held", "call.lost", "call.overflowed", "call.rated",
        "call.retrieved", "call.survey_sent", "ivr.abandoned", "ivr.completed", "another type", "to a group",
        "last agent",
        "NO_ANSWER", "REJECTED", "UNREACHABLE", "BLIND", "ATTENDED",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_a_deadline_that_passed_without_effect_is_found_at_once(seed: int, tmp_path: Path) -> None:
    """Also among what happened at the same microsecond: on a live day the deadline comes first."""
    centre = acted(seed)
    events = rows_of(centre.ledger())
    header = centre.layout.header
    header.config = centre.scenario.resolved()
    for n, event in enumerate(events):
        if event.kind == Kind.CALL_UNANSWERED and event.a == Unanswered.NO_ANSWER:
            outcome = replay(in_memory(header, [*events[:n], *events[n + 1 : n + 9]]), "acted", tmp_path)
            assert outcome.difference is not None
            assert outcome.difference.seq == n
            assert outcome.difference.owed[0] == event


def test_a_call_that_comes_while_the_centre_is_closed(tmp_path: Path) -> None:
    centre = acted(1)
    events = rows_of(centre.ledger())
    t, number = events[200].t, 99_999
    closed = [
        Event(t, Kind.CALL_ARRIVED, NOBODY, number, NOBODY, 0, 0, 0),
        Event(t, Kind.CALL_BLOCKED, NOBODY, number, NOBODY, Blocked.CLOSED),
    ]
    first = next(n for n in range(200, len(events)) if events[n].t > t)
    centre.layout.header.config = centre.scenario.resolved()
    outcome = replay(in_memory(centre.layout.header, [*events[:first], *closed, *events[first:]]), "acted", tmp_path)
    assert outcome.is_same


def rerouted(seed: int, **groups: Any) -> Acted:
    """A day on which the routing is changed while calls are up."""
    centre = acted(seed, steps=200)
    centre.layout.header.config = centre.scenario.resolved()
    config = centre.scenario.resolved()
    config["groups"]["sales"] |= groups
    changed = Scenario.model_validate(config)
    midnight = datetime(2026, 11, 2, tzinfo=UTC)
    Operations(centre.layout, centre.opened, midnight, lambda: changed, lambda: None).reload()
    Day(centre, random.Random(seed)).run(200)
    return centre


@pytest.mark.parametrize("seed", range(8))
def test_a_replay_goes_on_by_the_routing_that_was_changed_to(seed: int, tmp_path: Path) -> None:
    """Whoever is chosen, how long anybody may wait, how many may."""
    centre = rerouted(seed, choose_agent="in_order", max_wait="20s", queue_limit=2, when_full={"deflect": "message"})
    outcome = replay(centre.ledger(), "acted", tmp_path)
    assert (outcome.difference, outcome.rerouted) == (None, None)
    assert outcome.events == len(centre.journal.entries) + 1


def test_a_change_of_routing_makes_a_difference() -> None:
    """Or the test above could not fail."""
    centre = rerouted(2, max_wait="1s", when_full={"deflect": "message"})
    kinds = [event.kind for event, _own in centre.journal.entries]
    assert Kind.CALL_DEFLECTED in kinds[kinds.index(Kind.POLICY_ACTIVATED) :]


def test_a_replay_ends_where_the_ledger_does_not_say_what_the_routing_was_changed_to(tmp_path: Path) -> None:
    centre = rerouted(2)
    before = next(n for n, (event, _own) in enumerate(centre.journal.entries, 1) if event.kind == Kind.POLICY_ACTIVATED)
    ledger = in_memory(centre.layout.header, rows_of(centre.ledger()))
    outcome = replay(ledger, "acted", tmp_path)
    assert (outcome.difference, outcome.is_same, outcome.events) == (None, False, before)
    assert any("routing was changed" in line for line in told(outcome, "acted"))
    assert document(outcome, "acted")["rerouted"] == before


def test_from_the_growing_ledger_on_disk(tmp_path: Path) -> None:
    """With what a line says beside integers: callers, numbers dialled, codes."""
    centre = acted(4)
    header = centre.layout.header
    header.config = centre.scenario.resolved()
    file = tmp_path / "live.db"
    growing = GrowingLedger(file, header)
    for entry in centre.journal.entries:
        growing.append([entry])
    growing.close()
    outcome = replay(read(file), str(file), tmp_path)
    assert outcome.is_same
    assert outcome.events == len(centre.journal.entries) + 1


def rows_of(ledger: Ledger) -> list[Event]:
    return [Event(*row) for row in ledger.events().tolist()]
