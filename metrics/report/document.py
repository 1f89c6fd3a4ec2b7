"""The figures of one ledger as a document of plain numbers.

Knows how to get from a ledger to its figures. Refuses to know how they are shown.
"""

from typing import Any

from metrics.definitions.arrangement import arrange
from metrics.definitions.observation import catalogues, observe, shown
from metrics.definitions.scopes import Floor
from metrics.ledger.header import Header
from metrics.ledger.ledger import Ledger
from metrics.ledger.spool import Spool, gone_through
from metrics.report.advice import Thresholds, advise
from metrics.tally import Sums, Tally, book_of


def tallied(ledger: Ledger) -> tuple[Floor, Sums]:
    """Fold a whole ledger; a run that has not ended is counted up to its last event."""
    with gone_through(ledger) as run:
        return tallied_of(run)


def tallied_of(run: Spool) -> tuple[Floor, Sums]:
    """The same of a ledger that has been gone through."""
    book = book_of(run.header, run.first, run.last)
    tally = Tally(book)
    for block in run.blocks():
        tally.add_block(block)
    return Floor(run.header, book), tally.sums if run.ended else tally.look(run.last)


def document(ledger: Ledger, limits: Thresholds | None = None) -> dict[str, Any]:
    """Every figure of a ledger (`cli.md`: JSON of ``metrics report``), and what they advise."""
    floor, sums = tallied(ledger)
    found = figures(floor, sums)
    advice = advise(floor.header, found, limits)
    return {**heading(ledger.header), "advice": [each.document() for each in advice], **found}


def heading(header: Header) -> dict[str, Any]:
    """What the ledger says of itself."""
    return {"scenario": header.scenario, "mode": header.mode, "seed": header.seed, "policy": header.policy}


def figures(floor: Floor, sums: Sums) -> dict[str, Any]:
    """Every figure of some sums."""
    asked = catalogues(floor)
    day = observe(floor, sums, asked)
    return arrange(floor, asked, {scope: shown(asked[scope], day[scope].values) for scope in asked})
