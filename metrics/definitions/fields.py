"""Rows of sums as one array per field, which add up along axes.

Knows that of some fields the greatest is kept. Refuses to know what fields mean.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np

from metrics.tally.rows import GREATEST, Counts, Table, plain


class Fields:
    """``of.offered`` is an array in the shape of the places; ``numbers`` holds all fields on its last axis."""

    def __init__(self, row: type, numbers: Counts) -> None:
        self.row = row
        self.numbers = numbers

    def __getattr__(self, name: str) -> Any:
        return self.numbers[..., _places(self.row)[name]]

    def __getitem__(self, places: Any) -> "Fields":
        """The fields of some places."""
        return Fields(self.row, self.numbers[places])

    def over(self, *axes: int) -> "Fields":
        """Added up along some axes of the places; of what is greatest, the greatest."""
        axes = tuple(axis % (self.numbers.ndim - 1) for axis in axes)
        total = np.asarray(self.numbers.sum(axis=axes))
        for name, k in _places(self.row).items():
            if name in GREATEST:
                total[..., k] = self.numbers[..., k].max(axis=axes, initial=0)
        return Fields(self.row, total)


@cache
def _places(row: type) -> dict[str, int]:
    return {field.name: k for k, field in enumerate(fields(row))}


def fields_of(row: type, rows: Table, *shape: int) -> Fields:
    """A table as fields, in a shape of places if one is given."""
    numbers = plain(rows)
    return Fields(row, numbers.reshape(*shape, numbers.shape[-1]) if shape else numbers)


def added(row: type) -> Callable[[Counts, int], Counts]:
    """How numbers that hold the fields of a row on their last axis add up along another."""
    return lambda numbers, axis: Fields(row, numbers).over(axis).numbers
