"""A WebSocket from its first message to its last: opened, hello, reading and writing side by side, closed.

Knows the order of words and how much nonsense is borne. Refuses to know what requests do.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from acd.errors import HuawuError
from acd.language import _
from acd.live.channel.outbox import Outbox
from acd.live.channel.settings import VERSION, ChannelSettings
from acd.live.channel.wording import Message, RefusedError, read, refused, written

_log: Final = structlog.get_logger("acd.channel")
_SLACK: Final = 4
"""A message that is too long is refused in words; one so many times too long closes the connection (1009)."""

Ask = Callable[[Message], None]
"""Takes a message; raises :class:`RefusedError` where it makes no sense."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One that is open; ``address`` is the other end's."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    address: str
    settings: ChannelSettings

    @classmethod
    async def opened(cls, request: web.Request, settings: ChannelSettings) -> "Connection":
        """Answer the request to open a WebSocket; not compressed, so that nothing short becomes long here."""
        socket = web.WebSocketResponse(
            heartbeat=settings.heartbeat, max_msg_size=_SLACK * settings.message, compress=False, timeout=1.0
        )
        await socket.prepare(request)
        return cls(socket, request.transport, request.remote or "", settings)

    async def hello(self) -> Message:
        """The first message: ``name`` and ``secret`` are texts, the version is ours. Raises :class:`RefusedError`."""
        try:
            async with asyncio.timeout(self.settings.hello_within):
                message = await self.socket.receive()
        except TimeoutError:
            raise RefusedError("no_hello", _("nothing was said; begin with hello")) from None
        return _greeting(self._read(message))

    async def refuse(self, error: HuawuError) -> None:
        """Say why, and close."""
        with suppress(ConnectionError):
            if not self.socket.closed:
                await self.socket.send_str(written(refused(error)))
                await self.socket.close(code=WSCloseCode.POLICY_VIOLATION)

    async def talk(self, outbox: Outbox, ask: Ask) -> None:
        """Read until the other end goes, write until the last word: whichever comes first ends both."""
        reading = asyncio.create_task(self._listen(outbox, ask))
        writing = asyncio.create_task(outbox.write_to(self.socket, self.settings.patience))
        try:
            await asyncio.wait((reading, writing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            reading.cancel()
            writing.cancel()
            said, wrote = await asyncio.gather(reading, writing, return_exceptions=True)
            await self._end(said, wrote)

    async def _end(self, said: Any, wrote: Any) -> None:
        for wrong in (said, wrote):
            if isinstance(wrong, Exception) and not isinstance(wrong, TimeoutError | ConnectionError):
                _log.error("a connection failed", exc_info=wrong)
        if isinstance(wrote, TimeoutError):
            _log.warning("a reader takes nothing; given up", address=self.address)
            self._abort()
        elif not self.socket.closed:
            await self.socket.close()

    def _abort(self) -> None:
        """Without a handshake of closing, which would wait for the same reader."""
        if self.transport is not None:
            self.transport.abort()

    async def _listen(self, outbox: Outbox, ask: Ask) -> None:
        strikes = 0
        async for message in self.socket:
            try:
                ask(self._read(message))
            except RefusedError as error:
                strikes += 1
                outbox.answer(refused(error))
            if strikes >= self.settings.strikes:
                _log.warning("a connection that makes no sense is closed", address=self.address)
                outbox.last({"bye": {"why": "abuse"}})
                await asyncio.Event().wait()  # until the writer has said so

    def _read(self, message: WSMessage) -> Message:
        if message.type != WSMsgType.TEXT:
            raise RefusedError("malformed", _("a message is a JSON object, in braces"))
        if len(message.data.encode("utf-8", "surrogatepass")) > self.settings.message:
            words = _("a message has {limit} bytes at most")
            raise RefusedError("too_long", words.format(limit=self.settings.message))
        return read(message.data)


def _greeting(message: Message) -> Message:
    hello = message.get("hello")
    if not isinstance(hello, dict) or not all(_is_word(hello.get(each)) for each in ("name", "secret")):
        raise RefusedError("no_hello", _("begin with hello: name, secret and version"))
    if hello.get("version") != VERSION:
        raise RefusedError("version", _("this centre speaks version {version}").format(version=VERSION))
    return hello


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 200 and value.isascii()
