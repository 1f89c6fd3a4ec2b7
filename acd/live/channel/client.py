"""The other end of the agents' channel: a small asyncio client that comes back by itself and asks nothing twice.

Its methods are the table of requests. Knows the protocol. Refuses to know what a screen shows.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, Final

import aiohttp

from acd.errors import HuawuError
from acd.live.channel.requests import REQUESTS
from acd.live.channel.settings import VERSION
from acd.live.channel.wording import Message, RefusedError, written

_FIRST_WAIT: Final = 0.2
_LONGEST_WAIT: Final = 5.0
_KEPT: Final = 256
"""Pushes that nobody has read; the oldest make room."""
_NO_MESSAGE: Final = (AttributeError, KeyError, TypeError)
"""What a message of the wrong shape leads to."""
_FINAL: Final = ("replaced", "abuse")
_HEARTBEAT: Final = 5.0
"""Seconds between pings: half as many later a silent line is given up."""


class LostError(HuawuError):
    """The connection is over, or the centre began anew: whether the request was done, the view tells."""


class AgentClient:
    """``async with AgentClient(url, name, secret) as agent: await agent.not_ready("小休")``.

    ``url`` is ``ws://127.0.0.1:8060/agent``. Each request of the table is a method with its fields in order; it returns
    what was done, or raises :class:`RefusedError` or :class:`LostError`. ``view`` is the latest acknowledged; iterating
    gives pushes as they come.
    """

    def __init__(self, url: str, name: str, secret: str) -> None:
        self._url = url
        self._hello = {"name": name, "secret": secret, "version": VERSION}
        self._number = 0
        self._waiting: dict[int, tuple[Message, asyncio.Future[Message]]] = {}
        self._pushes: asyncio.Queue[Message | None] = asyncio.Queue(_KEPT)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._task: asyncio.Task[None] | None = None
        self.view: Message = {}
        self.welcome: Message = {}

    async def __aenter__(self) -> "AgentClient":
        await self.begin()
        return self

    def begin(self) -> "asyncio.Future[None]":
        """Start to connect; the future is done when the centre said welcome, however long it takes."""
        came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._run(came))
        return came

    async def __aexit__(self, *_why: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Message]]:
        if name not in REQUESTS:
            raise AttributeError(name)
        names = [field.name for field in REQUESTS[name].fields]

        async def ask(*values: Any, **named: Any) -> Message:
            return await self.ask(name, **dict(zip(names, values, strict=False)), **named)

        return ask

    async def __aiter__(self) -> AsyncIterator[Message]:
        while (push := await self._pushes.get()) is not None:
            yield push

    async def ask(self, do: str, /, **given: Any) -> Message:
        """Ask, and wait for the answer, over as many connections as it takes."""
        if self._task is None or self._task.done():
            raise LostError(f"{do}: the channel is closed")
        self._number += 1
        number, answer = self._number, asyncio.get_running_loop().create_future()
        self._waiting[number] = ({"id": number, "do": do} | given, answer)
        try:
            if self._socket is not None:
                with suppress(ConnectionError):
                    await self._socket.send_str(written(self._waiting[number][0]))
            message = await answer
        finally:
            del self._waiting[number]
        if "refused" in message:
            raise RefusedError(**message["refused"])
        return dict(message["done"])

    async def _run(self, came: "asyncio.Future[None]") -> None:
        """Connect and come back until that is of no use; whoever waits is told."""
        try:
            await self._come_back(came)
        except RefusedError as error:
            self._push({"refused": {"code": error.code, "words": str(error)}})
            if not came.done():
                came.set_exception(error)
        finally:
            self._lose()
            self._push(None)

    async def _come_back(self, came: "asyncio.Future[None]") -> None:
        wait = _FIRST_WAIT
        async with aiohttp.ClientSession() as http:
            while True:
                why = ""
                try:
                    async with http.ws_connect(self._url, heartbeat=_HEARTBEAT) as socket:
                        await self._enter(socket)
                        wait = _FIRST_WAIT
                        if not came.done():
                            came.set_result(None)
                        if await self._listen(socket) in _FINAL:
                            return
                except (aiohttp.ClientError, OSError, TimeoutError, ValueError, *_NO_MESSAGE) as error:
                    why = str(error) or type(error).__name__
                self._socket = None
                self._push({"lost": why})
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)

    async def _enter(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Say hello; in the same session ask again what is not answered, in another nobody knows."""
        before = self.welcome.get("session")
        await socket.send_str(written({"hello": self._hello | ({"session": before} if before else {})}))
        message = await socket.receive_json(timeout=10.0)
        if "refused" in message:
            raise RefusedError(**message["refused"])
        self.welcome = message["welcome"]
        self.view = self.welcome["view"]
        if before and before != self.welcome["session"]:
            self._lose()
        self._socket = socket
        self._push({"welcome": self.welcome})
        for asked, answer in [*self._waiting.values()]:
            if not answer.done():
                await socket.send_str(written(asked))

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        """Why the centre said bye; nothing where the connection just broke."""
        async for raw in socket:
            message = json.loads(raw.data)
            if "bye" in message:
                self._push(message)
                return str(message["bye"]["why"])
            if "id" in message:
                _asked, answer = self._waiting.get(message["id"], (None, None))
                if answer is not None and not answer.done():
                    answer.set_result(message)
            else:
                self.view = message.get("view", self.view)
                self._push(message)
        return ""

    def _push(self, message: Message | None) -> None:
        if self._pushes.full():
            self._pushes.get_nowait()
        self._pushes.put_nowait(message)

    def _lose(self) -> None:
        for asked, answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(LostError(f"{asked['do']}: the connection is over; the view tells what is so"))
