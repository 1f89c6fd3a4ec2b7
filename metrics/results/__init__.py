"""A run kept with what came of it: its ledger, and in a database beside the events the tables of results.

Knows which tables stand in the file (`events.md`, Storage: ``runs``, ``calls``, ``agents``, ``intervals``). Refuses to
know any figure; nothing here is read again, every figure anywhere is derived from the events.
"""

import os
from typing import Final

from sqlite_utils import Database

from metrics.ledger import in_sqlite, sqlite, write
from metrics.ledger.ledger import Ledger
from metrics.ledger.spool import Spool, gone_through
from metrics.ledger.sqlite import Link
from metrics.report.document import tallied_of
from metrics.results.each_call import COLUMNS, EachCall
from metrics.results.tables import OF_GROUP, results_of

__all__ = ["keep"]

_OF_AGENT: Final = ("agent", "agents", "agent")
_OF_EVENTS: Final[tuple[Link, ...]] = (("call", "calls", "call"), _OF_AGENT, OF_GROUP)
_OF_CALLS: Final[tuple[Link, ...]] = (("call_type", "call_types", "call_type"), OF_GROUP, _OF_AGENT)


def keep(path: str | os.PathLike[str], ledger: Ledger) -> None:
    """Write a run to ``.jsonl``, ``.jsonl.gz`` or ``.db``, whole or not at all; a database holds the results too."""
    if not in_sqlite(path):
        write(path, ledger.header, ledger.blocks())
        return
    with gone_through(ledger) as run, sqlite.database(path) as new:
        _keep_results(new, run)
        _keep_calls(new, run)
        sqlite.keep_events(new, run.header, run.blocks(), _OF_EVENTS)


def _keep_results(new: Database, run: Spool) -> None:
    for results in results_of(*tallied_of(run)):
        table = new.table(results.name).create(
            results.columns, pk=next(iter(results.columns)), foreign_keys=results.links
        )
        sqlite.insert(new, results.name, len(results.columns), results.values())
        for column, *_ in results.links:
            table.create_index([column])
    sqlite.tell_time(new, "intervals", "t", run.header)


def _keep_calls(new: Database, run: Spool) -> None:
    calls = new.table("calls").create(COLUMNS, pk="call", foreign_keys=_OF_CALLS)
    sqlite.insert(new, "calls", len(COLUMNS), EachCall(run.header).rows(run.blocks()))
    for column, *_ in _OF_CALLS:
        calls.create_index([column])
    sqlite.tell_time(new, "calls", "arrived", run.header)
