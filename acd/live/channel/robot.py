"""``python -m acd.live.channel.robot URL NAME --secret-file F``: an agent who works by the clock.

Signs in, is ready, hangs up after the talk, writes up, and signs out after so many calls. Knows how long each takes.
Refuses to know telephones: a phone that answers by itself belongs to it.
"""

import argparse
import asyncio
from contextlib import suppress
from pathlib import Path

from acd.live.channel.client import AgentClient
from acd.live.channel.wording import Message, RefusedError


class Robot:
    """``talk`` and ``wrap_up`` in seconds; ``code`` is empty where calls are not coded."""

    def __init__(self, agent: AgentClient, talk: float, wrap_up: float, code: str = "") -> None:
        self._agent = agent
        self._talk = talk
        self._wrap_up = wrap_up
        self._code = code

    async def work(self, calls: int) -> None:
        """Take so many calls."""
        await self._agent.sign_in()
        with suppress(RefusedError):  # its phone may come later, and is ready then
            await self._agent.ready()
        state, done = "", 0
        async for push in self._agent:
            view: Message = push.get("view", {})
            if view and view["state"] != state:
                state = view["state"]
                done += await self._meet(state)
            if done >= calls:
                break
        await self._agent.sign_out()

    async def _meet(self, state: str) -> bool:
        """Do what the state asks for; whether a call is over with that."""
        with suppress(RefusedError):  # the caller, or a limit, was faster
            if state == "talking":
                await asyncio.sleep(self._talk)
                await self._agent.hang_up()
            elif state == "wrap_up":
                if self._code:
                    await self._agent.code(self._code)
                await asyncio.sleep(self._wrap_up)
                await self._agent.wrapped_up()
        return state == "wrap_up"


def main() -> None:
    """Work as the command line says."""
    parser = argparse.ArgumentParser(description="An agent who works by the clock.")
    parser.add_argument("url")
    parser.add_argument("name")
    parser.add_argument("--secret-file", type=Path, required=True)
    parser.add_argument("--talk", type=float, default=3.0)
    parser.add_argument("--wrap-up", type=float, default=2.0)
    parser.add_argument("--code", default="")
    parser.add_argument("--calls", type=int, default=1)
    asyncio.run(_work(parser.parse_args()))


async def _work(told: argparse.Namespace) -> None:
    async with AgentClient(told.url, told.name, told.secret_file.read_text("ascii").strip()) as agent:
        await Robot(agent, told.talk, told.wrap_up, told.code).work(told.calls)


if __name__ == "__main__":
    main()
