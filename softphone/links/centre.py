"""The centre's end: the agents' channel, by its own client.

Knows how the client is started and stopped. Refuses to know what is said.
"""

import asyncio
from contextlib import suppress

from acd.language import _
from acd.live.channel.client import AgentClient, LostError
from softphone.links.link import Hear, Message


class CentreLink:
    """``url`` is ``ws://host:8060/agent``."""

    def __init__(self, url: str, name: str, secret: str) -> None:
        self._client = AgentClient(url, name, secret)

    async def run(self, hear: Hear) -> None:
        self._client.begin().add_done_callback(_looked_at)
        try:
            async for push in self._client:
                hear(push)
        finally:
            await self._client.__aexit__()

    async def ask(self, do: str, given: Message) -> Message:
        try:
            return await self._client.ask(do, **given)
        except LostError:
            raise LostError(_("the connection was lost before the answer came; the screen shows what is so")) from None


def _looked_at(came: "asyncio.Future[None]") -> None:
    """The refusal arrives as a push too."""
    with suppress(asyncio.CancelledError):
        came.exception()
