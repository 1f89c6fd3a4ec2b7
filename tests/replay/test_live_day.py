"""Ledgers of the live floor replay too: phones declined and lost, colleagues asked and handed calls."""

from pathlib import Path

import pytest
from acted_day import acted
from replayed_days import in_memory

from acd.events import Event, Kind, Transfer, Unanswered
from metrics.ledger import Ledger
from simulator.replay import replay

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
            if kind == Kind.CALL_TRANSFERRED:
                met.add(Transfer(event.c).name if event.b >= 0 else "to a group")
    assert met >= {
        "agent.device", "call.consulted", "call.lost", "call.held", "call.retrieved", "agent.wrap_up_extended",
        "agent.help_requested", "call.overflowed", "call.deflected", "call.blocked", "NO_ANSWER", "REJECTED",
        "UNREACHABLE", "BLIND", "ATTENDED", "to a group",
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


def rows_of(ledger: Ledger) -> list[Event]:
    return [Event(*row) for row in ledger.events().tolist()]
