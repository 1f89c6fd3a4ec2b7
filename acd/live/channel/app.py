"""The channel as one aiohttp application: what stands behind which address, and what runs beside.

Knows how the parts go together. Refuses to know any of them.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from aiohttp import web

from acd.live.channel.answering import Answering
from acd.live.channel.figures import Figures
from acd.live.channel.gate import Gate
from acd.live.channel.hub import Hub
from acd.live.channel.pages import Pages, in_words
from acd.live.channel.parts import Board, Explain, Operations, Parts
from acd.live.channel.settings import ChannelSettings
from acd.live.channel.sockets import Sockets
from acd.live.desk import Desk
from acd.live.users import Users

HUB = web.AppKey("hub", Hub)


def make_app(
    desk: Desk, users: Users, board: Board, explain: Explain, operations: Operations, settings: ChannelSettings
) -> web.Application:
    """Everything behind the channel's port; :func:`acd.live.channel.serve` opens it."""
    parts = Parts(desk, users, board, explain, operations)
    figures, gate = Figures(), Gate(users, settings.tries, settings.monotonic)
    hub = Hub(parts, settings)
    sockets = Sockets(hub, gate, Answering(desk, gate, figures, settings), figures, settings)
    app = web.Application(middlewares=[in_words], client_max_size=settings.message)
    app[HUB] = hub
    app.add_routes([web.get("/agent", sockets.agent), web.get("/board", sockets.board)])
    app.add_routes(Pages(parts, gate, figures, settings).routes())
    app.cleanup_ctx.append(_ticking(hub.tick, settings.every))
    app.cleanup_ctx.append(_ticking(hub.full_tick, settings.full_every))
    app.on_cleanup.append(_look_away)
    app.on_shutdown.append(_say_bye)
    return app


def _ticking(tick: Callable[[], None], every: float) -> Callable[[web.Application], AsyncIterator[None]]:
    async def run(_app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_tick(tick, every))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return run


async def _tick(tick: Callable[[], None], every: float) -> None:
    while True:
        tick()
        await asyncio.sleep(every)


async def _look_away(app: web.Application) -> None:
    app[HUB].stop()


async def _say_bye(app: web.Application) -> None:
    app[HUB].bye("stopping")
