"""Three engines, one ledger: event for event, with ties and without, however small the tables are to begin with."""

from functools import cache

import pytest
from ledgers_made import Ledger, a_layout, a_workload, assert_same, ledger
from moves import Moves

from acd.events import AgentState, Event, Kind
from acd.lifecycle import AGENT, CALL, Move
from simulator import storage
from simulator.engines import Engine
from simulator.layout import Layout
from simulator.workload import Workload

SEEDS = range(40)


@cache
def a_day(seed: int) -> tuple[Layout, Workload, Ledger]:
    """Every second centre keeps a clock of whole seconds."""
    layout = a_layout(seed)
    workload = a_workload(layout, ties=seed % 2 == 1)
    return layout, workload, ledger("loop", layout, workload)


@pytest.mark.parametrize("seed", SEEDS)
def test_loop_simpy_and_compiled_write_the_same(seed: int) -> None:
    layout, workload, plain = a_day(seed)
    assert (plain["kind"] == Kind.CALL_RINGING).any()
    assert_same(ledger("compiled", layout, workload), plain)
    assert_same(ledger("simpy", layout, workload), plain)


@pytest.mark.parametrize("engine", ["loop", "simpy", "compiled"])
@pytest.mark.parametrize(("block", "calls"), [(1, 1024), (1 << 16, 1), (7, 2)])
def test_block_and_table_size_leave_no_trace(
    engine: Engine, block: int, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in (3, 8):
        layout = a_layout(seed, closes="08:20", interval="200s")
        workload = a_workload(layout, ties=True)
        whole = ledger("loop", layout, workload)
        with monkeypatch.context() as patch:
            patch.setattr(storage, "BLOCK", block)
            patch.setattr(storage, "FIRST_CALLS", calls)
            assert_same(ledger(engine, layout, workload), whole)


def test_the_seeds_meet_every_event_type_of_the_floor() -> None:
    seen = {kind for seed in SEEDS for kind in a_day(seed)[2]["kind"].tolist()}
    absent = {
        Kind.RUN_STARTED,
        Kind.RUN_ENDED,
        Kind.CALL_BLOCKED,
        Kind.IVR_STARTED,
        Kind.IVR_COMPLETED,
        Kind.IVR_ABANDONED,
        Kind.CALL_ANNOUNCED,
        Kind.CALL_HELD,
        Kind.CALL_RETRIEVED,
        Kind.CALL_TRANSFERRED,
        Kind.CALL_LOST,
        Kind.SHIFT_PLANNED,
        Kind.FAULT_STARTED,
        Kind.FAULT_ENDED,
    }
    assert seen >= set(Kind) - absent


RARE = {Move(AgentState.RINGING, Kind.CALL_ABANDONED, AgentState.NOT_READY)}
"""None of these days has a caller give up at the very phone of somebody about to take a break; ``tests/rules`` has."""


def test_every_legal_move_is_made_and_no_other() -> None:
    made = set()
    for seed in SEEDS:
        moves = Moves()
        for row in a_day(seed)[2].tolist():
            moves.note(Event(*row))
        moves.settled()
        made |= moves.made
    assert made | RARE == AGENT | CALL
