"""A conversation with audio that goes on while a centre is busy with others: what of it is lost, and how late it is."""

import asyncio
import multiprocessing
import re
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, closing

from bench.audio import telephones
from bench.live.stage import Stage
from bench.phones import Phones

Heard = tuple[int, list[float]]
"""Packets sent by both, and how long each of those that arrived took, in ms."""
_CALLER = "13700000000"


@asynccontextmanager
async def conversation(stage: Stage, seconds: float) -> AsyncIterator[Awaitable[Heard]]:
    """A caller and an agent talk for so long from now on; their telephones are a process of their own."""
    ours, theirs = multiprocessing.Pipe()
    phones = multiprocessing.get_context("spawn").Process(target=telephones, args=(theirs, 2, seconds))
    phones.start()
    loop = asyncio.get_running_loop()
    callers = await Phones.open(("127.0.0.1", stage.port))
    with closing(ours):
        local: list[int] = await loop.run_in_executor(None, ours.recv)
        for phone in stage.phones.by_user.values():
            phone.audio = ("127.0.0.1", local[1])
        caller = callers.phone(_CALLER)
        caller.audio = ("127.0.0.1", local[0])
        answer, talk = await caller.call("95500")
        agent = next(
            each
            for phone in stage.phones.by_user.values()
            for each in phone.talks.values()
            if each.invite is not None and _CALLER in each.invite["from"]
        )
        assert agent.invite is not None
        ours.send([_port(answer.body), _port(agent.invite.body)])
        heard = loop.run_in_executor(None, ours.recv)
        yield heard
        await heard
        await talk.bye()
    callers.close()
    await loop.run_in_executor(None, phones.join)


def _port(description: str) -> int:
    found = re.search(r"m=audio (\d+)", description)
    assert found is not None
    return int(found[1])
