"""The figures of one ledger as a document of plain numbers.

Knows how to get from a ledger to its figures. Refuses to know how they are shown.
"""

from typing import Any

from acd.events import Kind
from metrics.definitions.arrangement import arrange
from metrics.definitions.observation import catalogues, observe, shown
from metrics.definitions.scopes import Floor, Scope
from metrics.ledger.header import Header
from metrics.ledger.ledger import Ledger
from metrics.tally import Sums, Tally, book_of


def tallied(ledger: Ledger) -> tuple[Floor, Sums]:
    """Fold a whole ledger; a run that has not ended is counted up to its last event."""
    events = ledger.events()
    first, last = (int(events["t"][0]), int(events["t"][-1])) if len(events) else (0, 0)
    book = book_of(ledger.header, first, last)
    tally = Tally(book)
    tally.add_block(events)
    ended = len(events) > 0 and events["kind"][-1] == Kind.RUN_ENDED
    return Floor(ledger.header, book), tally.sums if ended else tally.look(last)


def document(ledger: Ledger) -> dict[str, Any]:
    """Every figure of a ledger (`cli.md`: JSON of ``metrics report``)."""
    floor, sums = tallied(ledger)
    return {**heading(ledger.header), **figures(floor, sums)}


def heading(header: Header) -> dict[str, Any]:
    """What the ledger says of itself."""
    return {"scenario": header.scenario, "mode": header.mode, "seed": header.seed, "policy": header.policy}


def figures(floor: Floor, sums: Sums) -> dict[str, Any]:
    """Every figure of some sums."""
    asked = catalogues(floor)
    values = {scope: day.values for scope, day in observe(floor, sums, asked).items()}
    places = {scope: {name: k for k, name in enumerate(asked[scope])} for scope in asked}

    def cell(scope: Scope, name: str, index: tuple[int, ...]) -> Any:
        return shown(asked[scope][name], float(values[scope][(places[scope][name], *index)]))

    return arrange(floor, asked, cell)
