"""The one error of planners' tables: what could not be read, and where it stands."""

from acd.errors import HuawuError


class TableError(HuawuError):
    """A table that cannot be used; the message names the file, the cell and the text found there."""


class NoHeadingsError(TableError):
    """A file in which no row names the columns that are needed."""
