"""The client comes back, asks nothing twice, and a robot works with it."""

import asyncio
from pathlib import Path

import pytest
from channel_acted import SOON, Channel, channel

from acd.live.channel.client import AgentClient
from acd.live.channel.robot import Robot
from acd.live.channel.wording import RefusedError


def client(acted: Channel, secret: str | None = None) -> AgentClient:
    return AgentClient(acted.url.replace("http", "ws") + "/agent", "A-01", secret or acted.secrets["A-01"])


@pytest.mark.asyncio
async def test_fields_go_in_order_and_refusals_are_raised(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted, asyncio.timeout(SOON), client(acted) as agent:
        assert await agent.not_ready("小休") == {}
        assert acted.desk.asked == [("not_ready", "A-01", {"reason": "小休"})]
        assert await agent.directory() == {"directory": {"8001": "help"}}
        with pytest.raises(RefusedError, match="digits"):
            await agent.press("x")


@pytest.mark.asyncio
async def test_a_wrong_secret_is_said(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted, asyncio.timeout(SOON):
        with pytest.raises(RefusedError):
            async with client(acted, "wrong"):
                pass


@pytest.mark.asyncio
async def test_a_broken_connection_loses_no_answer_and_does_nothing_twice(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted, asyncio.timeout(SOON), client(acted) as agent:
        acted.desk.kept.clear()
        asking = asyncio.create_task(agent.hang_up())
        while not acted.desk.asked:
            await asyncio.sleep(0)
        session, before = agent.welcome["session"], agent.welcome
        await agent._socket.close()
        while agent.welcome is before:
            await asyncio.sleep(0)
        acted.desk.kept.set()
        assert await asking == {}
        assert agent.welcome["session"] == session
        assert acted.desk.asked == [("hang_up", "A-01", {})]


@pytest.mark.asyncio
async def test_a_robot_takes_a_call(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted, asyncio.timeout(SOON), client(acted) as agent:
        working = asyncio.create_task(Robot(agent, 0.0, 0.0, "账单").work(1))
        for did, state in (("ready", "talking"), ("hang_up", "wrap_up")):
            while did not in [name for name, _agent, _given in acted.desk.asked]:
                await asyncio.sleep(0)
            acted.desk.shows("A-01", state=state)
        await working
        done = [name for name, _agent, _given in acted.desk.asked]
        assert done == ["sign_in", "ready", "hang_up", "code", "wrapped_up", "sign_out"]
