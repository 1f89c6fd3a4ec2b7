"""What is to be done later, in one thread, by a clock that nobody sets."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from contextlib import suppress


class Timers:
    """``after`` may be called from any thread; what is done must not wait."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._number = itertools.count()
        self._new = threading.Condition()
        self._running = True
        threading.Thread(target=self._run, name="SIP timers", daemon=True).start()

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        with self._new:
            heapq.heappush(self._due, (time.monotonic() + seconds, next(self._number), do))
            self._new.notify()

    def stop(self) -> None:
        with self._new:
            self._running = False
            self._new.notify()

    def _run(self) -> None:
        while (do := self._next()) is not None:
            with suppress(OSError, RuntimeError):  # the network is away; whoever waits is told by its own end
                do()

    def _next(self) -> Callable[[], None] | None:
        with self._new:
            while self._running:
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._due)[2]
                self._new.wait(wait)
        return None
