"""What waits to be written to one reader, in bounded memory: answers in order, of what is so the latest only.

A reader that is slow sees fewer views and never an old one; one that takes nothing is given up. Knows a socket that
text can be sent to. Refuses to know what the texts mean.
"""

import asyncio
from collections import deque
from typing import Any, Protocol

from acd.live.channel.wording import Message, written


class Reader(Protocol):
    """The part of a WebSocket that is written to."""

    async def send_str(self, data: str, /) -> None: ...


class Outbox:
    """At most ``unsent`` answers; :meth:`write_to` ends after :meth:`last`, or where a reader is too slow."""

    def __init__(self, unsent: int) -> None:
        self._unsent = unsent
        self._answers: deque[Message] = deque()
        self._latest: dict[str, Any] = {}
        self._sent: dict[str, Any] = {}
        self._last: Message | None = None
        self._wake = asyncio.Event()
        self.overrun = False

    def answer(self, message: Message) -> None:
        """To be sent, whatever comes after it."""
        if len(self._answers) >= self._unsent:
            self.overrun = True
        else:
            self._answers.append(message)
        self._wake.set()

    def latest(self, what: str, value: Any) -> None:
        """What is so now: replaces what was so and is not sent yet; nothing where the reader knows it."""
        if what not in self._latest and what in self._sent and self._sent[what] == value:
            return
        self._latest[what] = value
        self._wake.set()

    def last(self, message: Message) -> None:
        """Nothing is sent after this; the first such word stands."""
        self._last = self._last or message
        self._wake.set()

    async def write_to(self, reader: Reader, patience: float) -> None:
        """Send until the last word; raises :class:`TimeoutError` for a reader that does not take it."""
        while not self.overrun:
            message = self._next()
            if message is None:
                self._wake.clear()
                await self._wake.wait()
                continue
            async with asyncio.timeout(patience):
                await reader.send_str(written(message))
            if message is self._last:
                return
        raise TimeoutError

    def _next(self) -> Message | None:
        """What is so comes first: an answer is never ahead of the view that it changed."""
        if self._latest:
            what = next(iter(self._latest))
            self._sent[what] = self._latest.pop(what)
            return {what: self._sent[what]}
        return self._answers.popleft() if self._answers else self._last
