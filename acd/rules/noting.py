"""Facts that change no row: what a caller was told, a code, a rating, a recording. They stand in the ledger only."""

from acd.events import NOBODY, Kind
from acd.model import Centre
from acd.rules.outbox import emit


def noted(
    centre: Centre, now: int, kind: Kind, group: int, call: int, agent: int, a: int = NOBODY, b: int = NOBODY
) -> None:
    """Write it down."""
    emit(centre, now, kind, group, call, agent, a, b)
