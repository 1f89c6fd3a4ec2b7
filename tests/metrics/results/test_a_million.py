"""A million events are written to any store in ten seconds of one processor, the results of a database too."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acd.events import NOBODY, Kind
from metrics.ledger import Ledger
from metrics.results import keep
from metrics.tally.folding import is_over

EVENTS = 1_000_000
BLOCK = 1 << 16


@pytest.fixture(scope="module")
def month(random_day: Callable[..., Any]) -> Ledger:
    """One day again and again, each call with a number of its own; nothing of a day is left over for the next."""
    day = random_day(1, 20_000, interval=86_400_000_000)
    events = day.events()
    over = events["call"][np.take([is_over(kind) for kind in Kind], events["kind"])]
    events = events[np.isin(events["call"], [NOBODY, *over]) & (events["kind"] != Kind.SHIFT_PLANNED)]
    times = -(-EVENTS // len(events))
    length, calls = int(events["t"][-1]), int(events["call"].max()) + 1
    whole = np.tile(events, times)
    again = np.repeat(np.arange(times), len(events))
    whole["t"] += again * length
    whole["call"] = np.where(whole["call"] == NOBODY, NOBODY, whole["call"] + again * calls)
    whole[0] = (0, Kind.RUN_STARTED, *[NOBODY] * 6)
    whole = whole[:EVENTS]
    return Ledger(day.header, lambda: (whole[begin : begin + BLOCK] for begin in range(0, EVENTS, BLOCK)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["month.jsonl", "month.jsonl.gz", "month.db"])
def test_in_ten_seconds(month: Ledger, tmp_path: Path, name: str) -> None:
    keep(tmp_path / "warm.db", Ledger.of(month.header, next(month.blocks())))  # what is compiled is compiled once
    begin = time.process_time()
    keep(tmp_path / name, month)
    assert time.process_time() - begin <= 10
