"""What must always hold of a ledger (`events.md`), judged on the events alone.

Knows those invariants and no more: a ledger that breaks one can still be reported, and one that keeps them all may
still have been written by wrong rules, which ``metrics.audit`` finds. Any prefix of a sound ledger is sound. A seq that
skips is found by the readers already.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from acd.events import Event, Kind
from acd.language import _
from metrics.audit import Violation
from metrics.check.findings import Findings
from metrics.check.outcomes import Outcomes
from metrics.check.rings import Rings
from metrics.check.staff import Staff
from metrics.ledger import Ledger
from metrics.ledger.seconds import clock

__all__ = ["Violation", "check", "events_of"]

ORDER: Final = "t never decreases"
_Handler = Callable[[int, Event], None]


def check(ledger: Ledger) -> list[Violation]:
    """Every invariant that the ledger breaks, by the event that shows it, the first event first.

    A ledger that ends without ``run.ended`` is a prefix: its last instant may be incomplete and is not settled.
    """
    findings = Findings()
    rings, staff = Rings(ledger.header, findings), Staff(ledger.header, findings)
    keepers = (rings.handlers, staff.handlers, Outcomes(ledger.header, findings).handlers)
    handlers = {int(kind): tuple(each[kind] for each in keepers if kind in each) for kind in Kind}
    _go_through(ledger, findings, handlers, (rings.settle, staff.settle))
    return findings.in_order()


def events_of(ledger: Ledger) -> Iterator[Event]:
    """The events one by one."""
    for block in ledger.blocks():
        for row in block.tolist():
            yield Event(*row)


def _go_through(
    ledger: Ledger,
    findings: Findings,
    handlers: Mapping[int, tuple[_Handler, ...]],
    settlers: tuple[Callable[[], None], ...],
) -> None:
    now: int | None = None
    for seq, event in enumerate(events_of(ledger)):
        if now is not None and event.t != now:
            for settle in settlers:
                settle()
            if event.t < now:
                message = _("t is {t}; expected {now} or later")
                findings.add(seq, event, ORDER, message.format(t=clock(event.t), now=clock(now)))
        now = event.t
        for handle in handlers.get(event.kind, ()):
            handle(seq, event)
        if event.kind == Kind.RUN_ENDED:
            for settle in settlers:
                settle()
