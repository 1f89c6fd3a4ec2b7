"""A ledger is gone through block by block: figures of a month need no more memory than those of a minute."""

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from ledgers import read_text

from acd.events import NOBODY, Kind
from metrics.ledger import EVENT, Block, Header, Ledger
from metrics.ledger.rows import BLOCK
from metrics.ledger.spool import gone_through
from metrics.report import document


def long_run(blocks: int, alive: list[int]) -> Ledger:
    """Blocks made one at a time; ``alive`` notes how many still are whenever the next is asked for."""
    made: list[weakref.ref[Block]] = []

    def opened() -> Iterator[Block]:
        for k in range(blocks):
            gc.collect()
            alive.append(sum(block() is not None for block in made))
            block = np.full(BLOCK, NOBODY, EVENT)
            block["t"] = np.arange(k * BLOCK, (k + 1) * BLOCK)
            block["kind"] = Kind.CALL_ARRIVED
            block["call"] = np.arange(k * BLOCK, (k + 1) * BLOCK) // 2
            block["kind"][1::2] = Kind.CALL_BLOCKED
            block["a"] = 0
            made.append(weakref.ref(block))
            yield block

    return Ledger(Header(measured=(0, 3_600_000_000), call_types=["order"]), opened)


def test_only_a_few_blocks_are_in_memory_at_a_time() -> None:
    alive: list[int] = []
    figures = document(long_run(6, alive))
    assert figures["centre"]["blocked"] == 6 * BLOCK // 2
    assert len(alive) == 6
    assert max(alive) <= 2


@pytest.mark.parametrize("blocks", [1, 3])
def test_events_are_the_same_each_time(blocks: int) -> None:
    """In memory, and where they no longer fit there."""
    expected = long_run(blocks, []).events()
    with gone_through(long_run(blocks, [])) as run:
        assert (run.first, run.last, run.count, run.ended) == (0, blocks * BLOCK - 1, blocks * BLOCK, False)
        for _again in range(2):
            assert (np.concatenate(list(run.blocks())) == expected).all()


def test_all_names_are_known_afterwards() -> None:
    with gone_through(read_text("1 agent.signed_in ann\n2 call.offered 1 group=sales\n3 run.ended")) as run:
        assert run.header.groups == ["sales"]
        assert run.ended


def test_a_run_of_nothing() -> None:
    with gone_through(Ledger.of(Header())) as run:
        assert list(run.blocks()) == []
        assert not run.ended
