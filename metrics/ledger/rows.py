"""The row of :class:`acd.events.Event` as a NumPy table.

Knows the widths of the columns, which stand in the annotations of ``Event``. Refuses to know what the columns mean.
"""

from typing import Any, Final, get_type_hints

import numpy as np
from numpy.typing import NDArray

from acd.events import Event

EVENT: Final = np.dtype(
    [(name, hint.__metadata__[0]) for name, hint in get_type_hints(Event, include_extras=True).items()], align=True
)
"""One event: ``t`` in microseconds, ``kind group call agent`` and ``a b c`` (:data:`acd.events.FIELDS`)."""

UNKNOWN: Final = -1
"""The ``kind`` of an event whose type this program does not know; it keeps its place so that row i is ``seq`` i."""

BLOCK: Final = 1 << 16
"""Rows that are read or written at a time."""

Block = NDArray[Any]
"""Consecutive events, an array of :data:`EVENT`."""

Row = tuple[int, ...]
"""One event, its columns in the order of :data:`EVENT`."""

COLUMNS: Final = {name: place for place, name in enumerate(EVENT.names or ())}
LARGEST: Final = {name: int(np.iinfo(EVENT[name]).max) for name in COLUMNS}
