"""A file of recorded times for an ``empirical`` distribution: one per line.

Knows how to read that column. Refuses to know tables with several columns (`tables.md`).
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from acd.language import _
from scenarios.values import seconds


def read_times(path: Path) -> NDArray[np.float64]:
    """The times in seconds, ascending. Lines hold a duration each; the first may be a heading; blank lines count not.

    Raises ``ValueError`` naming file, line and what stands there.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(_("{path} cannot be read: {reason}").format(path=path, reason=error)) from None
    times = [time for number, line in enumerate(lines, 1) if (time := _time(path, number, line)) is not None]
    if not times:
        raise ValueError(_("{path} holds no times").format(path=path))
    return np.sort(np.asarray(times, dtype=np.float64))


def _time(path: Path, number: int, line: str) -> float | None:
    text = line.strip().rstrip(",;")
    if not text:
        return None
    try:
        return seconds(float(text) if _is_number(text) else text)
    except ValueError as error:
        if number == 1:
            return None
        raise ValueError(f"{path}:{number}: {text!r}; {error}") from None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
