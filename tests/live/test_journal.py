"""Nobody is told of an effect before its event is on disk; a burst costs few syncs."""

import asyncio

import pytest

from acd.events import Event, Kind
from acd.live.floor.journal import OnDisk
from acd.live.floor.volumes import Volumes
from metrics.ledger import Header, LedgerError, read
from metrics.ledger.growing import GrowingLedger


def arrival(n):
    return Event(t=n, kind=Kind.CALL_ARRIVED, call=n)


@pytest.mark.asyncio
async def test_effects_come_in_order_and_after_the_disk(tmp_path):
    file = tmp_path / "day.db"
    journal = OnDisk(Volumes(GrowingLedger(file, Header(mode="live"))), pytest.fail)
    seen = []
    for n in range(200):
        journal.keep([(arrival(n), {"caller": "x"})], lambda n=n: seen.append((n, len(read(file).events()))))
    await journal.close()
    assert [n for n, _ in seen] == [*range(200)]
    assert all(there >= n + 2 for n, there in seen)
    assert len({there for _, there in seen}) < 200


@pytest.mark.asyncio
async def test_a_ledger_goes_on_where_it_was_left(tmp_path):
    file = tmp_path / "day.db"
    for n in range(3):
        journal = OnDisk(Volumes(GrowingLedger(file, Header(mode="live"))), pytest.fail)
        journal.keep([(arrival(n), None)], lambda: None)
        await journal.close()
    kinds = read(file).events()["kind"].tolist()
    assert kinds == [Kind.RUN_STARTED, *[Kind.CALL_ARRIVED] * 3]


@pytest.mark.asyncio
async def test_where_the_disk_takes_no_more_no_effect_happens_and_the_owner_is_told(tmp_path):
    ledger = GrowingLedger(tmp_path / "day.db", Header(mode="live"))
    told = asyncio.get_running_loop().create_future()
    journal = OnDisk(Volumes(ledger), told.set_result)
    ledger._database.conn.execute("DROP TABLE events")
    journal.keep([(arrival(0), None)], lambda: pytest.fail("an effect"))
    assert isinstance(await asyncio.wait_for(told, 5), LedgerError)
