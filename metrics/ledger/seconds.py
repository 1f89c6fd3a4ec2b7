"""Microseconds inside, seconds outside (`events.md` rule 2).

Knows how a time is written: in a ledger as the shortest decimal, to people as a time of day. All from integers, so no
time ever picks up the noise of a binary fraction.
"""

from math import isfinite

from acd.events import MICROSECONDS
from acd.language import _
from metrics.ledger.errors import Malformed

_LONGEST = 1 << 62


def seconds(t: int) -> str:
    """The shortest decimal of at most six places: 32400500000 is ``32400.5``."""
    whole, part = divmod(abs(t), MICROSECONDS)
    text = f"{whole}.{part:06d}".rstrip("0") if part else str(whole)
    return f"-{text}" if t < 0 else text


def number(t: int) -> int | float:
    """The same as a JSON number; dividing rounds correctly, so it is printed as :func:`seconds` prints it."""
    return t // MICROSECONDS if t % MICROSECONDS == 0 else t / MICROSECONDS


def clock(t: int) -> str:
    """The time of day, running past 24:00 on later days: ``09:00:00``, ``25:30:00.5``."""
    whole, part = divmod(abs(t), MICROSECONDS)
    fraction = f".{part:06d}".rstrip("0") if part else ""
    return f"{'-' if t < 0 else ''}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{fraction}"


def microseconds(value: object, name: str) -> int:
    """The time that a JSON number of seconds means; :class:`Malformed` names the field where it means none."""
    if type(value) is int and abs(value) < _LONGEST // MICROSECONDS:
        return value * MICROSECONDS
    if type(value) is float and isfinite(value) and abs(value) < _LONGEST / MICROSECONDS:
        return round(value * MICROSECONDS)
    raise Malformed(_("{name}: {value!r} is not a number of seconds").format(name=name, value=value))
