"""A day acted at random, broken off after each input: recovered from what is on disk, the rows are what they were."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import Any

import pytest
from acted_day import acted

from acd.driven import Driven
from acd.events import Event
from acd.live.floor.door import Door, Said
from acd.live.floor.recovery import recover
from metrics.ledger import Ledger

SEEDS = range(8)


def known(driven: Driven, after: int) -> dict[str, Any]:
    """What the rules know and wait for; not who served a caller last, which these days draw and no ledger has."""
    centre = driven.centre
    tables = ("floor", "agents", "groups", "queues", "profiles", "rosters")
    calls = {c: asdict(row) | {"preferred": None} for c, row in enumerate(centre.calls) if row.state}
    wakes = [(w.due, w.order, w.row, w.number, w.agent, w.step) for w in sorted(driven.wakes) if w.due > after]
    rows = {name: [astuple(row) for row in getattr(centre, name)] for name in tables}
    return {**rows, "handlings": [*centre.handlings], "calls": calls, "rows": dict(driven.rows), "wakes": wakes}


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_and_deadlines_are_what_they_were_after_each_input(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    was: list[tuple[int, dict[str, Any]]] = [(0, {})]
    plain = Door._keep

    def keep(door: Door, events: Sequence[Event], said: Said) -> None:
        if events:
            was.append((was[-1][0] + len(events), known(door._driven, events[-1].t)))
        plain(door, events, said)

    monkeypatch.setattr(Door, "_keep", keep)
    centre = acted(seed, steps=160)
    table = centre.ledger().events()
    assert was[-1][0] == len(table) - 1 > 100
    for length, rows in was[1:]:
        found = recover(Ledger.of(centre.layout.header, table[: 1 + length]), centre.layout)
        assert known(found.driven, found.last) == rows, length
