"""The agents' channel: WebSocket and HTTP in front of a live centre's desk.

``make_app`` puts it together, ``serve`` opens it; :mod:`acd.live.channel.client` is the other end.
"""

from acd.live.channel.app import make_app
from acd.live.channel.serving import ChannelError, Running, serve
from acd.live.channel.settings import VERSION, ChannelSettings

__all__ = ["VERSION", "ChannelError", "ChannelSettings", "Running", "make_app", "serve"]
