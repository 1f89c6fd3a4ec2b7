"""One line of Asterisk's ``queue_log`` as a record, taken apart from the right.

Knows how a line is written (``app_queue.c``): ``epoch|callid|queue|agent|event|data…`` with nothing escaped, so a URL
or a number may hold a ``|`` and only the fields at the right end stand where they should. Refuses to know what a record
means for a call.
"""

from dataclasses import dataclass
from typing import Final

from acd.language import _
from metrics.ledger.errors import Malformed

NONE: Final = "NONE"
_FIELDS: Final = 5
_LATEST: Final = 1 << 33
"""Seconds since 1970, the year 2242: a number of more digits is no time."""
_LONGEST: Final = 10**9


@dataclass(frozen=True, slots=True)
class Record:
    """A line: ``at`` in whole seconds since 1970, names as written, what follows the event as it stands."""

    at: int
    callid: str
    queue: str
    agent: str
    event: str
    said: tuple[str, ...]

    def number(self, place: int) -> int:
        """The field at a place, counted from the right where negative; :class:`Malformed` where it is no number."""
        try:
            text = self.said[place]
        except IndexError:
            raise Malformed(_("{event} says too little").format(event=self.event)) from None
        if not (text.isascii() and text.isdigit() and int(text) <= _LONGEST):
            raise Malformed(_("{event}: {text!r} is not a number").format(event=self.event, text=text))
        return int(text)

    def text(self, place: int) -> str:
        """The field at a place; empty where there is none."""
        return self.said[place] if len(self.said) > place else ""


def record_in(line: str) -> Record:
    """The record in a line, its end of line or not; :class:`Malformed` says why there is none."""
    fields = line.rstrip("\r\n").split("|")
    if len(fields) < _FIELDS:
        raise Malformed(_("not a line of queue_log: {count} fields, at least 5 are expected").format(count=len(fields)))
    at, callid, queue, agent, event, *said = fields
    if not (at.isascii() and at.isdigit() and int(at) < _LATEST):
        raise Malformed(_("{text!r} is not a time in seconds since 1970").format(text=at))
    if not event:
        raise Malformed(_("the line names no event"))
    return Record(int(at), callid, queue, agent, event, _without_trailing(said))


def _without_trailing(said: list[str]) -> tuple[str, ...]:
    """Empty data leaves one trailing ``|``."""
    return () if said == [""] else tuple(said)
