"""Rows of sums as one array per field, which add up along axes.

Knows that of some fields the greatest is kept. Refuses to know what fields mean.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from metrics.tally.rows import GREATEST, Counts, Table, plain


class Fields:
    """``of.offered`` is an array in the shape of the places; ``numbers`` holds all fields on its last axis."""

    def __init__(self, row: type, numbers: Counts) -> None:
        self.row = row
        self.numbers = numbers
        self.names = [field.name for field in fields(row)]
        self.__dict__.update({name: numbers[..., k] for k, name in enumerate(self.names)})

    def __getattr__(self, name: str) -> Any:
        """For type checkers: fields stand in the instance."""
        raise AttributeError(name)

    def __getitem__(self, places: Any) -> "Fields":
        """The fields of some places."""
        return Fields(self.row, self.numbers[places])

    def over(self, *axes: int) -> "Fields":
        """Added up along some axes of the places; of what is greatest, the greatest."""
        axes = tuple(axis % (self.numbers.ndim - 1) for axis in axes)
        total = np.asarray(self.numbers.sum(axis=axes))
        for k, name in enumerate(self.names):
            if name in GREATEST:
                total[..., k] = self.numbers[..., k].max(axis=axes, initial=0)
        return Fields(self.row, total)


def fields_of(row: type, rows: Table, *shape: int) -> Fields:
    """A table as fields, in a shape of places if one is given."""
    numbers = plain(rows)
    return Fields(row, numbers.reshape(*shape, numbers.shape[-1]) if shape else numbers)


def joined(parts: Sequence[Fields], row: type) -> Fields:
    """Places side by side on a new first axis."""
    if not parts:
        return Fields(row, np.zeros((0, len(fields(row))), np.int64))
    return Fields(row, np.stack([part.numbers for part in parts]))
