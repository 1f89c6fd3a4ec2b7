"""Three engines, one ledger: event for event, with ties and without, however small the tables are to begin with.

That these days meet every event and every word is seen in ``tests/audit``, which draws from the same generator.
"""

from functools import cache, lru_cache

import pytest
from ledgers_made import Ledger, a_layout, a_workload, assert_same, ledger
from moves import Moves

from acd.events import AgentState, Event, Kind
from acd.lifecycle import AGENT, CALL, Move
from simulator import storage
from simulator.engines import Engine
from simulator.layout import Layout
from simulator.workload import Workload

SEEDS = range(500)


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows enough for these small centres: to make as many as a big one needs takes longer than the day."""
    monkeypatch.setattr(storage, "BLOCK", 1024)
    monkeypatch.setattr(storage, "FIRST_CALLS", 32)


@lru_cache(maxsize=1)
def a_centre(seed: int) -> tuple[Layout, Workload]:
    """Every second centre keeps a clock of whole seconds."""
    layout = a_layout(seed)
    return layout, a_workload(layout, ties=seed % 2 == 1)


@cache
def on_the_loop(seed: int) -> Ledger:
    return ledger("loop", *a_centre(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_loop_simpy_and_compiled_write_the_same(seed: int) -> None:
    assert_same(ledger("compiled", *a_centre(seed)), on_the_loop(seed))
    assert_same(ledger("simpy", *a_centre(seed)), on_the_loop(seed))


@pytest.mark.parametrize("engine", ["loop", "simpy", "compiled"])
@pytest.mark.parametrize(("block", "calls"), [(1, 1024), (1 << 16, 1), (7, 2)])
def test_block_and_table_size_leave_no_trace(
    engine: Engine, block: int, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in (3, 8):
        layout = a_layout(seed)
        workload = a_workload(layout, ties=True)
        whole = ledger("loop", layout, workload)
        with monkeypatch.context() as patch:
            patch.setattr(storage, "BLOCK", block)
            patch.setattr(storage, "FIRST_CALLS", calls)
            assert_same(ledger(engine, layout, workload), whole)


RARE = {Move(AgentState.RINGING, Kind.CALL_ABANDONED, AgentState.NOT_READY)}
"""None of these days has a caller give up at the very phone of somebody about to take a break; ``tests/rules`` has."""


def test_every_legal_move_is_made_and_no_other() -> None:
    made = set()
    for seed in SEEDS:
        moves = Moves()
        for row in on_the_loop(seed).tolist():
            moves.note(Event(*row))
        moves.settled()
        made |= moves.made
    assert made | RARE == AGENT | CALL
