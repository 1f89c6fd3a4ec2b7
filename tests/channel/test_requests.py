"""Every request of the table arrives at the desk as it was said, and with any field amiss arrives nowhere."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from channel_acted import channel

from acd.live.channel.requests import REQUESTS, Request, Type
from acd.live.desk import Desk, DeskError

RIGHT: dict[Type, Any] = {
    Type.TEXT: "小休", Type.NOTE: "n" * 300, Type.KEYS: "12#", Type.FLAG: True, Type.COUNT: 5, Type.LEADER: None,
}  # fmt: skip
WRONG: dict[Type, list[Any]] = {
    Type.TEXT: ["", "x" * 201, 7, True, ["a"], {"a": 1}, "a\nb", "\x00"],
    Type.NOTE: ["", "x" * 2001, 7],
    Type.KEYS: ["", "12x", "1" * 33, 12],
    Type.FLAG: ["true", 1, 0],
    Type.COUNT: [0, 51, True, "3", 2.5],
    Type.LEADER: ["boss", {"name": "boss"}, {"name": 1, "secret": "x"}, {"name": "a", "secret": "b", "more": 1}],
}
READS = {"directory": "directory", "history": "calls", "queues": "queues"}


def right(request: Request) -> dict[str, Any]:
    return {field.name: RIGHT[field.type] for field in request.fields if RIGHT[field.type] is not None}


def test_the_table_has_all_that_the_desk_has() -> None:
    own = {name for name in vars(Desk) if not name.startswith("_")}
    assert own - {"view", "watch"} == set(REQUESTS)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=lambda request: request.name)
@pytest.mark.asyncio
async def test_arrives_as_said(request_: Request, tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        answer = await agent.ask(1, request_.name, **right(request_))
        if request_.name in READS:
            assert READS[request_.name] in answer["done"]
        else:
            assert answer == {"id": 1, "done": {}}
            assert acted.desk.asked == [(request_.name, "A-01", right(request_))]


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=lambda request: request.name)
@pytest.mark.asyncio
async def test_a_wrong_field_arrives_nowhere(request_: Request, tmp_path: Path) -> None:
    wrong = [{**right(request_), field.name: bad} for field in request_.fields for bad in WRONG[field.type]]
    wrong += [
        {name: v for name, v in right(request_).items() if name != field.name}
        for field in request_.fields
        if not field.optional
    ]
    wrong.append({**right(request_), "colour": "red"})
    async with channel(tmp_path, requests=1000) as acted:
        agent = await acted.agent()
        for n, given in enumerate(wrong, 1):
            answer = await agent.ask(n, request_.name, **given)
            assert answer["refused"]["code"] == "field", given
        assert acted.desk.asked == []


@pytest.mark.asyncio
async def test_what_the_desk_refuses_is_refused_in_its_words(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        acted.desk.refusing = DeskError("no_call", "there is no call")
        assert (await agent.ask(1, "hold"))["refused"] == {"code": "no_call", "words": "there is no call"}
        acted.desk.refusing = ValueError("a mistake of ours")
        assert (await agent.ask(2, "hold"))["refused"]["code"] == "internal"
        acted.desk.refusing = None
        assert "done" in await agent.ask(3, "hold")


@pytest.mark.asyncio
async def test_an_answer_waits_for_the_disk(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        acted.desk.kept.clear()
        await agent.say({"id": 1, "do": "ready"})
        assert "done" in await agent.ask(2, "queues")  # answered meanwhile
        acted.desk.shows("A-01", state="ready")
        assert (await agent.hear())["view"]["state"] == "ready"  # and nothing before it
        acted.desk.kept.set()
        assert await agent.hear() == {"id": 1, "done": {}}


@pytest.mark.asyncio
async def test_a_request_is_done_once_however_often_it_is_said(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        before = await acted.agent()
        acted.desk.kept.clear()
        await before.say({"id": 1, "do": "hang_up"})
        while not acted.desk.asked:
            await asyncio.sleep(0)
        await before.opened.close()
        after = await acted.agent(session=before.welcome["session"])
        assert after.welcome["session"] == before.welcome["session"]
        await after.say({"id": 1, "do": "hang_up"})
        assert "done" in await after.ask(2, "queues")  # so the repetition has arrived
        acted.desk.kept.set()
        assert await after.until("done") == {"id": 1, "done": {}}
        assert await after.ask(1, "hang_up") == {"id": 1, "done": {}}
        assert (await after.ask(1, "hold"))["refused"]["code"] == "id"
        assert acted.desk.asked == [("hang_up", "A-01", {})]


@pytest.mark.asyncio
async def test_an_id_of_long_ago_is_never_done_again(tmp_path: Path) -> None:
    async with channel(tmp_path, remembered=3, requests=100) as acted:
        agent = await acted.agent()
        for n in range(1, 6):
            await agent.ask(n, "ready")
        assert (await agent.ask(2, "ready"))["refused"]["code"] == "id"
        assert len(acted.desk.asked) == 5


CONSENT = [("boss", None, True), ("boss", "wrong", False), ("A-02", None, False), ("nobody", "x", False)]


@pytest.mark.parametrize(("name", "secret", "given"), CONSENT)
@pytest.mark.parametrize("do", ["not_ready", "sign_out"])
@pytest.mark.asyncio
async def test_consent_is_a_leaders(do: str, name: str, secret: str | None, given: bool, tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        leader = {"name": name, "secret": secret or acted.secrets[name]}
        also = {"reason": "meeting"} if do == "not_ready" else {}
        answer = await agent.ask(1, do, approved_by=leader, **also)
        assert ("done" in answer) == given
        assert acted.desk.asked == ([(do, "A-01", {**also, "approved_by": name})] if given else [])
        assert given or answer["refused"]["code"] == "consent"


@pytest.mark.asyncio
async def test_requests_beyond_a_persons_pace_are_refused_until_time_passes(tmp_path: Path) -> None:
    async with channel(tmp_path, requests=2) as acted:
        agent = await acted.agent()
        outcomes = ["done" in await agent.ask(n, "ready") for n in range(1, 7)]
        assert outcomes == [True] * 4 + [False] * 2
        acted.clock.t += 1.0
        assert "done" in await agent.ask(6, "ready")  # what was not done may be asked again
