"""What stands behind ``/agent`` and ``/board``.

Knows who may open which and what each is told. Refuses to know how words are read and written.
"""

from collections.abc import Collection

from aiohttp import web

from acd.errors import HuawuError
from acd.language import _
from acd.live.channel.answering import Answering
from acd.live.channel.connection import Connection
from acd.live.channel.figures import Figures
from acd.live.channel.gate import Gate
from acd.live.channel.hub import Hub
from acd.live.channel.outbox import Outbox
from acd.live.channel.settings import VERSION, ChannelSettings
from acd.live.channel.wording import Message, RefusedError
from acd.live.users import UserKind


class Sockets:
    """All WebSockets of a centre."""

    def __init__(self, hub: Hub, gate: Gate, answering: Answering, figures: Figures, settings: ChannelSettings) -> None:
        self._hub = hub
        self._gate = gate
        self._answering = answering
        self._figures = figures
        self._settings = settings
        self._strangers = 0

    async def agent(self, request: web.Request) -> web.StreamResponse:
        """An agent's channel."""
        connection = await self._opened(request)
        try:
            hello = await self._hello(connection, [UserKind.AGENT])
            outbox = Outbox(self._settings.unsent)
            session = self._hub.enter(hello["name"], hello.get("session"), outbox)
        except HuawuError as error:
            return await self._refused(connection, error)

        def ask(message: Message) -> None:
            self._answering.ask(session, connection.address, message)

        try:
            with self._figures.connected("agent"):
                await connection.talk(outbox, ask)
        finally:
            self._hub.leave(session, outbox)
        return connection.socket

    async def board(self, request: web.Request) -> web.StreamResponse:
        """Somebody who looks at the board, and asks nothing."""
        connection = await self._opened(request)
        try:
            hello = await self._hello(connection, [UserKind.AGENT, UserKind.LEADER])
            outbox = self._hub.enter_board({"welcome": {"version": VERSION, "name": hello["name"]}})
        except HuawuError as error:
            return await self._refused(connection, error)
        try:
            with self._figures.connected("board"):
                await connection.talk(outbox, _ask_nothing)
        finally:
            self._hub.leave_board(outbox)
        return connection.socket

    async def _opened(self, request: web.Request) -> Connection:
        if self._strangers >= self._settings.strangers:
            self._figures.turned_away("full")
            raise web.HTTPServiceUnavailable(text=_("too many connections that have not said who they are"))
        return await Connection.opened(request, self._settings)

    async def _hello(self, connection: Connection, kinds: Collection[UserKind]) -> Message:
        """The hello of somebody who may come in."""
        self._strangers += 1
        try:
            hello = await connection.hello()
        finally:
            self._strangers -= 1
        known = self._hub.knows(hello["name"], hello.get("session"))
        self._gate.admit(connection.address, hello["name"], hello["secret"], kinds, known)
        return hello

    async def _refused(self, connection: Connection, error: HuawuError) -> web.WebSocketResponse:
        self._figures.turned_away(getattr(error, "code", "refused"))
        await connection.refuse(error)
        return connection.socket


def _ask_nothing(_message: Message) -> None:
    raise RefusedError("unknown_request", _("a board is looked at; nothing can be asked here"))
