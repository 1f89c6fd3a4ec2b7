"""Sockets that are ready and a beat of 20 ms, on one thread.

Knows absolute deadlines: a beat that is late is made up for and does not move the next. Refuses to know what is beaten
and read. A step that fails is told and ends nothing.
"""

import selectors
import socket
import time
from collections.abc import Callable
from typing import Final

BEAT: Final = 0.02

_MOST_BEHIND: Final = 5
"""Beats made up for after a stall; of a longer one the rest is left out."""

Step = Callable[[], None]


class Loop:
    """Runs until it is ended."""

    def __init__(self, failed: Callable[[Exception], None], clock: Callable[[], float] = time.monotonic) -> None:
        self.now: Final = clock
        self._selector = selectors.DefaultSelector()
        self._failed = failed
        self._over = False

    def watch(self, end: socket.socket, ready: Step) -> None:
        """Call ``ready`` whenever something can be read."""
        self._selector.register(end, selectors.EVENT_READ, ready)

    def forget(self, end: socket.socket) -> None:
        """Watch it no more."""
        self._selector.unregister(end)

    def end(self) -> None:
        """Return from :meth:`run` after this step."""
        self._over = True

    def run(self, beat: Callable[[float], None]) -> None:
        """Watch, and call ``beat`` with each deadline."""
        due = self.now() + BEAT
        while not self._over:
            for key, _mask in self._selector.select(max(0.0, due - self.now())):
                self.attempt(key.data)
            now = self.now()
            if now - due > _MOST_BEHIND * BEAT:
                due += int((now - due) / BEAT) * BEAT
            while due <= now and not self._over:
                self.attempt(beat, due)
                due += BEAT

    def attempt(self, step: Callable[..., None], *arguments: object) -> None:
        """Take a step that may fail."""
        try:
            step(*arguments)
        except Exception as error:
            self._failed(error)
