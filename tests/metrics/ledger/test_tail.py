"""A ledger read while it is written: each event once, from the first, and names as they come."""

import pytest

from acd.events import Event, Kind
from metrics.ledger import Header, LedgerError
from metrics.ledger.growing import GrowingLedger
from metrics.ledger.tail import Tail


def arrived(call, t):
    return Event(t=t, kind=Kind.CALL_ARRIVED, call=call), None


def test_events_come_once_as_they_are_written(tmp_path):
    file = tmp_path / "day.db"
    ledger = GrowingLedger(file, Header(mode="live"))
    tail = Tail(file)
    assert [row["kind"] for row in tail.more()] == [Kind.RUN_STARTED]
    assert len(tail.more()) == 0
    ledger.append([arrived(0, 1_000_000), arrived(1, 2_000_000)])
    assert [int(row["call"]) for row in tail.more()] == [0, 1]
    ledger.append([arrived(2, 3_000_000)])
    ledger.close()
    assert [int(row["call"]) for row in tail.more()] == [2]
    tail.again()
    assert len(tail.more()) == 4


def test_a_file_that_is_no_ledger_says_so(tmp_path):
    with pytest.raises(LedgerError, match=r"gone\.db: there is no such file"):
        Tail(tmp_path / "gone.db")
    (tmp_path / "odd.db").write_bytes(b"nothing of the kind")
    with pytest.raises(LedgerError, match="not a ledger in SQLite"):
        Tail(tmp_path / "odd.db")
