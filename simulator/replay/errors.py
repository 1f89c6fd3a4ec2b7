"""What keeps a ledger from being replayed."""

from acd.errors import HuawuError


class ReplayError(HuawuError):
    """A ledger that cannot be replayed; the message says what it lacks and what to do."""
