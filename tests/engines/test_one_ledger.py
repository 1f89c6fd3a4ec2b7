"""Three engines, one ledger: event for event, with ties and without, however small the tables are to begin with.

That these days meet every event and every word is seen in ``tests/audit``, which draws from the same generator.
"""

from functools import cache, lru_cache

import pytest
from generate import scenario
from ledgers_made import Ledger, a_layout, a_workload, assert_same, ledger, made
from moves import Moves
from rare import rare_days

from acd.events import AgentState, Event, Kind
from acd.lifecycle import AGENT, CALL, Move
from acd.model import CallState
from simulator import storage
from simulator.engines import Engine
from simulator.layout import Layout, lay_out
from simulator.workload import Workload

CENTRES = [*map(scenario, range(500)), *rare_days()]


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows enough for these small centres: to make as many as a big one needs takes longer than the day."""
    monkeypatch.setattr(storage, "BLOCK", 1024)
    monkeypatch.setattr(storage, "FIRST_CALLS", 32)


@lru_cache(maxsize=1)
def a_centre(number: int) -> tuple[Layout, Workload]:
    """Every second centre keeps a clock of whole seconds."""
    layout = lay_out(made(CENTRES[number]))
    return layout, a_workload(layout, ties=number % 2 == 1)


@cache
def on_the_loop(number: int) -> Ledger:
    return ledger("loop", *a_centre(number))


@pytest.mark.parametrize("number", range(len(CENTRES)))
def test_loop_simpy_and_compiled_write_the_same(number: int) -> None:
    assert_same(ledger("compiled", *a_centre(number)), on_the_loop(number))
    assert_same(ledger("simpy", *a_centre(number)), on_the_loop(number))


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


ENDS_ON_HOLD = {Kind.CALL_ENDED, Kind.CALL_TRANSFERRED, Kind.CALL_CONSULTED}
DIALS = {Kind.OUTBOUND_DIALLED, Kind.OUTBOUND_CONNECTED, Kind.OUTBOUND_RESULT}
LIVE = {
    move
    for move in AGENT | CALL
    if (move.state in (AgentState.HOLDING, CallState.HELD) and move.kind in ENDS_ON_HOLD)
    or move.kind in DIALS
    or move.state is CallState.DIALLED
}
"""Simulated callers do not hang up on hold, and simulated agents ask no colleague and call nobody; ``tests/rules`` has
all of it."""


def test_every_legal_move_is_made_and_no_other() -> None:
    seen = set()
    for number in range(len(CENTRES)):
        moves = Moves()
        for row in on_the_loop(number).tolist():
            moves.note(Event(*row))
        moves.settled()
        seen |= moves.made
    assert not seen & LIVE
    assert seen | RARE | LIVE == AGENT | CALL
