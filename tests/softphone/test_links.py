"""The two ends over real sockets of loopback: a phone process's protocol, and the agents' channel itself."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from acd.errors import HuawuError
from softphone.links import CentreLink, Link, PhoneLink, phone_file

SOON = 5.0


class PhoneProcess:
    """Says the phone's side of the protocol; ``answers`` are by request."""

    def __init__(self, token: str = "t") -> None:
        self.token = token
        self.asked: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []

    async def attached(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = await socket.receive_json()
        if hello != {"hello": {"token": self.token, "version": 1}}:
            await socket.send_json({"refused": {"code": "token", "words": "another's phone"}})
            return socket
        self.sockets.append(socket)
        await socket.send_json({"welcome": {"view": {"user": "A-01", "registered": True}}})
        async for message in socket:
            asked = json.loads(message.data)
            self.asked.append(asked)
            if asked["do"] == "answer":
                await socket.send_json({"id": asked["id"], "done": {}})
                await socket.send_json({"view": {"calls": [{"leg": "a", "state": "talking", "since": 1.0}]}})
            elif asked["do"] == "hold":
                await socket.send_json({"id": asked["id"], "refused": {"code": "no_call", "words": "no call"}})
        return socket


@asynccontextmanager
async def phone_process(token: str = "t") -> AsyncIterator[PhoneProcess]:
    acted = PhoneProcess(token)
    app = web.Application()
    app.add_routes([web.get("/", acted.attached)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    phone_file().parent.mkdir(parents=True, exist_ok=True)
    phone_file().write_text(json.dumps({"port": runner.addresses[0][1], "token": "t", "pid": 1, "user": "A-01"}))
    try:
        yield acted
    finally:
        for socket in acted.sockets:
            await socket.close()
        await runner.cleanup()


class Heard:
    """What a link hands over, in order."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def __aenter__(self) -> "Heard":
        self._task = asyncio.create_task(self.link.run(self._queue.put_nowait))
        return self

    async def __aexit__(self, *_why: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def until(self, word: str) -> Any:
        """The next message with this word."""
        async with asyncio.timeout(SOON):
            while word not in (message := await self._queue.get()):
                pass
        return message[word]


@pytest.mark.asyncio
async def test_the_phone_is_found_asked_and_heard() -> None:
    async with phone_process() as process, Heard(PhoneLink()) as heard:
        assert (await heard.until("view"))["user"] == "A-01"
        assert await heard.link.ask("answer", {}) == {}
        assert process.asked == [{"id": 1, "do": "answer"}]
        assert (await heard.until("view"))["calls"][0]["since"] != 1.0, "seconds of our own clock"
        with pytest.raises(HuawuError, match="no call"):
            await heard.link.ask("hold", {})


@pytest.mark.asyncio
async def test_no_phone_a_phone_that_goes_and_one_that_comes_back_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.links.phone._WAIT", 0.0)
    async with Heard(PhoneLink()) as heard:
        assert await heard.until("lost") == "no phone is running"
        async with phone_process():
            await heard.until("view")
        assert await heard.until("lost")
        with pytest.raises(HuawuError):
            await heard.link.ask("answer", {})
        async with phone_process():
            await heard.until("view")


@pytest.mark.asyncio
async def test_a_question_to_a_phone_that_goes_is_answered_by_that() -> None:
    async with phone_process() as process, Heard(PhoneLink()) as heard:
        await heard.until("view")
        asking = asyncio.create_task(heard.link.ask("mute", {"muted": True}))
        async with asyncio.timeout(SOON):
            while not process.asked:
                await asyncio.sleep(0)
        await process.sockets[0].close()
        with pytest.raises(HuawuError, match="lost"):
            await asyncio.wait_for(asking, SOON)


@pytest.mark.asyncio
@pytest.mark.parametrize("nonsense", ["{", "5", "[1]", '{"refused": 5}', '{"welcome": [], "view": 7}'])
async def test_nonsense_from_the_phone_is_a_lost_connection_or_nothing(
    nonsense: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("softphone.links.phone._WAIT", 0.0)
    async with phone_process() as process, Heard(PhoneLink()) as heard:
        await heard.until("view")
        await process.sockets[0].send_str(nonsense)
        await process.sockets[0].close()
        assert await heard.until("lost")
        await heard.until("view")


@pytest.mark.asyncio
async def test_anothers_phone_refuses() -> None:
    async with phone_process(token="other"), Heard(PhoneLink()) as heard:
        assert (await heard.until("refused"))["words"] == "another's phone"


@pytest.mark.asyncio
async def test_the_centre_welcomes_goes_and_comes_back(tmp_path: Path) -> None:
    from channel_acted import channel

    async with channel(tmp_path) as acted:
        link = CentreLink(acted.url.replace("http", "ws") + "/agent", "A-01", acted.secrets["A-01"])
        async with Heard(link) as heard:
            assert (await heard.until("welcome"))["view"]["state"] == "signed_out"
            assert await link.ask("ready", {}) == {}
            await link._client._socket.close()  # type: ignore[union-attr]
            await heard.until("lost")
            assert (await heard.until("welcome"))["agent"] == "A-01"


@pytest.mark.asyncio
async def test_a_wrong_secret_and_a_second_screen_are_the_end(tmp_path: Path) -> None:
    from channel_acted import channel

    async with channel(tmp_path) as acted:
        url = acted.url.replace("http", "ws") + "/agent"
        async with Heard(CentreLink(url, "A-01", "wrong")) as heard:
            assert (await heard.until("refused"))["code"] == "wrong"
        async with Heard(CentreLink(url, "A-01", acted.secrets["A-01"])) as first:
            await first.until("welcome")
            async with Heard(CentreLink(url, "A-01", acted.secrets["A-01"])) as second:
                await second.until("welcome")
                assert (await first.until("bye"))["why"] == "replaced"


@pytest.mark.asyncio
async def test_a_centre_that_is_not_there_is_told_at_once() -> None:
    async with Heard(CentreLink("ws://127.0.0.1:1/agent", "A-01", "s")) as heard:
        assert "127.0.0.1" in await heard.until("lost")
