"""Nobody is ever stuck: a deadline for each call that is up, at which its telephones are looked at.

Word that a telephone is gone may get lost. A call one of whose telephones is not there any more is ended as if
the word had come, through the same door. Ringing needs no guard: the rules end it by a deadline of their own. Knows
which legs a call should have. Decides nothing.
"""

from functools import partial
from typing import Final

import structlog

from acd.events import MICROSECONDS, NOBODY
from acd.live.floor.calls import LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.door import Door
from acd.live.floor.floor import Floor
from acd.live.port import HungUp, Telephony

EVERY: Final = 15 * MICROSECONDS
"""Half of the 30 s after which whoever is busy with nobody counts as stuck."""

_log: Final = structlog.get_logger("acd.guard")


class Guard:
    """Watches a call from when it is up to its end."""

    def __init__(self, door: Door, telephony: Telephony, clock: Clock, floor: Floor) -> None:
        self._door = door
        self._telephony = telephony
        self._clock = clock
        self._floor = floor
        self._watched: set[int] = set()

    def watch(self, call: LiveCall) -> None:
        """Look at a call again and again, as long as the rules have it."""
        if call.number not in self._watched and call.row != NOBODY:
            self._watched.add(call.number)
            self._look_later(call)

    def _look_later(self, call: LiveCall) -> None:
        self._clock.call_at(self._clock.now() + EVERY, partial(self._look, call))

    def _look(self, call: LiveCall) -> None:
        if call.row == NOBODY:
            self._watched.discard(call.number)
            return
        gone = next((leg for leg in call.legs() if not self._telephony.is_up(leg)), None)
        if gone is not None:
            _log.warning("a telephone is gone without a word", call=call.number, leg=gone)
            self._floor.happened(HungUp(gone, lost=True))
        self._look_later(call)
