"""The one error of planners' tables: what could not be read, and where it stands."""

from pathlib import Path

from acd.errors import HuawuError
from acd.language import _


class TableError(HuawuError):
    """A table that cannot be used; the message names the file, the cell and the text found there."""


class NoHeadingsError(TableError):
    """A file in which no row names the columns that are needed."""


def unreadable(path: Path, fault: OSError) -> TableError:
    """The refusal of a file that the system does not give."""
    if isinstance(fault, FileNotFoundError):
        return TableError(_("{file}: there is no such file").format(file=path))
    if isinstance(fault, IsADirectoryError):
        return TableError(_("{file}: a folder, not a file").format(file=path))
    return TableError(_("{file}: cannot be read: {reason}").format(file=path, reason=fault.strerror or fault))
