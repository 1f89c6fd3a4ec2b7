"""The one thread that sippy lives in: its event loop is a singleton, and so is this.

Knows how work is handed to that thread and stops with the program. Everything that imports sippy is imported there,
because sippy's loop belongs to whoever imports it first.
"""

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final


class SipThread:
    """Started once a process, and kept: what comes after a stop begins anew in the same thread."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._loop: Any = None
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="sip", daemon=True)

    def start(self) -> None:
        """Begin, if it has not begun; returns when work can be handed over."""
        if not self._thread.is_alive():
            self._thread.start()
        self._ready.wait()
        if self._failed is not None:
            raise self._failed

    def hand(self, work: Callable[..., object], *arguments: object) -> None:
        """Let the thread do something, in the order of handing; returns at once."""
        self._loop.callFromThread(work, *arguments)

    def do(self, work: Callable[..., Any], *arguments: object) -> Any:
        """Let the thread do something and wait for what comes of it."""
        return self._loop.callFromThreadSync(work, *arguments)

    def _run(self) -> None:
        try:
            import_module("acd.live.sip.quirks").mend()
            self._loop = import_module("sippy.Core.EventDispatcher").ED2
        except Exception as wrong:
            self._failed = wrong
            self._ready.set()
            return
        self._ready.set()
        self._loop.loop()


SIP_THREAD: Final = SipThread()
