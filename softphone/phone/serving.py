"""The phone's door for screens: a WebSocket on this machine only, and the file that says where and the word to enter.

Knows the frame of messages. Refuses to know what they do. Screens come and go; a slow one loses only itself.
"""

import asyncio
import hmac
import json
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from aiohttp import WSMsgType, web

from acd.errors import HuawuError
from acd.language import _
from softphone.phone.phone import Phone
from softphone.phone.port import PhoneError, Sound
from softphone.phone.requests import Requests

VERSION: Final = 1
_LARGEST: Final = 16_384
_HELLO: Final = 5.0
_BETWEEN_LEVELS: Final = 0.1
_BETWEEN_SAMPLES: Final = 2.0
_OUTBOX: Final = 200
"""Messages that may wait for a screen; one that reads no more is let go."""


class Door:
    """Screens attached to one phone."""

    def __init__(self, sound: Sound) -> None:
        self.token = secrets.token_urlsafe(24)
        self.ended = asyncio.Event()
        self._sound = sound
        self._screens: set[_Screen] = set()
        self._phone: Phone
        self._requests: Requests
        self._told = ""

    def open_for(self, phone: Phone) -> web.Application:
        self._phone, self._requests = phone, Requests(phone, self._sound)
        app = web.Application()
        app.router.add_get("/", self._attach)
        return app

    def changed(self) -> None:
        """Tell every screen, unless nothing is new."""
        told = json.dumps({"view": self._phone.view()}, ensure_ascii=False)
        if told != self._told:
            self._told = told
            for screen in self._screens:
                screen.tell(told)

    async def watch(self) -> None:
        """Levels ten times a second to whom asked for them, quality every two seconds."""
        since = 0.0
        while True:
            metered = [screen for screen in self._screens if screen.metered]
            if metered:
                level_in, level_out = self._sound.levels()
                told = json.dumps({"levels": {"in": round(level_in, 3), "out": round(level_out, 3)}})
                for screen in metered:
                    screen.tell(told)
            wait = _BETWEEN_LEVELS if metered else _BETWEEN_SAMPLES
            since += wait
            if since >= _BETWEEN_SAMPLES:
                self._phone.sample()
                since = 0.0
            await asyncio.sleep(wait)

    async def _attach(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=10.0, max_msg_size=_LARGEST)
        await socket.prepare(request)
        try:
            self._greet(await socket.receive_json(timeout=_HELLO))
        except PhoneError as error:
            await _refuse(socket, error)
        except (ValueError, TypeError, AttributeError, TimeoutError):
            await _refuse(socket, PhoneError("malformed", _("say hello first, with the phone's token")))
        else:
            await self._serve(_Screen(socket))
        await socket.close()
        return socket

    def _greet(self, message: Any) -> None:
        hello = message.get("hello") or {}
        if not hmac.compare_digest(str(hello.get("token", "")).encode(), self.token.encode()):
            raise PhoneError("not_you", _("that is not this phone's token"))
        if hello.get("version") != VERSION:
            words = _("the phone speaks version {version}; restart the older of the two")
            raise PhoneError("version", words.format(version=VERSION))

    async def _serve(self, screen: "_Screen") -> None:
        screen.tell(json.dumps({"welcome": {"version": VERSION, "view": self._phone.view()}}, ensure_ascii=False))
        self._screens.add(screen)
        working: set[asyncio.Task[None]] = set()
        try:
            async for raw in screen.socket:
                if raw.type is not WSMsgType.TEXT:
                    break
                task = asyncio.ensure_future(self._answer(screen, raw.data))
                working.add(task)
                task.add_done_callback(working.discard)
        finally:
            self._screens.discard(screen)
            screen.leave()

    async def _answer(self, screen: "_Screen", raw: str) -> None:
        number = None
        try:
            message = json.loads(raw)
            number, name = message.get("id"), str(message.get("do", ""))
            answer = {"id": number, "done": await self._do(screen, name, message)}
        except HuawuError as error:
            answer = {"id": number} | _refused(error)
        except (ValueError, AttributeError, RecursionError):
            answer = {"id": number} | _refused(PhoneError("malformed", _("this is no request: JSON with id and do")))
        screen.tell(json.dumps(answer, ensure_ascii=False))
        if "done" in answer and message.get("do") == "quit":
            self.ended.set()

    async def _do(self, screen: "_Screen", name: str, message: dict[str, Any]) -> dict[str, Any]:
        if name == "meters":
            screen.metered = message.get("on") is True
            return {}
        if name == "quit":
            return {}
        done = await self._requests.do(name, message)
        self.changed()
        return done


class _Screen:
    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.metered = False
        self._out: asyncio.Queue[str] = asyncio.Queue(_OUTBOX)
        self._writer = asyncio.ensure_future(self._write())

    def tell(self, text: str) -> None:
        try:
            self._out.put_nowait(text)
        except asyncio.QueueFull:
            self.leave()

    def leave(self) -> None:
        self._writer.cancel()

    async def _write(self) -> None:
        with suppress(ConnectionError, RuntimeError):
            while True:
                await self.socket.send_str(await self._out.get())


@asynccontextmanager
async def serving(door: Door, phone: Phone, file: Path, user: str) -> AsyncIterator[None]:
    """Screens may attach inside this block; the file goes with it, unless another phone's stands there by then."""
    runner = web.AppRunner(door.open_for(phone), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    told = {"port": runner.addresses[0][1], "token": door.token, "pid": os.getpid(), "user": user}
    _write_for_owner(file, json.dumps(told))
    watching = asyncio.ensure_future(door.watch())
    try:
        yield
    finally:
        watching.cancel()
        _take_away(file, door.token)
        await runner.cleanup()


def _write_for_owner(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as written:
        written.write(text)
    beside.replace(file)


def _take_away(file: Path, token: str) -> None:
    with suppress(OSError, ValueError):
        if json.loads(file.read_text("utf-8")).get("token") == token:
            file.unlink()


async def _refuse(socket: web.WebSocketResponse, error: PhoneError) -> None:
    with suppress(ConnectionError):  # whoever looked may be gone again
        await socket.send_json(_refused(error))


def _refused(error: HuawuError) -> dict[str, Any]:
    return {"refused": {"code": getattr(error, "code", "refused"), "words": str(error)}}
