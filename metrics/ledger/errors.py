"""What goes wrong with a ledger's file or its lines."""

from acd.errors import HuawuError


class LedgerError(HuawuError):
    """A ledger that cannot be read or written; the message names the file, the place in it and what is wrong."""


class Malformed(Exception):  # noqa: N818 - a fault of one line, on its way to a LedgerError that knows the file
    """What is wrong with one line, said without knowing where the line stands."""
