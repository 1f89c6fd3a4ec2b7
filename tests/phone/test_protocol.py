"""Screens at the phone's door: the protocol of the two programs, over a real socket, with an acted engine behind it."""

import asyncio
import json
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from engine_acted import ActedEngine, ActedSound

from softphone.phone.phone import Phone
from softphone.phone.port import (
    Account,
    CallCame,
    HeldByPeer,
    Over,
    PhoneError,
    Registered,
    Rings,
    Talks,
    Transferring,
    Unregistered,
)  # fmt: skip
from softphone.phone.serving import Door, serving

pytestmark = pytest.mark.asyncio


class Screen:
    """A screen's end: the last view, and answers by number."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, view: dict[str, Any]) -> None:
        self.socket = socket
        self.view = view
        self.levels: dict[str, float] | None = None
        self._number = 0

    async def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self._number += 1
        await self.socket.send_json({"id": self._number, "do": do, **given})
        while True:
            message = await self._hear()
            if "id" in message:
                assert message["id"] == self._number
                return message

    async def until(self, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not so(self.view):
            await self._hear()
        return self.view

    async def _hear(self) -> dict[str, Any]:
        message: dict[str, Any] = await self.socket.receive_json(timeout=5)
        self.view = message.get("view", self.view)
        self.levels = message.get("levels", self.levels)
        return message

    def states(self) -> list[str]:
        return [call["state"] for call in self.view["calls"]]


class Bench:
    def __init__(self, engine: ActedEngine, sound: ActedSound, file: Path, http: aiohttp.ClientSession) -> None:
        self.engine, self.sound, self.file, self.http = engine, sound, file, http

    async def connect(self, **hello: Any) -> tuple[aiohttp.ClientWebSocketResponse, dict[str, Any]]:
        told = json.loads(self.file.read_text())
        socket = await self.http.ws_connect(f"ws://127.0.0.1:{told['port']}")
        await socket.send_json({"hello": {"token": told["token"], "version": 1} | hello})
        return socket, await socket.receive_json(timeout=5)

    async def screen(self) -> Screen:
        socket, first = await self.connect()
        return Screen(socket, first["welcome"]["view"])

    async def in_a_call(self) -> Screen:
        screen = await self.screen()
        self.engine.tell(CallCame("one", "13800138000"))
        await screen.until(lambda view: bool(view["calls"]))
        await screen.ask("answer")
        self.engine.tell(Talks("one", "PCMU"))
        await screen.until(lambda view: view["calls"][0]["state"] == "talking")
        return screen


@asynccontextmanager
async def bench(folder: Path) -> AsyncIterator[Bench]:
    engine, sound, file = ActedEngine(), ActedSound(), folder / "state" / "phone.json"
    door = Door(sound)
    phone = Phone(engine, sound, door.changed)
    async with aiohttp.ClientSession() as http, serving(door, phone, file, "1001"):
        await phone.register(Account("127.0.0.1", "1001", "secret"))
        engine.tell(Registered())
        yield Bench(engine, sound, file, http)


async def test_only_who_can_read_the_file_enters(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        assert stat.S_IMODE(at.file.stat().st_mode) == 0o600
        assert (await at.connect(token="guessed"))[1]["refused"]["code"] == "not_you"
        assert (await at.connect(version=2))[1]["refused"]["code"] == "version"
        assert "welcome" in (await at.connect())[1]
    assert not at.file.exists()


async def test_a_call_from_its_ring_to_its_end(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.screen()
        at.engine.tell(CallCame("one", "1380013\x1b[2J8000", "\x07Wang " * 2000, {"X-Call": "17\x00"}))
        view = await screen.until(lambda view: bool(view["calls"]))
        call = view["calls"][0]
        assert (call["state"], call["direction"], call["headers"]) == ("ringing", "in", {"X-Call": "17"})
        assert "\x1b" not in call["number"]
        assert len(call["name"]) <= 80
        assert at.sound.rings
        assert "done" in await screen.ask("answer")
        at.engine.tell(Talks("one", "PCMU", secure=True))
        call = (await screen.until(lambda view: view["calls"][0]["state"] == "talking"))["calls"][0]
        assert (call["codec"], call["secure"], at.sound.leg, at.sound.rings) == ("PCMU", True, "one", False)
        at.engine.tell(Over("one", "gone"))
        call = (await screen.until(lambda view: view["calls"][0]["state"] == "over"))["calls"][0]
        assert call["why"] == "gone"
        assert at.sound.leg is None


async def test_hold_and_retrieve_are_so_only_when_the_engine_says_so(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.in_a_call()
        at.engine.refuses["hold"] = PhoneError("glare", "both at once")
        assert (await screen.ask("hold"))["refused"] == {"code": "glare", "words": "both at once"}
        assert screen.states() == ["talking"]
        at.engine.refuses.clear()
        await screen.ask("hold")
        assert screen.states() == ["held"]
        assert at.sound.leg is None
        await screen.ask("retrieve")
        assert screen.states() == ["talking"]
        at.engine.tell(HeldByPeer("one", held=True))
        await screen.until(lambda view: view["calls"][0]["state"] == "held_by_peer")


async def test_a_consultation_completed_or_undone(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.in_a_call()
        await screen.ask("consult", to="1002")
        assert screen.states() == ["held", "dialling"]
        assert (await screen.ask("complete"))["refused"]["code"] == "not_answered"
        second = screen.view["calls"][1]["leg"]
        at.engine.tell(Rings(second))
        at.engine.tell(Talks(second, "PCMU"))
        await screen.until(lambda view: view["calls"][1]["state"] == "talking")
        await screen.ask("complete")
        assert at.engine.asked[-1] == ("complete", "one", second)
        await screen.ask("undo")
        assert screen.states() == ["talking", "over"]


async def test_a_transfer_that_fails_leaves_the_caller_here(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.in_a_call()
        await screen.ask("transfer", to="1002")
        at.engine.tell(Transferring("one", 486))
        call = (await screen.until(lambda view: "486" in view["calls"][0]["why"]))["calls"][0]
        assert call["state"] == "talking"


async def test_calls_go_on_without_screens_and_several_screens_see_the_same(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        first = await at.in_a_call()
        await first.socket.close()
        second, third = await at.screen(), await at.screen()
        assert second.states() == third.states() == ["talking"]
        await second.ask("mute", muted=True)
        await third.until(lambda view: view["calls"][0]["muted"])
        assert at.sound.muted


async def test_auto_answer_answers_unless_a_call_is_up(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.screen()
        await screen.ask("auto_answer", on=True)
        at.engine.follows["answer"] = Talks("one")
        at.engine.tell(CallCame("one", "1"))
        await screen.until(lambda view: bool(view["calls"]) and view["calls"][0]["state"] == "talking")
        at.engine.tell(CallCame("two", "2"))
        await screen.until(lambda view: len(view["calls"]) == 2)
        answered = [each for each in at.engine.asked if each[0] == "answer"]
        assert answered == [("answer", "one")]


async def test_levels_only_for_who_asks(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.screen()
        await screen.ask("meters", on=True)
        while screen.levels is None:
            await screen._hear()
        assert screen.levels == {"in": 0.25, "out": 0.5}


async def test_what_cannot_be_is_refused_in_words(tmp_path: Path) -> None:
    async with bench(tmp_path) as at:
        screen = await at.screen()
        for do, given, code in (
            ("answer", {}, "no_call"), ("hang_up", {"leg": "none"}, "no_call"), ("dial", {"to": " "}, "malformed"),
            ("mute", {"muted": "yes"}, "malformed"), ("fly", {}, "unknown"), ("complete", {}, "no_consultation"),
            ("dial", {"to": "1\r\nRoute: x"}, "malformed"), ("use", {"output": "none"}, "no_device"),
            ("register", {"server": "", "user": "1", "secret": "s"}, "malformed"),
        ):  # fmt: skip
            refused = (await screen.ask(do, **given))["refused"]
            assert (do, refused["code"]) == (do, code)
            assert refused["words"]
        await screen.socket.send_str("{nonsense")
        assert (await screen._hear())["refused"]["code"] == "malformed"
        at.engine.cannot = {"hold": "this engine cannot"}
        assert (await screen.ask("hold"))["refused"] == {"code": "cannot", "words": "this engine cannot"}
        at.engine.tell(Unregistered("the server is gone"))
        await screen.until(lambda view: not view["registered"])
        assert "the server is gone" in (await screen.ask("dial", to="1002"))["refused"]["words"]


async def test_quit_is_answered_first(tmp_path: Path) -> None:
    engine, sound = ActedEngine(), ActedSound()
    door = Door(sound)
    phone = Phone(engine, sound, door.changed)
    async with aiohttp.ClientSession() as http, serving(door, phone, tmp_path / "phone.json", "1001"):
        screen = await Bench(engine, sound, tmp_path / "phone.json", http).screen()
        assert "done" in await screen.ask("quit")
        await asyncio.wait_for(door.ended.wait(), 5)
