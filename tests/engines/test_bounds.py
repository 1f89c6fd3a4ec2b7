"""With every index checked (``make bounds``), compiled engine and tally stay within their tables on generated days.

Compiled code reads what lies beside a table without a word; ``NUMBA_BOUNDSCHECK`` has to be set before it is compiled.
"""

from typing import Any, NamedTuple

import numba
import pytest
from ledgers_made import STANDARD, a_layout, a_workload, ledger

from acd.events import Event, Kind
from acd.model import Policy
from metrics.compiled import compiled, int64, table
from metrics.tables import Tables
from metrics.tally import Tally, book_of
from simulator import storage

if not numba.config.BOUNDSCHECK:
    pytest.skip("indices are checked by `make bounds`", allow_module_level=True)

SEEDS = range(500)


@pytest.fixture(autouse=True)
def _tables_that_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BLOCK", 256)
    monkeypatch.setattr(storage, "FIRST_CALLS", 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_and_its_figures_stay_within_their_tables(seed: int) -> None:
    layout = a_layout(seed)
    events = ledger("compiled", layout, a_workload(layout, ties=seed % 2 == 1))
    last = int(events["t"].max(initial=0))
    tally = Tally(book_of(layout.header, 0, last))
    tally.add_block(events)
    tally.finish(last)
    assert tally.sums.calls.offered.sum() == (events["kind"] == Kind.CALL_OFFERED).sum()


class Log(NamedTuple):
    events: Any


def beyond(log: Any) -> int:
    return int(log.events[len(log.events)].kind)


def test_an_index_beyond_a_table_is_found() -> None:
    log = Tables(Log(table(Event, 3)))
    with pytest.raises(IndexError):
        compiled(beyond, [], int64(log.type))(log)


def one_too_far(centre: Any, _now: int, _call: int) -> int:
    return int(centre.agents[len(centre.agents)].since)


def test_a_policy_that_looks_beyond_a_table_is_found() -> None:
    layout = a_layout(0)
    with pytest.raises(IndexError):
        ledger("compiled", layout, a_workload(layout, ties=False), Policy(one_too_far, STANDARD.choose_call))
