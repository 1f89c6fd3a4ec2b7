"""The agents' channel: WebSocket and HTTP in front of a live centre's desk.

``make_app`` puts it together, ``serve`` opens it; :mod:`acd.live.channel.client` is the other end, and needs nothing of
what a centre needs: hence names are looked up when they are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from acd.live.channel.app import make_app
    from acd.live.channel.serving import ChannelError, Running, serve
    from acd.live.channel.settings import VERSION, ChannelSettings

__all__ = ["VERSION", "ChannelError", "ChannelSettings", "Running", "make_app", "serve"]

_WHERE: Final = {"make_app": "app", "VERSION": "settings", "ChannelSettings": "settings"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"acd.live.channel.{_WHERE.get(name, 'serving')}"), name)
