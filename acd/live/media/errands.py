"""What may take time (files) done on a thread, and its outcome told on the loop that must never wait.

Knows one thread and the order of what it is given. Refuses to know what an errand does.
"""

import socket
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")


class Errands:
    """One thread that does one thing after the other."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, name)
        self._done: deque[Callable[[], None]] = deque()
        self._bell, self.rung = socket.socketpair()
        for end in (self._bell, self.rung):
            end.setblocking(False)

    def run(self, errand: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do it; ``then`` is called by :meth:`settle`, unless the errand raised."""

        def done(future: Future[Result]) -> None:
            self._done.append(lambda: then(future.result()))
            with suppress(BlockingIOError):  # full: it rings already
                self._bell.send(b"!")

        self._thread.submit(errand).add_done_callback(done)

    def settle(self) -> None:
        """Tell what was done; to be called when ``rung`` can be read."""
        with suppress(BlockingIOError):
            self.rung.recv(4096)
        while self._done:
            self._done.popleft()()

    def close(self) -> None:
        """Do what is left, tell it, and end."""
        self._thread.shutdown()
        self.settle()
        self._bell.close()
        self.rung.close()
