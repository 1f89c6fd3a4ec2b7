"""The agents' channel on a free port of loopback, in front of a desk that notes what it is asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp

from acd.live.channel import ChannelSettings, make_app, serve
from acd.live.channel.app import HUB
from acd.live.channel.requests import REQUESTS
from acd.live.desk import AgentView, Contact, DeskError, QueueView
from acd.live.users import Users

SOON = 5.0


class FakeDesk:
    """``kept`` is what a request waits for before it is done; ``refusing`` is said to every request if it is set."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.kept = asyncio.Event()
        self.kept.set()
        self.refusing: Exception | None = None
        self.views = {name: AgentView(name, "signed_out", 0.0) for name in ("A-01", "A-02")}
        self.waiting = 0
        self.longest = 0.0
        self.watchers: list[Callable[[str], None]] = []

    def __getattr__(self, name: str) -> Any:
        if name not in REQUESTS:
            raise AttributeError(name)

        async def asked(agent: str, **given: Any) -> None:
            self.asked.append((name, agent, given))
            if self.refusing is not None:
                raise self.refusing
            await self.kept.wait()

        return asked

    def view(self, agent: str) -> AgentView:
        if agent not in self.views:
            raise DeskError("unknown", f"{agent} is no agent of this centre")
        return self.views[agent]

    def queues(self, _agent: str) -> list[QueueView]:
        return [QueueView("sales", self.waiting, self.longest, 0, 0)]

    def directory(self) -> dict[str, str]:
        return {"8001": "help"}

    def history(self, agent: str, last: int = 50) -> list[Contact]:
        return [Contact(7, agent, "138****00", "sale", "sales", 36_000.0)][:last]

    def watch(self, changed: Callable[[str], None]) -> Callable[[], None]:
        self.watchers.append(changed)
        return lambda: self.watchers.remove(changed)

    def shows(self, agent: str, **what: Any) -> None:
        """The agent's view changes."""
        self.views[agent] = replace(self.views[agent], **what)
        for watcher in self.watchers:
            watcher(agent)


class FakeBoard:
    def __init__(self) -> None:
        self.calls = 0

    def snapshot(self, now: int) -> dict[str, object]:
        return {"at": now, "calls": self.calls, "share": float("nan")}

    def own(self, _agent: str, _now: int) -> dict[str, int]:
        return {"answered": self.calls}

    def exposition(self) -> str:
        return "acd_waiting 0\n"


class FakeExplain:
    def call(self, number: int) -> dict[str, object]:
        if number != 7:
            raise DeskError("unknown", "not up")
        return {"subject": "7"}

    def agent(self, name: str) -> dict[str, object]:
        return {"subject": name}


class FakeOperations:
    def __init__(self) -> None:
        self.done: list[object] = []

    def drain(self) -> int:
        self.done.append("drain")
        return 3

    def close(self, emergency: bool) -> None:
        self.done.append(emergency)

    def reload(self) -> str:
        self.done.append("reload")
        return "longest_idle"


class Clock:
    """Stands until it is told to go on."""

    def __init__(self) -> None:
        self.t = 1000.0

    def __call__(self) -> float:
        return self.t


class Channel:
    """``secrets`` of A-01, A-02, the leader boss and the trunk carrier."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.users = Users(folder / "users.json")
        self.secrets = {name: self.users.add(name) for name in ("A-01", "A-02", "A-99")}
        self.secrets |= {"boss": self.users.add("boss", "leader"), "carrier": self.users.add("carrier", "trunk")}
        self.desk, self.board, self.operations = FakeDesk(), FakeBoard(), FakeOperations()
        self.clock = Clock()
        told = {"port": 0, "now": lambda: 36_000_000_000, "monotonic": self.clock}
        self.settings = ChannelSettings(**told | {"every": 3600.0, "full_every": 3600.0} | settings)
        self.app = make_app(self.desk, self.users, self.board, FakeExplain(), self.operations, self.settings)
        self.port = 0
        self.http: aiohttp.ClientSession

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hub(self) -> Any:
        return self.app[HUB]

    def hello(self, name: str = "A-01", **other: Any) -> dict[str, Any]:
        return {"hello": {"name": name, "secret": self.secrets.get(name, "x"), "version": 1} | other}

    async def socket(self, first: object = None, path: str = "/agent") -> "Socket":
        opened = Socket(await self.http.ws_connect(self.url + path, autoping=True))
        if first is not None:
            await opened.say(first)
        return opened

    async def agent(self, name: str = "A-01", **other: Any) -> "Socket":
        """A connection that is welcome."""
        opened = await self.socket(self.hello(name, **other))
        opened.welcome = (await opened.hear())["welcome"]
        return opened


class Socket:
    """The other end of a WebSocket, which says and hears JSON."""

    def __init__(self, opened: aiohttp.ClientWebSocketResponse) -> None:
        self.opened = opened
        self.welcome: dict[str, Any] = {}

    async def say(self, message: object) -> None:
        await self.opened.send_str(message if isinstance(message, str) else json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.opened.receive(), SOON)
        assert message.type == aiohttp.WSMsgType.TEXT, message
        return json.loads(message.data)

    async def until(self, what: str) -> dict[str, Any]:
        """The next message that has this word."""
        while what not in (message := await self.hear()):
            pass
        return message

    async def ask(self, number: int, do: object, **given: Any) -> dict[str, Any]:
        """The answer to a request."""
        await self.say({"id": number, "do": do, **given})
        while (message := await self.hear()).get("id") != number:
            pass
        return message

    async def is_closed(self) -> int | None:
        """Hear to the end; with which code."""
        async with asyncio.timeout(SOON):
            async for _message in self.opened:
                pass
        return self.opened.close_code


@asynccontextmanager
async def channel(folder: Path, **settings: Any) -> AsyncIterator[Channel]:
    """One that is open."""
    acted = Channel(folder, **settings)
    running = await serve(acted.app, acted.settings)
    acted.port = running.port
    async with aiohttp.ClientSession() as acted.http:
        try:
            yield acted
        finally:
            await running.stop()
