"""The phone's end: a WebSocket to the phone process of this user, found by the file that the process keeps.

Knows the protocol's frame and the file. Refuses to know telephony. The screen may come and go; calls stay.
"""

import asyncio
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import aiohttp
import platformdirs

from acd.language import _
from acd.live.channel.client import LostError
from acd.live.channel.wording import RefusedError
from softphone.links.link import Hear, Message

VERSION: Final = 1
FOLDER: Final = "HUAWU_STATE"
_NO_MESSAGE: Final = (AttributeError, KeyError, TypeError)
"""What a message of the wrong shape leads to."""
_WAIT: Final = 1.0
"""Seconds between tries; the process is on this machine."""


def phone_file() -> Path:
    """Where the phone process says how it is reached."""
    return Path(os.environ.get(FOLDER) or platformdirs.user_state_path("huawu")) / "phone.json"


class PhoneLink:
    """Times of calls become those of ``time.monotonic``."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or phone_file()
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def run(self, hear: Hear) -> None:
        async with aiohttp.ClientSession() as http:
            while True:
                why = await self._attached(http, hear)
                self._lose()
                if isinstance(why, RefusedError):
                    hear({"refused": {"code": why.code, "words": str(why)}})
                    return
                hear({"lost": why})
                await asyncio.sleep(_WAIT)

    async def ask(self, do: str, given: Message) -> Message:
        if self._socket is None:
            raise LostError(_("the phone is not connected"))
        self._number += 1
        number = self._number
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            with suppress(ConnectionError):
                await self._socket.send_str(json.dumps({**given, "id": number, "do": do}))
            message = await answer
        finally:
            del self._waiting[number]
        if "refused" in message:
            raise _refusal(message)
        return dict(message.get("done") or {})

    async def _attached(self, http: aiohttp.ClientSession, hear: Hear) -> str | RefusedError:
        """Listen until the phone goes; why it is not there, in words."""
        try:
            told = json.loads(self._file.read_text("utf-8"))
            async with http.ws_connect(f"ws://127.0.0.1:{int(told['port'])}", heartbeat=5.0) as socket:
                await socket.send_str(json.dumps({"hello": {"token": told["token"], "version": VERSION}}))
                await self._listen(socket, hear)
        except FileNotFoundError:
            return _("no phone is running")
        except RefusedError as error:
            return error
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, *_NO_MESSAGE) as error:
            return _("the phone does not answer: {why}").format(why=str(error) or type(error).__name__)
        return _("the phone has gone")

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse, hear: Hear) -> None:
        async for raw in socket:
            message = json.loads(raw.data)
            if "id" in message:
                self._answer(message)
            elif "refused" in message:
                raise _refusal(message)
            elif "welcome" in message:
                self._socket = socket
                hear(_in_our_time({"view": message["welcome"].get("view")}))
            else:
                hear(_in_our_time(message))

    def _answer(self, message: Message) -> None:
        answer = self._waiting.get(message["id"])
        if answer is not None and not answer.done():
            answer.set_result(message)

    def _lose(self) -> None:
        self._socket = None
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(LostError(_("the phone was lost before the answer came")))


def _refusal(message: Message) -> RefusedError:
    told = message["refused"]
    return RefusedError(str(told.get("code", "")), str(told.get("words", "")))


def _in_our_time(message: Message) -> Message:
    """The phone tells seconds since 1970; screens count by a clock that nobody sets."""
    view: Any = message.get("view")
    calls = view.get("calls") if isinstance(view, dict) else None
    for call in calls if isinstance(calls, list) else []:
        if isinstance(call, dict) and isinstance(call.get("since"), int | float):
            call["since"] += time.monotonic() - time.time()
    return message
