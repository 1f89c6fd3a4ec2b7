"""What every reader of a ledger gets, wherever it was stored.

Knows a header and how to go through the events in blocks. Refuses to know files: a ledger may as well be in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from metrics.ledger.header import Header
from metrics.ledger.rows import EVENT, Block


@dataclass(slots=True)
class Ledger:
    """A run: its header and its events in order; row i of all blocks together is the event of ``seq`` i.

    The lists of names in ``header`` are complete once the events have been gone through.
    """

    header: Header
    opened: Callable[[], Iterator[Block]]
    told: Callable[..., Iterable[tuple[int, Mapping[str, Any]]]] = lambda *_types: ()
    """The whole lines of events of some types, with their ``seq``: own fields that no row holds."""

    @classmethod
    def of(cls, header: Header, *blocks: Block) -> "Ledger":
        """A ledger in memory."""
        return cls(header, lambda: iter(blocks))

    def blocks(self) -> Iterator[Block]:
        """The events from the first on, some at a time, so that a month needs no more memory than a minute."""
        return self.opened()

    def events(self) -> Block:
        """All events as one array of :data:`metrics.ledger.rows.EVENT`."""
        return np.concatenate([np.empty(0, EVENT), *self.blocks()])
