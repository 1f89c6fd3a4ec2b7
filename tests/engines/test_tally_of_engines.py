"""Figures of a day are the same whether its events are counted one by one or compiled, block by block."""

import numpy as np
import pytest
from ledgers_made import a_layout, a_workload, ledger

from acd.events import Event, Kind
from metrics.tally import Tally, book_of
from metrics.tally.rows import plain


@pytest.mark.parametrize("seed", range(50, 62))
def test_interpreted_is_compiled(seed: int) -> None:
    layout = a_layout(seed)
    events = ledger("loop", layout, a_workload(layout, ties=True))
    last = int(events["t"][-1])
    book = book_of(layout.header, int(events["t"][0]), last)
    one_by_one, by_block = Tally(book), Tally(book)
    for row in events:
        one_by_one.add(Event(*row.item()))
    for part in np.array_split(events, 3):
        by_block.add_block(part)
    for one, other in zip(one_by_one.finish(last), by_block.finish(last), strict=True):
        np.testing.assert_array_equal(plain(one), plain(other))
    assert len(events) > 20
    offered = (events["kind"] == Kind.CALL_OFFERED).sum()
    assert by_block.sums.calls.offered.sum() == offered
