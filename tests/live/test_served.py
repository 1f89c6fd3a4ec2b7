"""A centre served whole: real sockets for SIP, RTP and the agents' channel; its ledger sound, and replayed alike."""

import asyncio
import itertools
import sqlite3
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from acd.events import Kind
from acd.live.centre import LiveCentre, Served
from acd.live.users import Users
from bench.phones import Phones
from metrics.check import check
from metrics.ledger import read
from metrics.results.recordings import recordings
from simulator.replay import replay

SCENARIO = Path(__file__).parents[2] / "scenarios" / "live_desk.yaml"
ANYWHERE = ("calendar={}", "listen={sip: 0, channel: 0, rtp: {from: 0, to: 0}}", "recording.folder=REC")
PATIENCE = 10.0


class AtDesk:
    """An agent's channel: asks, and waits for what is pushed."""

    def __init__(self, socket, name):
        self.socket, self.name = socket, name
        self._ids = itertools.count(1)
        self.views = []

    @classmethod
    async def open(cls, session, port, name, secret):
        socket = await session.ws_connect(f"http://127.0.0.1:{port}/agent")
        await socket.send_json({"hello": {"name": name, "secret": secret, "version": 1}})
        desk = cls(socket, name)
        while "welcome" not in (told := await desk._next()):
            assert "refused" not in told, told
        return desk

    async def ask(self, do, **fields):
        number = next(self._ids)
        await self.socket.send_json({"id": number, "do": do, **fields})
        while True:
            told = await self._next()
            if told.get("id") == number:
                assert "done" in told, told
                return told["done"]

    async def state(self, wanted):
        """Wait until the view says so."""
        while not (self.views and self.views[-1]["state"] == wanted):
            await self._next()
        return self.views[-1]

    async def _next(self):
        told = await asyncio.wait_for(self.socket.receive_json(), PATIENCE)
        if "view" in told:
            self.views.append(told["view"])
        return told


@pytest_asyncio.fixture
async def carrier():
    """The trunk over which calls go out; whoever has a phone there can be called."""
    phones = await Phones.open(("127.0.0.1", 0))
    yield phones
    phones.close()


@pytest_asyncio.fixture
async def served(tmp_path, monkeypatch, carrier):
    """Centre, phones and desks of A-01 and B-01, a trunk for callers."""
    monkeypatch.setenv("HUAWU_SECRETS", str(tmp_path))
    users = Users()
    secrets = {name: users.add(name) for name in ("A-01", "B-01")}
    changes = tuple(each.replace("REC", str(tmp_path / "recordings")) for each in ANYWHERE)
    changes += (f"trunks.carrier.port={carrier.port}",)
    centre = LiveCentre(Served(SCENARIO, changes, tmp_path / "ledgers"))
    await centre.start()
    carrier.server = ("127.0.0.1", centre.telephony.settings.port)
    async with aiohttp.ClientSession() as session:
        phones = await Phones.open(("127.0.0.1", centre.telephony.settings.port))
        desks = {}
        for name, secret in secrets.items():
            assert (await phones.phone(name, secret).register()).code == 200
            desks[name] = await AtDesk.open(session, centre.running.port, name, secret)
            await desks[name].ask("sign_in")
        yield centre, phones, desks
        phones.close()
    await centre.stop()


async def calls(centre, number="95501"):
    callers = await Phones.open(("127.0.0.1", centre.telephony.settings.port))
    answer, talk = await callers.phone("13800138000").call(number)
    assert answer.code == 200
    return callers, talk


@pytest.mark.asyncio
async def test_a_call_from_the_trunk_to_the_wrap_up(served):
    centre, phones, desks = served
    ann = desks["A-01"]
    await ann.state("ready")
    callers, caller = await calls(centre)
    talk = await asyncio.wait_for(phones.by_user["A-01"].invited.get(), PATIENCE)
    view = await ann.state("talking")
    assert view["call"]["caller"] == "138****00"
    await ann.ask("hold")
    await ann.state("holding")
    await ann.ask("retrieve")
    await ann.ask("transfer", to="8002")
    await asyncio.wait_for(talk.ended.wait(), PATIENCE)
    await ann.state("wrap_up")
    await ann.ask("wrapped_up")
    second = await asyncio.wait_for(phones.by_user["B-01"].invited.get(), PATIENCE)
    bob = desks["B-01"]
    await bob.state("talking")
    await caller.bye()
    await asyncio.wait_for(second.ended.wait(), PATIENCE)
    await bob.state("wrap_up")
    await bob.ask("code", code="投诉", resolved=True)
    await bob.ask("wrapped_up")
    await bob.state("ready")
    callers.close()
    await centre.stop()
    ledger = read(centre.ledger)
    first, again = recordings(read(centre.ledger))
    assert (first.agent, first.caller, first.codes, again.agent) == ("A-01", "138****00", [], "B-01")
    assert again.codes == ["投诉"]
    assert [each.seconds for each in (first, again)] == pytest.approx([0, 0], abs=PATIENCE)
    assert all((centre.ledger.parent.parent / "recordings" / each.recording).is_file() for each in (first, again))
    assert [str(each) for each in check(ledger)] == []
    outcome = replay(read(centre.ledger), centre.ledger.name, SCENARIO.parent)
    assert outcome.difference is None
    assert outcome.decisions >= 2


@pytest.mark.asyncio
async def test_a_call_that_an_agent_dials(served, carrier):
    centre, phones, desks = served
    ann, customer = desks["A-01"], carrier.phone("13912345678")
    customer.answers = lambda _talk: None
    await ann.state("ready")
    await ann.ask("dial", to="13912345678", purpose="回访")
    own = await asyncio.wait_for(phones.by_user["A-01"].invited.get(), PATIENCE)
    assert "answer-after=0" in own.invite["call-info"]
    called = await asyncio.wait_for(customer.invited.get(), PATIENCE)
    assert "95500" in called.invite["from"]
    assert (await ann.state("talking"))["call"]["answered"] is None
    carrier.answer(called)
    while ann.views[-1]["call"]["answered"] is None:
        await ann._next()
    await ann.ask("hold")
    await ann.ask("retrieve")
    await called.bye()
    await asyncio.wait_for(own.ended.wait(), PATIENCE)
    await ann.state("wrap_up")
    await ann.ask("result", result="interviewed")
    await ann.ask("wrapped_up")
    customer.answers = lambda _talk: 486
    await ann.ask("dial", to="13912345678")
    async with asyncio.timeout(PATIENCE):
        while (await ann.ask("history"))["calls"][0]["result"] != "busy":
            await asyncio.sleep(0)
    await centre.stop()
    assert [str(each) for each in check(read(centre.ledger))] == []
    assert replay(read(centre.ledger), centre.ledger.name, SCENARIO.parent).difference is None


@pytest.mark.asyncio
async def test_status_and_explanation_over_http(served):
    centre, _phones, desks = served
    await desks["A-01"].ask("not_ready", reason="小休")
    callers, caller = await calls(centre)
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token(centre)}"}) as session:
        at = f"http://127.0.0.1:{centre.running.port}"
        seen = await (await session.get(f"{at}/status")).json()
        assert seen["groups"]["billing"]["waiting"] == 1
        told = await (await session.get(f"{at}/explain/call/0")).json()
        assert {each["name"]: each["possible"] for each in told["candidates"]}["A-01"] is False
        assert "huawu_waiting" in await (await session.get(f"{at}/metrics")).text()
    await caller.bye()
    callers.close()


def token(centre):
    from acd.live.day import token_file

    return token_file(centre.running.port).read_text()


@pytest.mark.asyncio
async def test_a_wrong_secret_opens_nothing(served):
    centre, _phones, _desks = served
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"http://127.0.0.1:{centre.running.port}/agent")
        await socket.send_json({"hello": {"name": "A-01", "secret": "guess", "version": 1}})
        assert "refused" in await asyncio.wait_for(socket.receive_json(), PATIENCE)
        refused = await session.get(f"http://127.0.0.1:{centre.running.port}/status")
        assert refused.status == 401


@pytest.mark.asyncio
async def test_after_a_crash_an_agent_sees_the_state_the_rules_are_in(served, tmp_path):
    centre, _phones, desks = served
    await desks["B-01"].ask("not_ready", reason="小休")
    await desks["A-01"].ask("not_ready", reason="用餐")
    with sqlite3.connect(centre.ledger) as broken_off, sqlite3.connect(tmp_path / centre.ledger.name) as copy:
        broken_off.backup(copy)
    again = LiveCentre(Served(SCENARIO, ANYWHERE[:2], tmp_path))
    await again.start()
    try:
        views = [again.opened.desk.view(name) for name in ("A-01", "B-01", "A-02")]
        assert [view.state for view in views] == ["not_ready", "not_ready", "signed_out"]
        assert views[0].since == centre.opened.desk.view("A-01").since
    finally:
        await again.stop()


@pytest.mark.asyncio
async def test_midnight_in_the_middle_of_a_call(served):
    centre, phones, desks = served
    ann = desks["A-01"]
    await ann.state("ready")
    callers, caller = await calls(centre)
    await asyncio.wait_for(phones.by_user["A-01"].invited.get(), PATIENCE)
    await ann.state("talking")
    centre.opened.door.begin_days(centre.clock.now() + 1000, centre.days.begin)
    await ann.ask("hold")  # after midnight, or just at it
    await ann.state("holding")
    await ann.ask("retrieve")
    await caller.bye()
    await ann.state("wrap_up")
    await ann.ask("code", code="账单/查询")
    await ann.ask("wrapped_up")
    await ann.state("ready")
    callers.close()
    seen = centre.board.snapshot(centre.clock.now())
    assert seen["agents"]["A-01"]["state"] == "ready"
    await centre.stop()
    yesterday, today = sorted(centre.ledger.parent.glob("*.db"), key=lambda file: len(file.name))
    assert yesterday == centre.ledger
    for file in (yesterday, today):
        assert [str(each) for each in check(read(file))] == []
        assert replay(read(file), file.name, SCENARIO.parent).difference is None
        assert read(file).events()["kind"].tolist().count(Kind.CALL_ENDED) == 1
    assert read(yesterday).events()["kind"][-1] == Kind.RUN_ENDED
