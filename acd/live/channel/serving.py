"""Opening the channel's port, in the clear on this machine only.

Knows sockets and certificates. Refuses to know what is served.
"""

import ipaddress
import ssl

from aiohttp import web

from acd.errors import HuawuError
from acd.language import _
from acd.live.channel.settings import ChannelSettings

_SECONDS_TO_CLOSE = 2.0


class ChannelError(HuawuError):
    """The channel cannot be opened as asked."""


class Running:
    """An open channel; ``port`` is the one that it has."""

    def __init__(self, runner: web.AppRunner, port: int) -> None:
        self.port = port
        self._runner = runner

    async def stop(self) -> None:
        """Say bye to everybody and close."""
        await self._runner.cleanup()


async def serve(app: web.Application, settings: ChannelSettings) -> Running:
    """Open the port. Raises :class:`ChannelError`: off loopback without TLS, a port in use, a certificate amiss."""
    context = _tls(settings)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_SECONDS_TO_CLOSE)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.address, settings.port, ssl_context=context).start()
    except (OSError, UnicodeError) as error:
        await runner.cleanup()
        words = _("agents' channel {address}:{port}: {why}")
        why = getattr(error, "strerror", None) or error
        raise ChannelError(words.format(address=settings.address, port=settings.port, why=why)) from None
    return Running(runner, runner.addresses[0][1])


def _tls(settings: ChannelSettings) -> ssl.SSLContext | None:
    if settings.tls is None:
        if not is_loopback(settings.address):
            words = _(
                "agents' channel {address}: secrets and callers would cross the network in the clear; "
                "give a certificate and its key (listen.tls), or listen on 127.0.0.1"
            )
            raise ChannelError(words.format(address=settings.address))
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(*settings.tls)
    except (OSError, ssl.SSLError) as error:
        words = _("agents' channel: certificate {certificate} with key {key}: {why}")
        why = error.strerror or error
        raise ChannelError(words.format(certificate=settings.tls[0], key=settings.tls[1], why=why)) from None
    return context


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
