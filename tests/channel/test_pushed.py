"""What is pushed without being asked: what an event changed at the next tick, what only time changed at a full one."""

from pathlib import Path

import pytest
from channel_acted import Socket, channel


async def heard(agent: Socket, number: int) -> dict[str, object]:
    """Everything pushed before the answer to a request."""
    await agent.say({"id": number, "do": "directory"})
    told: dict[str, object] = {}
    while (message := await agent.hear()).get("id") != number:
        told |= message
    return told


@pytest.mark.asyncio
async def test_who_queues_is_told_at_the_next_tick_how_long_at_a_full_one(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        acted.hub.full_tick()
        acted.hub.tick()
        await heard(agent, 1)
        acted.desk.waiting = 2
        acted.hub.tick()
        assert (await agent.until("queues"))["queues"][0]["waiting"] == 2
        acted.desk.longest = 3.0
        acted.hub.tick()
        assert "queues" not in await heard(agent, 2)
        acted.hub.full_tick()
        assert (await agent.until("queues"))["queues"][0]["longest"] == 3.0


@pytest.mark.asyncio
async def test_own_figures_are_told_at_the_next_tick_to_whom_something_happened(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        one, other = await acted.agent(), await acted.agent("A-02")
        acted.hub.full_tick()
        await heard(one, 1)
        await heard(other, 1)
        acted.board.calls = 5
        acted.desk.shows("A-01", state="ready")
        acted.hub.tick()
        assert (await one.until("own"))["own"] == {"answered": 5}
        assert "own" not in await heard(other, 2)
        acted.hub.tick()
        acted.board.calls = 6
        acted.hub.tick()
        assert "own" not in await heard(one, 2)
