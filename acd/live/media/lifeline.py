"""Keeps one media process alive: starts it, hears it, notices when it dies or hangs, and starts it again.

Knows processes and the socket pair. Refuses to know what is said over it, beside the pings.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import structlog

from acd.language import _
from acd.live.media.errors import MediaError
from acd.live.media.wire import Lines, Settings, line

_log: Final = structlog.get_logger("acd.media")

_READY_SECONDS: Final = 15.0
_STOP_SECONDS: Final = 10.0
_PING_SECONDS: Final = 2.0
_PINGS_UNANSWERED: Final = 3
"""A process that owes so many answers hangs, and is ended. While the main loop stalls, no pings are sent."""

_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 5.0
_LIVED_LONG: Final = 10.0
"""Seconds. A process that lived is replaced at once; one that did not, after a pause that doubles."""

_SOURCES: Final = str(Path(__file__).parents[3])


class Lifeline:
    """``said`` is given every message of the process, ``died`` is called each time it is gone unasked."""

    def __init__(self, said: Callable[[Any], None], died: Callable[[], None]) -> None:
        self._said, self._died = said, died
        self._settings = Settings()
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        """Set once any process has spoken; ``_spoke`` is the present one's."""
        self._spoke = asyncio.Event()
        self._owed = 0
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """The process, where there is one."""
        return self._process.pid if self._process is not None else None

    async def start(self, settings: Settings) -> None:
        """Begin, and return once the process has spoken; raises :class:`MediaError` where it does not."""
        self._settings, self._stopping = settings, False
        self._keeper = asyncio.create_task(self._keep())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait((ready, self._keeper), timeout=_READY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await self.stop()
            raise MediaError(_("the media process did not start; its own words stand above"))

    async def stop(self) -> None:
        """Ask the process to end, and wait; one that does not is ended."""
        self._stopping = True
        self.order("stop")
        if self._keeper is not None:
            await asyncio.wait((self._keeper,), timeout=_STOP_SECONDS)
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        self._keeper = None

    def order(self, *order: object) -> None:
        """Say something; lost where there is no process now."""
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(line(order))

    async def _keep(self) -> None:
        clock = asyncio.get_running_loop().time
        pause = 0.0
        while not self._stopping:
            begun = clock()
            how = await self._live()
            if self._stopping or not self._ready.is_set():
                return
            _log.error("media process died, another is started", how=how, lived=round(clock() - begun, 1))
            self._died()
            pause = 0.0 if clock() - begun > _LIVED_LONG else min(_LONGEST_PAUSE, max(_FIRST_PAUSE, 2 * pause))
            await asyncio.sleep(pause)

    async def _live(self) -> int:
        """One process, from its start to its end; returns its exit status."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = process = await self._spawn(theirs.fileno())
        reader, self._writer = await asyncio.open_connection(sock=ours)
        self._owed = 0
        self._spoke.clear()
        pinging = asyncio.create_task(self._watch(process))
        try:
            await self._hear(reader)
        finally:
            pinging.cancel()
            self._writer.close()
            self._writer = None
            status = await _ended(process)
            self._process = None
        return status

    async def _spawn(self, end: int) -> asyncio.subprocess.Process:
        way = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH"))))
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "acd.live.media.engine", str(end), self._settings.text()),
            pass_fds=[end],
            stdin=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": way, "PYTHONSAFEPATH": "1"},  # no module out of the folder one is in
        )

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        lines = Lines()
        with suppress(ConnectionError):
            while content := await reader.read(1 << 16):
                for message in lines.feed(content):
                    self._take(message)

    def _take(self, message: Any) -> None:
        self._ready.set()
        self._spoke.set()
        if "pong" in message:
            self._owed = 0
            return
        try:
            self._said(message)
        except Exception:
            _log.exception("a happening of the media could not be taken")

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        """End the process where it does not come up, or no longer answers."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._spoke.wait(), _READY_SECONDS)
            await self._ping()
        _log.error("media process hangs and is ended", pid=process.pid)
        with suppress(ProcessLookupError):
            process.kill()

    async def _ping(self) -> None:
        """Ask now and then; returns when answers stay away."""
        number = 0
        while self._owed < _PINGS_UNANSWERED:
            number, self._owed = number + 1, self._owed + 1
            self.order("ping", number)
            await asyncio.sleep(_PING_SECONDS)


async def _ended(process: asyncio.subprocess.Process) -> int:
    """Its exit status; a process that has closed its line has nothing left to do."""
    try:
        return await asyncio.wait_for(process.wait(), 1.0)
    except (TimeoutError, asyncio.CancelledError):
        with suppress(ProcessLookupError):
            process.kill()
        return await process.wait()
