"""A workplace without a screen: plain lines for a screen reader, JSON for programs."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from ends_acted import STATES, ActedCentre, ActedPhone, Clock
from screen_acted import SETTINGS

from acd.language import speak
from softphone.app.joining import Joining
from softphone.faces.headless import Headless
from softphone.faces.plain import Plain
from softphone.faces.stdio import lines
from softphone.settings import keep_secret
from softphone.workplace import Workplace


class Acted:
    """A face between acted ends; ``told`` is what it said, ``words`` are handed in."""

    def __init__(self, face: Callable[..., Any], **view: Any) -> None:
        keep_secret("A-01", "s")
        self.clock = Clock()
        self.centre, self.phone = ActedCentre(self.clock, **view), ActedPhone(self.clock)
        self.told: list[str] = []
        self.workplace = Workplace(self.phone, clock=self.clock)
        self.face = face(self.workplace, Joining(SETTINGS, lambda *_who: self.centre), self.told.append)
        self._words: asyncio.Queue[str | None] = asyncio.Queue()
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Acted":
        self._running = asyncio.create_task(self.face.run(self._lines()))
        await self.centre.running.wait()
        await self.settled()
        return self

    async def __aexit__(self, *_why: object) -> None:
        self._words.put_nowait(None)
        assert self._running is not None
        await asyncio.wait_for(self._running, 5)

    async def _lines(self) -> AsyncIterator[str]:
        while (word := await self._words.get()) is not None:
            yield word

    async def say(self, *words: str) -> None:
        for word in words:
            self._words.put_nowait(word)
        await self.settled()

    async def act(self, state: str) -> None:
        STATES[state](self.centre, self.phone)
        await self.settled()

    async def settled(self) -> None:
        for _turn in range(20):
            await asyncio.sleep(0)

    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.told]


@pytest.fixture
def _chinese() -> Iterator[None]:
    speak("zh")
    yield
    speak("en")


@pytest.mark.asyncio
async def test_plain_lines_say_each_state_once() -> None:
    async with Acted(Plain) as desk:
        for state in ("ready", "ringing", "ringing", "talking", "wrap_up"):
            await desk.act(state)
        said = [line.removeprefix("10:00:00 ") for line in desk.told]
        states = ["Connecting", "Signed out", "Ready", "Ringing", "caller 138****0001", "Talking", "Wrap up"]
        assert [line.split(",")[0] for line in said] == states
        assert "waited 00:38" in said[3]
        assert said[4] == "caller 138****0001, type bill_enquiry, group billing, customer VIP"


@pytest.mark.asyncio
async def test_plain_says_what_is_waited_for_only_where_it_takes_long() -> None:
    async with Acted(Plain) as desk:
        await desk.act("talking")
        desk.centre.slow["hold"] = asyncio.Event()
        await desk.say("hold")
        assert not any("waiting" in line for line in desk.told)
        desk.clock.t += 2
        desk.face.tell()
        assert any("waiting for an answer: Hold" in line for line in desk.told)
        desk.centre.slow["hold"].set()


@pytest.mark.asyncio
async def test_plain_words_do_what_keys_do() -> None:
    async with Acted(Plain) as desk:
        await desk.act("talking")
        await desk.say("hold", "transfer 8002", "code 账单/查询", "keypad 12", "not_ready 小休")
        assert desk.centre.names() == ["hold", "transfer", "code", "not_ready"]
        assert ("press", {"digits": "12"}) in desk.phone.asked
        assert any("done: Hold" in line for line in desk.told)


@pytest.mark.asyncio
@pytest.mark.usefixtures("_chinese")
async def test_plain_words_may_be_chinese() -> None:
    async with Acted(Plain) as desk:
        await desk.act("talking")
        await desk.say("持线", "示忙")
        assert desk.centre.names() == ["hold"]
        assert any("通话" in line for line in desk.told)
        assert "小休" in desk.told


@pytest.mark.asyncio
async def test_plain_says_what_cannot_be_done_and_what_is_no_word() -> None:
    async with Acted(Plain) as desk:
        await desk.act("ready")
        await desk.say("answer", "dance", "?")
        assert any("Answer: not now" in line for line in desk.told)
        assert any("dance: nothing is called that" in line for line in desk.told)
        assert any(line.startswith("not_ready <reason>") for line in desk.told)
        assert desk.phone.names() == []


@pytest.mark.asyncio
async def test_plain_reads_out_figures_and_past_calls() -> None:
    async with Acted(Plain) as desk:
        await desk.say("figures", "history")
        assert any("hold rate" in line and "not met" in line for line in desk.told)
        assert any("账单/查询 已补寄" in line for line in desk.told)


@pytest.mark.asyncio
async def test_plain_says_limits_that_come_near_once() -> None:
    async with Acted(Plain) as desk:
        await desk.act("wrap_up")
        for _second in range(125):
            desk.clock.t += 1
            desk.face.tell()
        assert sum("ends within 10 s" in line for line in desk.told) == 1


@pytest.mark.asyncio
async def test_programs_ask_by_json_and_are_told_what_changes() -> None:
    async with Acted(Headless) as desk:
        await desk.act("ringing")
        await desk.say('{"id": 1, "do": "answer"}', '{"id": 2, "do": "hold"}')
        told = desk.json()
        assert {"id": 1, "done": True} in told
        assert next(each for each in told if each.get("id") == 2)["refused"]["words"] == "Hold: not now"
        assert next(each for each in told if "happened" in each)["call"]["caller"] == "138****0001"
        latest = [each["desk"] for each in told if "desk" in each][-1]
        assert (latest["situation"], latest["rings"]["most"], latest["waited"]) == ("ringing", 4, 38.0)
        assert "answer" in latest["can"]
        assert desk.phone.names() == ["answer"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "line",
    [
        "",
        "answer",
        "[1]",
        "{}",
        '{"do": "help", "intent": 1, "self": 2, "id": []}',
        '{"do": 5}',
        '{"id": 1, "do": "dance"}',
        "[" * 9000,
    ],
)
async def test_what_is_no_request_is_refused(line: str) -> None:
    async with Acted(Headless) as desk:
        await desk.say(line)
        assert "refused" in desk.json()[-1]


@pytest.mark.asyncio
async def test_a_program_comes_in_as_an_agent_does() -> None:
    async with Acted(Headless) as desk:
        await desk.say('{"id": 1, "do": "enter", "name": "A-01", "secret": "s", "seat": "7"}')
        assert ("sign_in", {"seat": "7"}) in desk.centre.asked


@pytest.mark.asyncio
async def test_lines_are_read_beside_a_running_loop() -> None:
    assert [line async for line in lines(io.StringIO("one\r\ntwo\n三"))] == ["one", "two", "三"]
