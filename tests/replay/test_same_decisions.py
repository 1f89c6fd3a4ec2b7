"""Every ledger that the simulator can write replays: the same decisions, event for event."""

from itertools import pairwise
from pathlib import Path

import pytest
from replayed_days import CENTRES, a_day_of, header_of, in_memory, replayed

from acd.events import Kind
from acd.replay.recorded import DECISIONS
from metrics.ledger import read, write
from scenarios import load
from simulator.day import simulator_for
from simulator.replay import Outcome, replay

SHIPPED = Path(__file__).parents[2] / "scenarios"


def assert_same(outcome: Outcome) -> None:
    assert outcome.difference is None, (outcome.difference, outcome.situation)


@pytest.mark.parametrize("number", range(120))
def test_a_generated_day_replays(number: int) -> None:
    centre, events = a_day_of(number)
    outcome = replayed(centre, events)
    assert_same(outcome)
    assert outcome.events == len(events)
    assert outcome.decisions == sum(event.kind in DECISIONS for event in events)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(120, len(CENTRES)))
def test_many_more_replay(number: int) -> None:
    assert_same(replayed(*a_day_of(number)))


def test_every_input_and_decision_of_a_simulated_day_is_met() -> None:
    kinds = {Kind(event.kind) for number in range(40) for event in a_day_of(number)[1]}
    assert kinds >= DECISIONS | {
        Kind.IVR_COMPLETED, Kind.IVR_ABANDONED, Kind.CALL_HELD, Kind.CALL_TRANSFERRED, Kind.CALL_LOST,
        Kind.CALL_UNANSWERED, Kind.CALL_ABANDONED, Kind.FAULT_STARTED, Kind.FAULT_ENDED, Kind.AGENT_INTENT,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["helpdesk", "hotline", "peak_day"])
def test_a_day_of_a_shipped_scenario_replays_from_its_file(name: str, tmp_path: Path) -> None:
    simulator = simulator_for(load(SHIPPED / f"{name}.yaml"), engine="compiled")
    file = tmp_path / f"{name}.jsonl.gz"
    write(file, simulator.header, simulator.day(1))
    outcome = replay(read(file), str(file), tmp_path)
    assert_same(outcome)
    assert outcome.decisions > 500
    assert not outcome.other_policy


@pytest.mark.parametrize("number", [3, 8, 21])
@pytest.mark.parametrize("suffix", [".jsonl", ".db"])
def test_stored_and_read_again_it_is_the_same_day(number: int, suffix: str, tmp_path: Path) -> None:
    """Reasons, teams and shifts are numbered by the reader in the order in which it meets them."""
    centre, events = a_day_of(number)
    file = tmp_path / f"day{suffix}"
    write(file, header_of(centre), in_memory(header_of(centre), events).blocks())
    assert_same(replay(read(file), "day", tmp_path))


@pytest.mark.parametrize("number", [0, 6, 9, 13, 20])
def test_cut_at_any_event_it_replays_up_to_there(number: int) -> None:
    centre, events = a_day_of(number)
    for length in range(1, len(events), 1 if len(events) < 300 else len(events) // 200):
        outcome = replayed(centre, events[:length])
        assert_same(outcome)
        assert outcome.events == length


def test_draws_of_the_random_policy_are_taken_from_the_ledger_and_counted() -> None:
    outcomes = [replayed(*a_day_of(number)) for number in range(40)]
    drawn = [outcome.drawn for outcome in outcomes]
    assert 0 in drawn
    assert sum(drawn) > 100
    for outcome in outcomes:
        groups = (outcome.header.config or {})["groups"].values()
        assert not outcome.drawn or any(group["choose_agent"] == "random" for group in groups)


def test_days_have_ties() -> None:
    """Where nothing happens at once, nothing is proved about the order of what does."""
    _centre, events = a_day_of(1)
    assert any(one.t == other.t and one.call != other.call for one, other in pairwise(events) if one.call >= 0)
